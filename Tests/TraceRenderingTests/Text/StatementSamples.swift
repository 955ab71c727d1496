import RaftTraceChecker
import TraceFormat

/// A statement on a line of n2, and the sentence it becomes.
struct StatementSample: Sendable {
  let statement: Statement
  let sentence: String

  init(_ statement: Statement, _ sentence: String) {
    self.statement = statement
    self.sentence = sentence
  }

  static let all = elections + logs + replay

  private static let elections = [
    Self(.started(Cast.recovered { _ in }), "n2 starts"),
    Self(
      .started(
        Cast.recovered {
          $0.currentTerm = .known(Term(4))
          $0.votedFor = .known(Cast.n1)
          $0.lastLogIndex = .known(LogIndex(7))
          $0.lastLogTerm = .known(Term(3))
          $0.commitIndex = .known(LogIndex(5))
        }), "n2 starts in term 4, with its vote for n1, its log ends at entry 7 (term 3), commit index 5"),
    Self(
      .started(
        Cast.recovered {
          $0.votedFor = .known(nil)
          $0.lastLogIndex = .known(.zero)
        }), "n2 starts without a vote, its log is empty"),
    Self(.inTerm(Term(4)), "n2 is in term 4"),
    Self(.becameCandidate(Term(4)), "n2 becomes candidate of term 4"),
    Self(.becameLeader(Term(4)), "n2 becomes leader of term 4"),
    Self(.leads(Term(4)), "n2 leads term 4"),
    Self(.followsLeader(Cast.n1, Term(4)), "n2 follows n1 as leader of term 4"),
    Self(.voted(candidate: Cast.n1, Term(4)), "n2 votes for n1 in term 4"),
    Self(.voted(candidate: Cast.n2, Term(4)), "n2 votes for itself in term 4"),
    Self(.votedForNobody(Term(4)), "n2 has voted for nobody in term 4"),
    Self(.countedVote(voter: Cast.n3, Term(4)), "n2 counts the vote of n3 in term 4"),
    Self(.countedVote(voter: Cast.n2, Term(4)), "n2 counts its own vote in term 4"),
    Self(
      .candidateLog(candidate: Cast.n2, Term(4), Cast.log(7, 3)),
      "n2 asks for votes in term 4; its log ends at entry 7 (term 3)"),
    Self(
      .candidateLog(candidate: Cast.n1, Term(4), Cast.log(nil, 3)),
      "n2 hears n1 ask for votes in term 4; n1's log ends in term 3"),
    Self(
      .candidateLog(candidate: Cast.n1, Term(4), Cast.log(nil, nil)), "n2 hears n1 ask for votes in term 4"),
  ]

