import RaftModel
import TraceFormat

/// A trace being read line by line: each begins a step or belongs to one of its server's.
struct ScheduleReading {
  /// A line, where it stands, and the model's number of its server.
  struct Line {
    var event: TraceEvent
    var place: Int
    var server: ServerID
  }

  let trace: RecordedTrace
  let survey: TraceSurvey
  let numbers: ServerNumbers
  /// Whether raft-trace made the trace: then what a snapshot does not show is not there.
  let isOwn: Bool
  let initialViews: [ServerView]
  var views: [ServerView]
  var steps: [StepDraft] = []
  /// The latest steps of each server.
  var recent: [[Int]]
  var payloads: EntryPayloads
  var network = MessagesInFlight()
  var options = ModelOptions()
  /// Servers of which a line was read.
  var seen = ServerSet()
  /// Messages of which a copy was said to have been made, and that have not arrived since.
  var duplicates: [Message] = []
  /// What each server sent in its latest line.
  var lastSent: [SentMessage?]
  /// Who has granted a vote to whom in which term.
  var grants: [Campaign: [ServerID]] = [:]
  var largestBatch = 0
  var cutsBatches = false

  struct SentMessage {
    var message: Message
    var packet: Packet
    var step: Int?
    /// Whether the model loses it at once.
    var isLost: Bool
  }

  struct Campaign: Hashable {
    var candidate: ServerID
    var term: Term
    var isPreVote: Bool
  }

  /// How many of a server's steps a late line may belong to.
  private static let memory = 24

  init(
    _ trace: RecordedTrace, _ survey: TraceSurvey, _ numbers: ServerNumbers, _ beginning: ScheduleBeginning
  ) {
    self.trace = trace
    self.survey = survey
    self.numbers = numbers
    views = beginning.views
    initialViews = beginning.views
    recent = Array(repeating: [], count: numbers.count)
    lastSent = Array(repeating: nil, count: numbers.count)
    payloads = EntryPayloads(serverCount: numbers.count)
    isOwn = Self.isOwn(trace, payloads)
    options.appliesSeparately =
      survey.appliesSeparately || survey.waits && survey.events.contains(.applied)
    let recognizes = isOwn
    appendsNoOperation = !recognizes && survey.appendsUponWinning
  }

  /// Whether an entry appended upon winning is taken for an empty one, where its payload does not tell.
  let appendsNoOperation: Bool

  private static func isOwn(_ trace: RecordedTrace, _ payloads: EntryPayloads) -> Bool {
    for line in trace.lines {
      guard case .entriesAppended(let batch) = line.event.kind, let entry = batch.entries.first,
        let term = entry.term.value
      else { continue }
      if payloads.recognized(entry, term: term) != nil { return true }
    }
    return false
  }

  subscript(i: ServerID) -> ServerView {
    get { views[Int(i.rawValue)] }
    set { views[Int(i.rawValue)] = newValue }
  }

  mutating func read(_ place: Int) {
    let event = trace.lines[place].event
    guard let i = numbers[event.server] else { return }
    let line = Line(event: event, place: place, server: i)
    if event.observation.moment == .before { absorbBefore(event.observation, i) }
    let step = take(line)
    if event.observation.moment == .after { self[i].absorb(event.observation, numbers) }
    seen.insert(i)
    note(event, i)
    if let step { show(step, i) }
  }

  /// What a line shows of before it is what the step before it led to, if no line is missing between them.
  private mutating func absorbBefore(_ shown: Observation, _ i: ServerID) {
    self[i].absorb(shown, numbers)
    if survey.isComplete, let step = recent[Int(i.rawValue)].last { steps[step].shown = self[i].shown }
  }

  private mutating func note(_ event: TraceEvent, _ i: ServerID) {
    if event.observation.role == .known(.learner) { options.hasLearners = true }
    if event.observation.role == .known(.preCandidate) { options.hasPreVote = true }
    if self[i].role == .leader { payloads.note(leader: i, of: self[i].currentTerm) }
    if case .known(let leader?) = event.observation.leader, let j = numbers[leader] {
      payloads.note(leader: j, of: self[i].currentTerm)
    }
    if case .messageSent = event.kind { return }
    lastSent[Int(i.rawValue)] = nil
  }

  /// The state behind a line is that behind its step and behind those that followed it.
  private mutating func show(_ step: Int, _ i: ServerID) {
    let shown = self[i].shown
    for later in recent[Int(i.rawValue)] where later >= step { steps[later].shown = shown }
  }

  /// Begins a step with a line; nil for an implicit one.
  @discardableResult
  mutating func begin(_ action: Action, at i: ServerID, _ line: Line?) -> Int {
    let place = line?.place ?? 0
    steps.append(StepDraft(action, at: i, lines: place..<(line == nil ? place : place + 1)))
    steps[steps.count - 1].termBefore = self[i].currentTerm
    if recent[Int(i.rawValue)].count >= Self.memory { recent[Int(i.rawValue)].removeFirst() }
    recent[Int(i.rawValue)].append(steps.count - 1)
    return steps.count - 1
  }

  /// The latest step of a server that is more than a message sent.
  func open(_ i: ServerID) -> Int? { recent[Int(i.rawValue)].last { !steps[$0].isSending } }

  /// A line without a cause of its own belongs to the latest step of its server.
  mutating func join(_ line: Line) -> Int? { join(line, open(line.server)) }

  mutating func join(_ line: Line, _ step: Int?) -> Int? {
    if let step { steps[step].add(line: line.place) }
    return step
  }

  /// - Returns: the step that the line belongs to; nil for none.
  private mutating func take(_ line: Line) -> Int? {
    switch line.event.kind {
    case .start: takeStart(line)
    case .stop, .crash: takeCrash(line)
    case .roleChanged(let role): takeRole(role, line)
    case .campaignStarted: takeCampaign(line)
    case .voteDecided(let vote): takeVote(vote, line)
    case .messageSent(let message): takeSent(message, line)
    case .messageReceived(let message): takeReceived(message, line)
    case .messageDropped(let message): takeDropped(message, line)
    case .messageDuplicated(let message): takeDuplicated(message, line)
    case .entriesAppended(let batch): takeEntries(batch, line)
    case .logTruncated(let index): takeTruncation(index, line)
    case .committed(let advance): takeCommit(advance, line)
    case .applied(let entry): takeApplied(entry, line)
    case .snapshotTaken(let snapshot): takeSnapshotTaken(snapshot, line)
    case .snapshotInstalled(let snapshot): takeSnapshotInstalled(snapshot, line)
    case .configurationProposed(let change): takeProposal(change, line)
    case .configurationInUse(let change): takeConfigurationInUse(change, line)
    case .clientCalled(let operation): takeCall(operation, line)
    case .leaderObserved(let leader): takeLeader(leader, line)
    case .observed: takeObserved(line)
    case .clientReturned, .leaseHeld, .persisted, .serverNamed: join(line)
    }
  }
}
