/// The fields of one trace line as they were written; what they mean is `SpeculaInterpreter`'s business.
struct SpeculaLine {
  var name: SpeculaEventName?
  var server: ServerID?
  var time: Observed<WallTime> = .unknown
  var term: Observed<Term> = .unknown
  var role: Observed<Role> = .unknown
  var commit: Observed<LogIndex> = .unknown
  var lastLogIndex: Observed<LogIndex> = .unknown
  var lastLogTerm: Observed<Term> = .unknown
  var message: SpeculaMessage?
}

/// The fields of `msg`; numbers that are 0 and answers that are no are left out by the writer.
struct SpeculaMessage {
  var isHeartbeat = false
  var term: Observed<Term> = .unknown
  var source: ServerID?
  var destination: ServerID?
  var prevLogIndex = LogIndex.zero
  var prevLogTerm = Term.zero
  var entries: UInt64 = 0
  var commit = LogIndex.zero
  var isSuccess = false
  var matchIndex = LogIndex.zero
  var isVoteGranted = false
  var lastLogIndex = LogIndex.zero
  var lastLogTerm = Term.zero

  /// A heartbeat says nothing of the log; the line of who gets it shows that by what it leaves out.
  var isAboutLog: Bool { !isHeartbeat && (prevLogIndex > .zero || entries > 0 || commit > .zero) }

  var request: AppendEntriesRequest {
    AppendEntriesRequest(
      prevLogIndex: .known(prevLogIndex), prevLogTerm: .known(prevLogTerm),
      entries: EntryBatch(count: Observed(Int(exactly: entries)), entries: []),
      leaderCommit: isAboutLog ? .known(commit) : .unknown)
  }

  /// Up to where a yes to the request acknowledges; unknown for a heartbeat.
  var reach: Observed<LogIndex> {
    guard isAboutLog else { return .unknown }
    let (reach, overflows) = prevLogIndex.rawValue.addingReportingOverflow(entries)
    return overflows ? .unknown : .known(LogIndex(reach))
  }
}
