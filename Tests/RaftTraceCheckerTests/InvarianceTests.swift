import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

/// What must not change a verdict, tried on the samples and, where they are at hand, on real logs and traces.
@Suite("What proves nothing changes nothing")
struct InvarianceTests {
  @Test(
    "Merging the lines of different servers in any order gives the same status to every property",
    arguments: Traces.all)
  func mergedInAnyOrder(_ trace: Traces.Input) throws {
    let loaded = try trace.load()
    let expected = loaded.check().properties.map(\.status)
    for seed in UInt64(1)...6 {
      var generator = SeededRandom(seed: seed)
      let statuses = loaded.merged(by: &generator).check().properties.map(\.status)
      #expect(statuses == expected, "\(trace) merged with seed \(seed)")
    }
  }

  @Test("Clocks that are minutes apart change nothing", arguments: Traces.all)
  func shiftedClocks(_ trace: Traces.Input) throws {
    let loaded = try trace.load()
    var shifted = loaded
    for i in shifted.events.indices {
      let shift = Int64(shifted.events[i].server.rawValue) * 420_000_000_000
      shifted.events[i].time = shifted.events[i].time.map { WallTime(nanoseconds: $0.nanoseconds &- shift) }
    }
    #expect(shifted.check().violations == loaded.check().violations)
  }

  @Test("Hiding fields and lines, but no start, never makes a violation", arguments: Traces.all)
  func hiding(_ trace: Traces.Input) throws {
    let loaded = try trace.load()
    guard loaded.check().violated.isEmpty else { return }
    for seed in UInt64(1)...12 {
      var generator = SeededRandom(seed: seed)
      let hidden = loaded.hidingSomething(by: &generator)
      #expect(hidden.check().violated == [], "\(trace) hidden with seed \(seed)")
    }
  }
}

/// Traces to try, with all their events in memory.
enum Traces {
  struct Input: CustomStringConvertible, Sendable {
    var files: [String]
    var description: String {
      files.map { String($0.split(separator: "/").suffix(2).joined(separator: "/")) }.joined(separator: " ")
    }
  }

  static let all: [Input] = samples + logs + traces

  private static let samples =
    ["etcd-two-leaders", "etcd-leader-killed"].map { name in
      Input(files: (1...3).map { "\(PackageFile.root)/samples/\(name)/n\($0).log" })
    } + [Input(files: ["\(PackageFile.root)/samples/vote-forgotten/trace.ndjson"])]

  private static let logs = [
    "etcd-3.5/s2-kill9-leader", "etcd-3.5/s3-partition-leader", "etcd-3.5/s6-snapshot-install",
    "etcd-3.5/s8-wipe-majority", "etcd-3.4/s8b-wipe-one-loses-commits",
  ].map { Input(files: SharedFiles.files(in: "logs/\($0)", endingIn: [".log", ".log.gz"])) }
    .filter { !$0.files.isEmpty }

  private static let traces = ["traces/etcd-raft", "traces/etcd-raft-faulty"].flatMap { folder in
    SharedFiles.files(in: folder, endingIn: [".ndjson", ".ndjson.gz"]).map { Input(files: [$0]) }
  }

  struct Loaded {
    var events: [TraceEvent]
    var dialect: SourceDialect
    var symbols: TraceSymbols
  }
}

extension Traces.Input {
  func load() throws -> Traces.Loaded {
    let symbols = TraceSymbols()
    var input = try TraceInput(paths: files, table: FormatTable(), symbols: symbols)
    var events: [TraceEvent] = []
    while input.read(into: &events) != nil {}
    return Traces.Loaded(events: events, dialect: input.dialect(of: 0), symbols: symbols)
  }
}

extension Traces.Loaded {
  func check() -> CheckReport { TraceBuilder.check(events, dialect, symbols) }

  /// The same lines merged another way: the order of each server's lines is kept.
  func merged(by generator: inout SeededRandom) -> Traces.Loaded {
    var queues: [ServerID: [TraceEvent]] = [:]
    for event in events.reversed() { queues[event.server, default: []].append(event) }
    var open = queues.keys.sorted()
    var result = self
    result.events = []
    while !open.isEmpty {
      let i = Int.random(in: open.indices, using: &generator)
      for _ in 0..<Int.random(in: 1...20, using: &generator) {
        guard let event = queues[open[i]]?.popLast() else { break }
        result.events.append(event)
      }
      if queues[open[i]]?.isEmpty ?? true { open.remove(at: i) }
    }
    return result
  }

  /// Some lines left out and some fields of the others unknown, so the trace is no longer complete.
  func hidingSomething(by generator: inout SeededRandom) -> Traces.Loaded {
    var result = self
    result.dialect.isComplete = false
    let lineShare = Double.random(in: 0...0.9, using: &generator)
    let fieldShare = Double.random(in: 0...0.9, using: &generator)
    result.events = events.filter { event in
      event.kind == .start || Double.random(in: 0...1, using: &generator) >= lineShare
    }
    for i in result.events.indices { result.events[i].observation.hide(fieldShare, by: &generator) }
    return result
  }
}

extension Observation {
  /// Makes each field unknown with a probability.
  fileprivate mutating func hide(_ share: Double, by generator: inout SeededRandom) {
    func hides() -> Bool { Double.random(in: 0...1, using: &generator) < share }
    if hides() { currentTerm = .unknown }
    if hides() { votedFor = .unknown }
    if hides() { role = .unknown }
    if hides() { leader = .unknown }
    if hides() { lastLogIndex = .unknown }
    if hides() { lastLogTerm = .unknown }
    if hides() { commitIndex = .unknown }
    if hides() { lastApplied = .unknown }
    if hides() { snapshotIndex = .unknown }
    if hides() { configuration = .unknown }
  }
}
