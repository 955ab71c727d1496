import RaftModel
import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("What is wrong in the tutorial's RaftFull")
struct TutorialCounterexampleTests {
  /// Two actions at once, no crash, no heartbeat: enough for all of it.
  private static let model: TutorialModel = {
    var bounds = TutorialBounds(of: .replication)
    bounds.concurrentMaximum = 2
    bounds.submitMaximum = 3
    bounds.heartbeatMaximum = 0
    bounds.crashes = false
    return TutorialModel(.replication, bounds: bounds)
  }()

  private static let exploration: Exploration<TutorialModel> = {
    var explorer = Explorer(model)
    explorer.findsAllBreaks = true
    explorer.depthMaximum = 33
    explorer.workerCount = 2
    return explorer.run()
  }()

  private static func counterexample(of name: PropertyName) throws -> Path<TutorialModel> {
    try #require(exploration.properties.first { $0.summary.name == name.rawValue }?.counterexample)
  }

  @Test(
    "A shortest way to break it",
    arguments: [
      (PropertyName.leaderAppendOnly, 20), (.logWellFormed, 22), (.leaderCompleteness, 24),
      (.logMatching, 28),
      (.committedNeverOverwritten, 28), (.commitMonotonic, 30), (.stateMachineSafety, 33),
    ])
  func depth(_ name: PropertyName, _ depth: Int) throws {
    let path = try Self.counterexample(of: name)
    #expect(path.steps.count == depth)
  }

  @Test("Every property of the model has the checker's name")
  func names() {
    for property in TutorialProperty.allCases {
      #expect(PropertyName(rawValue: property.rawValue) != nil)
    }
  }

  @Test("Election Safety holds, and so does everything with one action at a time")
  func oneAtATime() {
    #expect(!Self.exploration.broken.contains { $0.summary.name == "ElectionSafety" })
    var bounds = TutorialBounds(of: .replication)
    bounds.submitMaximum = 1
    bounds.crashes = false
    let exploration = Explorer(TutorialModel(.replication, bounds: bounds)).run()
    #expect(exploration.isExhaustive)
    #expect(exploration.broken.isEmpty)
    let undecided = exploration.properties.filter { $0.decidedCount == 0 }.map(\.summary.name)
    #expect(
      undecided == ["CommittedNeverOverwritten"], "one command leaves nothing to overwrite a commit with")
    #expect(exploration.sometimes.filter { !$0.isMet }.map(\.condition) == [])
  }

  @Test(
    "The trace of a counterexample, written and read, breaks the same property",
    arguments: [
      PropertyName.leaderAppendOnly, .logWellFormed, .leaderCompleteness, .logMatching,
      .committedNeverOverwritten, .commitMonotonic, .stateMachineSafety,
    ])
  func trace(_ name: PropertyName) throws {
    let path = try Self.counterexample(of: name)
    #expect(try Self.check(path).violated.contains(name))
  }

  /// Writes the trace of a path in the native format, reads it and checks what was read.
  private static func check(_ path: Path<TutorialModel>) throws -> CheckReport {
    let symbols = TraceSymbols()
    let trace = try #require(model.trace(of: path.steps.map(\.action), symbols: symbols))
    var writer = NativeTraceWriter(symbols: symbols, dialect: TutorialTrace.dialect)
    writer.write(trace.events)
    let readSymbols = TraceSymbols()
    var input = try TraceInput(
      sources: [ByteSource(bytes: writer.takeBytes(), name: "tutorial.ndjson")], table: FormatTable(),
      symbols: readSymbols)
    var checker = TraceChecker(symbols: readSymbols)
    var events: [TraceEvent] = []
    while let batch = input.read(into: &events) {
      for event in events { checker.consider(event, dialect: input.dialect(of: batch.file)) }
      events.removeAll(keepingCapacity: true)
    }
    #expect(!input.hasErrors)
    return checker.finish()
  }
}
