public import RaftModel
public import TraceFormat

/// The trace that a run of a model leaves: a line for everything that a server does, in the order in which it does it.
///
/// Read off the states before and after each step, never told by a rule, so that the trace of a wrong Raft shows what
/// happened. Only what a step sends comes from the rules: they take it once more with nothing else in flight, because a
/// network that is full, or has the message already, shows nothing.
public struct BehaviorTrace {
  /// What was told so far; a caller may take events out.
  public var events: [TraceEvent] = []

  private let model: RaftModel
  private let words: ModelWords
  private let file: FileID
  private var line: UInt32 = 1
  private var memories: [ServerMemory]

  /// What a server remembers that the model does not: whom it follows, and which read it serves.
  struct ServerMemory {
    var leader: ServerID?
    var read: UInt64 = 0
  }

  /// Every line is there, a step is durable when it is taken, and a configuration governs once it is in the log.
  public static var dialect: SourceDialect {
    var dialect = SourceDialect()
    dialect.isComplete = true
    dialect.isOrdered = true
    dialect.showsMessages = true
    dialect.durability = .atOnce
    dialect.configurationUse = .onAppend
    return dialect
  }

  /// The name under which the lines are numbered, unless another is given.
  public static let fileName = "trace"

  /// A trace of nothing yet, whose lines are numbered as in a file with a header.
  ///
  /// - Parameter names: what the servers are called, by number; n1, n2, … if nil.
  public init(
    of model: RaftModel, symbols: TraceSymbols, fileName: String = Self.fileName, names: [String]? = nil
  ) {
    self.model = model
    words = ModelWords(symbols: symbols, serverCount: model.initialState.serverCount, names: names)
    file = symbols.file(fileName)
    memories = Array(repeating: ServerMemory(), count: model.initialState.serverCount)
  }

  /// The whole trace of a behavior.
  public init(
    _ behavior: Behavior, of model: RaftModel, symbols: TraceSymbols, fileName: String = Self.fileName
  ) {
    self.init(of: model, symbols: symbols, fileName: fileName)
    begin(behavior.initialState)
    for i in behavior.steps.indices {
      record(
        Step(
          before: behavior.state(before: i), action: behavior.steps[i].action, after: behavior.steps[i].after)
      )
    }
  }

  /// Every server starts, with what it has on disk; or only these.
  public mutating func begin(_ state: ClusterState, servers: [ServerID]? = nil, clock: SimulatedClock? = nil)
  {
    for i in servers ?? Array(state.allServers) {
      var story = StepStory(of: i, as: state[i], memories[Int(i.rawValue)], words)
      story.tell(.start)
      add(story, clock)
    }
  }

  /// Tells one step.
  ///
  /// - Parameter packets: what it sends; nil where that is what the model's rules send.
  public mutating func record(_ step: Step, sent packets: [Packet]? = nil, clock: SimulatedClock? = nil) {
    let i = step.action.server ?? step.loser
    guard let i else { return }
    var story = StepStory(of: i, as: step.before[i], memories[Int(i.rawValue)], words)
    if case .lose(let packet) = step.action {
      story.tell(.messageDropped(words.message(packet)))
    } else {
      story.tell(step, sent: packets ?? sent(in: step))
    }
    memories[Int(i.rawValue)] = story.memory
    add(story, clock)
  }

  private mutating func add(_ story: StepStory, _ clock: SimulatedClock?) {
    let time = Observed(clock?.time(at: story.server))
    for (kind, observation) in story.told {
      line += 1
      events.append(
        TraceEvent(
          server: words[story.server], position: SourcePosition(file: file, line: line), kind: kind,
          observation: observation, time: time))
    }
  }

  /// What the step puts into flight, those messages included that the network has already or has no room for.
  private func sent(in step: Step) -> [Packet] {
    var state = step.before
    state.network = Network()
    if let received = step.action.received { state.network.send(received) }
    do { try model.take(step.action, in: &state) } catch { return step.newPackets }
    return state.network.packets.filter { $0 != step.action.received }
  }
}

extension Step {
  /// The sender of a message that is lost.
  fileprivate var loser: ServerID? {
    if case .lose(let packet) = action { packet.source } else { nil }
  }

  fileprivate var newPackets: [Packet] { after.network.packets.filter { !before.network.contains($0) } }
}

extension Network {
  /// The messages in flight.
  var packets: [Packet] { (0..<count).map { self[$0] } }
}
