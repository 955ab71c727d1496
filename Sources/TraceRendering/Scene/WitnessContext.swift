import RaftTraceChecker
import TraceFormat

/// Where the witnesses of the drawn violations stand, and the servers and terms they speak of.
///
/// Witnesses are numbered from 1, across all drawn violations, in the order in which a person should read them.
struct WitnessContext: Sendable {
  /// More violations than this in one picture explain nothing.
  static let violationMaximum = 3

  let violations: [Violation]
  /// How many violations are not drawn.
  let furtherViolations: Int
  private var numbers: [SourcePosition: Int] = [:]
  private var servers: Set<ServerID> = []
  private var terms: Set<Term> = []

  /// - Parameter violations: all that were found; of the first one's group, the first of each property is drawn.
  init(_ violations: [Violation]) {
    var drawn: [Violation] = []
    for violation in violations where violation.group == violations.first?.group {
      if drawn.count == Self.violationMaximum { break }
      if !drawn.contains(where: { $0.property == violation.property }) { drawn.append(violation) }
    }
    self.violations = drawn
    furtherViolations = violations.count - drawn.count
    for witness in self.violations.flatMap(\.witnesses) {
      if numbers[witness.position] == nil { numbers[witness.position] = numbers.count + 1 }
      servers.insert(witness.server)
      if let term = witness.statement.term { terms.insert(term) }
    }
  }

  /// The group of the violations; nil when there is none.
  var group: GroupID? { violations.first?.group }

  /// The witness's number, where the line is one.
  func number(of position: SourcePosition) -> Int? { numbers[position] }

  /// Whether the event is an election step that a witness's server took, or was asked for, in a witness's term.
  func isNear(_ event: TraceEvent, term: Observed<Term>) -> Bool {
    guard let term = term.value, terms.contains(term), event.kind.isElectionStep else { return false }
    return servers.contains(event.server)
  }
}

extension Statement {
  /// The term that the statement is about, where it is about one.
  fileprivate var term: Term? {
    switch self {
    case .started(let recovered): recovered.term.value
    case .inTerm(let term), .becameCandidate(let term), .becameLeader(let term), .leads(let term),
      .followsLeader(_, let term), .voted(_, let term), .votedForNobody(let term),
      .countedVote(_, let term), .candidateLog(_, let term, _):
      term
    case .logEnd(let end): end.term.value
    case .appended(let entry), .entryFollows(let entry, _), .applied(let entry): entry.term.value
    case .committed(_, let entryTerm): entryTerm.value
    case .askedToAppend(let previous): previous.term
    case .received(let message), .sent(let message): message.term.value
    case .roleIs(_, let term), .votedForIs(_, let term): term.value
    case .acknowledged, .hearsAcknowledgement, .verified, .truncated, .appliedThrough, .persisted, .stateHash,
      .commitIs,
      .tookSnapshot, .installedSnapshot, .configurationIs, .stopped, .clientCalled,
      .clientAnswered:
      nil
    }
  }
}

extension EventKind {
  fileprivate var isElectionStep: Bool {
    switch self {
    case .start, .stop, .crash, .roleChanged, .campaignStarted, .voteDecided, .leaderObserved: true
    case .messageSent(let message), .messageReceived(let message), .messageDropped(let message),
      .messageDuplicated(let message):
      message.body.isVote
    case .serverNamed, .entriesAppended, .logTruncated, .persisted, .committed, .applied, .snapshotTaken,
      .snapshotInstalled, .configurationProposed, .configurationInUse, .clientCalled, .clientReturned,
      .leaseHeld, .observed:
      false
    }
  }
}

extension MessageBody {
  /// Whether the message asks for a vote or gives one.
  var isVote: Bool {
    switch self {
    case .requestVoteRequest, .requestVoteResponse: true
    case .preVoteRequest, .preVoteResponse, .appendEntriesRequest, .appendEntriesResponse,
      .installSnapshotRequest, .installSnapshotResponse, .timeoutNow, .readIndexRequest, .readIndexResponse:
      false
    }
  }
}
