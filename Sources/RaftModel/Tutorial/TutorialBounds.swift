/// How far a tutorial's specification is explored, in FizzBee's words.
///
/// The defaults are those of the tutorial, which explore *LeaderElection* with two actions at once and *RaftFull* with one.
public struct TutorialBounds: Hashable, Sendable {
  /// `max_concurrent_actions`: how many actions run at once.
  public var concurrentMaximum = 2
  /// `max_actions` of `Node.ElectionTimeout`, over all servers.
  public var electionMaximum = 2
  /// `max_actions` of `Node.SubmitCommand`, over all servers.
  public var submitMaximum = 2
  /// `max_actions` of `Node.SendHeartbeat`, over all servers; the tutorial's *LeaderElection* has no bound on it.
  public var heartbeatMaximum: Int?
  /// `max_concurrent_actions` of `Node#.SendHeartbeat`, for each server.
  public var heartbeatsAtOnce: Int?
  /// `crash_on_yield`: wherever a thread can be interrupted it may end, and any server may crash.
  public var crashes = true

  /// What fits into a state: a term into four bits, a log into eight entries, the actions at once into four slots, a count of
  /// heartbeats into a byte.
  public static let electionRange = 0...TutorialEntry.termMaximum
  public static let submitRange = 0...TutorialLog.indexMaximum
  public static let concurrentRange = 1...TutorialState.threadMaximum
  public static let heartbeatRange = 0...Int(UInt8.max)

  public init() {}

  /// Whether a state has room for all that the bounds allow.
  public var fit: Bool {
    Self.electionRange.contains(electionMaximum) && Self.submitRange.contains(submitMaximum)
      && Self.concurrentRange.contains(concurrentMaximum)
      && heartbeatMaximum.map(Self.heartbeatRange.contains) ?? true
  }

  /// The bounds that the tutorial gives a specification.
  public init(of specification: TutorialSpecification) {
    guard specification == .replication else { return }
    concurrentMaximum = 1
    heartbeatMaximum = 2
    heartbeatsAtOnce = 1
  }

  /// How often an action may be begun; nil where that is not limited.
  func maximum(of action: TutorialAction) -> Int? {
    switch action {
    case .electionTimeout: electionMaximum
    case .sendHeartbeat: heartbeatMaximum
    case .submitCommand: submitMaximum
    }
  }
}
