import RaftModel
import RaftTraceChecker
import RaftTraceTestSupport
import TraceFormat

/// A random run of a model as a trace, written and read back.
struct SimulatedRun {
  var events: [TraceEvent]
  var dialect: SourceDialect
  let symbols = TraceSymbols()

  init(_ model: RaftModel, _ options: SimulationOptions) throws {
    var simulator = Simulator(model, options)
    var trace = BehaviorTrace(of: model, symbols: symbols)
    trace.begin(simulator.state)
    while let step = simulator.next() { trace.record(step) }
    events = trace.events
    dialect = BehaviorTrace.dialect
  }

  init(_ features: Features, seed: UInt64, steps: Int = 400) throws {
    var options = SimulationOptions()
    options.seed = seed
    options.stepMaximum = steps
    try self.init(features.model, options)
  }

  func check() -> CheckReport { TraceBuilder.check(events, dialect, symbols) }

  func written() -> [UInt8] {
    var writer = NativeTraceWriter(symbols: symbols, dialect: dialect, fileName: BehaviorTrace.fileName)
    writer.write(events)
    return writer.takeBytes()
  }

  /// The same trace as a reader makes it of what a writer wrote.
  func rewritten() throws -> SimulatedRun {
    var result = self
    result.events = []
    let source = ByteSource(bytes: written(), name: BehaviorTrace.fileName)
    var reader = NativeTraceReader(LineReader(source), symbols: symbols)
    while try reader.read(into: &result.events) {}
    result.dialect = reader.dialect
    return result
  }
}

/// A model to simulate: how many servers, and which parts of Raft.
struct Features: CustomStringConvertible, Sendable {
  var description: String
  var model: RaftModel

  init(
    _ description: String, servers: Int = 3, members: Int? = nil,
    _ change: (inout ModelOptions) -> Void = { _ in }
  ) {
    var options = ModelOptions()
    change(&options)
    self.description = description
    model = RaftModel(rules: Raft(options: options), serverCount: servers, memberCount: members)
  }

  static let all: [Features] = [
    Features("plain"),
    Features("one server", servers: 1) { $0.hasSnapshots = true },
    Features("two servers", servers: 2) { $0.hasSnapshots = true },
    Features("four servers, empty first entries", servers: 4) {
      $0.appendsNoOperation = true
      $0.hasSnapshots = true
    },
    Features("five servers, snapshots", servers: 5) { $0.hasSnapshots = true },
    Features("pre-vote") {
      $0.hasPreVote = true
      $0.hasSnapshots = true
    },
    Features("check quorum, transfer") {
      $0.hasCheckQuorum = true
      $0.hasLeadershipTransfer = true
      $0.hasSnapshots = true
    },
    Features("reads, empty first entries") {
      $0.hasReads = true
      $0.appendsNoOperation = true
      $0.hasSnapshots = true
    },
    Features("pipelining, one entry a message, applied separately") {
      $0.pipelinesEntries = true
      $0.appliesSeparately = true
      $0.entriesPerMessageMaximum = 1
      $0.hasSnapshots = true
    },
    Features("one server at a time", servers: 5, members: 3) {
      $0.membershipChange = .oneServer
      $0.hasSnapshots = true
      $0.appendsNoOperation = true
    },
    Features("joint", servers: 5, members: 3) {
      $0.membershipChange = .joint
      $0.hasSnapshots = true
    },
    Features("learners", servers: 5, members: 3) {
      $0.membershipChange = .oneServer
      $0.hasLearners = true
      $0.hasSnapshots = true
      $0.appendsNoOperation = true
    },
    Features("everything, joint", servers: 6, members: 3) {
      $0 = .everything
      $0.membershipChange = .joint
    },
    Features("everything, one server at a time", servers: 5, members: 2) {
      $0 = .everything
      $0.membershipChange = .oneServer
    },
  ]
}

extension ModelOptions {
  fileprivate static let everything: ModelOptions = {
    var options = ModelOptions()
    options.hasPreVote = true
    options.hasCheckQuorum = true
    options.hasLeadershipTransfer = true
    options.hasSnapshots = true
    options.hasReads = true
    options.hasLearners = true
    options.appendsNoOperation = true
    options.pipelinesEntries = true
    options.appliesSeparately = true
    return options
  }()
}