  private static let logs = [
    Self(.logEnd(Cast.log(7, 3)), "n2's log ends at entry 7 (term 3)"),
    Self(.logEnd(Cast.log(7, nil)), "n2's log ends at entry 7"),
    Self(.logEnd(Cast.log(nil, 3)), "n2's log ends in term 3"),
    Self(.logEnd(Cast.log(0, 0)), "n2's log is empty"),
    Self(.logEnd(Cast.log(nil, nil)), "n2 has a log"),
    Self(.appended(Cast.entry(7)), "n2 appends entry 7"),
    Self(.appended(Cast.entry(7, 3)), "n2 appends entry 7 (term 3)"),
    Self(
      .appended(Cast.entry(7, 3, payload: 0xab)), "n2 appends entry 7 (term 3, payload 00000000000000ab)"),
    Self(
      .entryFollows(Cast.entry(7, 3), prevTerm: Term(2)), "n2's entry 7 (term 3) follows an entry of term 2"),
    Self(
      .askedToAppend(after: LogPosition(term: Term(2), index: LogIndex(13))),
      "n2 is asked to append behind entry 13 (term 2)"),
    Self(.acknowledged(LogIndex(14)), "n2 acknowledges entries through 14"),
    Self(.verified(LogIndex(9)), "n2 gets a request that reaches entry 9, and none that reaches further"),
    Self(.truncated(from: LogIndex(5)), "n2 removes its entries from 5 on"),
    Self(.committed(LogIndex(7), entryTerm: .known(Term(3))), "n2 commits through entry 7 (term 3)"),
    Self(.committed(LogIndex(7), entryTerm: .unknown), "n2 commits through entry 7"),
    Self(.committed(.zero, entryTerm: .unknown), "n2 has committed nothing"),
    Self(.applied(Cast.entry(7, 3)), "n2 applies entry 7 (term 3)"),
    Self(.appliedThrough(LogIndex(7)), "n2 has applied through entry 7"),
    Self(.appliedThrough(.zero), "n2 has applied nothing"),
    Self(.persisted(persistence(true, 7)), "n2 has its term, vote and log through entry 7 on disk"),
    Self(.persisted(persistence(true, nil)), "n2 has its term and vote on disk"),
    Self(.persisted(persistence(false, 7)), "n2 has its log through entry 7 on disk"),
    Self(.persisted(persistence(false, nil)), "n2 finishes a write to disk"),
    Self(
      .stateHash(LogIndex(7), PayloadHash(0xab)), "n2's state machine has hash 00000000000000ab at index 7"),
    Self(.clientCalled(operation(.write)), "client c asks to write v to k"),
    Self(.clientCalled(operation(.read)), "client c asks for k"),
    Self(.clientAnswered(operation(.write)), "client c's write of v to k is acknowledged at index 7"),
    Self(.clientAnswered(operation(.read)), "client c reads v from k at index 7"),
    Self(
      .clientAnswered(operation(.compareAndSwap)), "client c's swap of v into k is acknowledged at index 7"),
  ]

  /// The names are those that `Cast` interns.
  private static func operation(_ action: ClientOperation.Action) -> ClientOperation {
    var operation = ClientOperation(
      client: NameID(0), request: 1, action: .known(action), key: .known(NameID(1)),
      index: .known(LogIndex(7)))
    operation.shownValue = .known(NameID(2))
    return operation
  }

  private static func persistence(_ coversTermAndVote: Bool, _ index: UInt64?) -> Persistence {
    Persistence(
      coversTermAndVote: coversTermAndVote, lastLogIndex: Observed(index.map { LogIndex($0) }))
  }
}

/// The cases of `Statement` by name; a new case breaks the build here, and the samples' test until it has one.
enum StatementKind: CaseIterable {
  case started, inTerm, becameCandidate, becameLeader, leads, followsLeader, voted, votedForNobody,
    countedVote, candidateLog, logEnd, appended, entryFollows, askedToAppend, acknowledged,
    hearsAcknowledgement, verified, truncated, committed, applied, appliedThrough, persisted, stateHash,
    received, sent, roleIs, votedForIs, commitIs, tookSnapshot,
    installedSnapshot, configurationIs, stopped, clientCalled, clientAnswered

  init(_ statement: Statement) {
    self =
      switch statement {
      case .started: .started
      case .inTerm: .inTerm
      case .becameCandidate: .becameCandidate
      case .becameLeader: .becameLeader
      case .leads: .leads
      case .followsLeader: .followsLeader
      case .voted: .voted
      case .votedForNobody: .votedForNobody
      case .countedVote: .countedVote
      case .candidateLog: .candidateLog
      case .logEnd: .logEnd
      case .appended: .appended
      case .entryFollows: .entryFollows
      case .askedToAppend: .askedToAppend
      case .acknowledged: .acknowledged
      case .hearsAcknowledgement: .hearsAcknowledgement
      case .verified: .verified
      case .truncated: .truncated
      case .committed: .committed
      case .applied: .applied
      case .appliedThrough: .appliedThrough
      case .persisted: .persisted
      case .stateHash: .stateHash
      case .received: .received
      case .sent: .sent
      case .roleIs: .roleIs
      case .votedForIs: .votedForIs
      case .commitIs: .commitIs
      case .tookSnapshot: .tookSnapshot
      case .installedSnapshot: .installedSnapshot
      case .configurationIs: .configurationIs
      case .stopped: .stopped
      case .clientCalled: .clientCalled
      case .clientAnswered: .clientAnswered
      }
  }
}
