import RaftTraceChecker
import TraceFormat

/// The parts of sentences; what a trace does not show is left out.
extension Sentences {
  /// An entry as `entry 7 (term 3)`.
  func phrase(_ entry: LogEntry) -> String {
    "entry \(entry.index)" + (details(entry).map { " (\($0))" } ?? "")
  }

  /// What tells an entry from another of the same index; nil where nothing is known.
  func details(_ entry: LogEntry) -> String? {
    let parts = [entry.term.map { "term \($0)" }.value, entry.payload.map { "payload \($0)" }.value]
    let known = parts.compactMap { $0 }
    return known.isEmpty ? nil : known.joined(separator: ", ")
  }

  /// The end of a log, to follow "log"; nil where nothing is known.
  func phrase(_ log: LogEnd) -> String? {
    switch (log.index, log.term) {
    case (.known(.zero), _): "is empty"
    case (.known(let index), let term): "ends at \(phrase(LogEntry(index: index, term: term)))"
    case (.unknown, .known(let term)): "ends in term \(term)"
    case (.unknown, .unknown): nil
    }
  }

  /// The end of a log of which only the last index is told, to follow "log".
  func end(_ index: LogIndex) -> String {
    index == .zero ? "is empty" : "ends at entry \(index)"
  }

  /// The recovered state behind "starts", with a comma-separated list of what is known.
  func phrase(_ recovered: Recovered, of server: ServerID) -> String {
    var parts: [String] = []
    if case .known(let term) = recovered.term { parts.append("in term \(term)") }
    if case .known(let vote) = recovered.votedFor {
      parts.append(vote.map { "with its vote for \(name($0, from: server))" } ?? "without a vote")
    }
    if let end = phrase(recovered.lastLog) { parts.append("its log \(end)") }
    if case .known(let index) = recovered.commitIndex { parts.append("commit index \(index)") }
    return parts.isEmpty ? "" : " " + parts.joined(separator: ", ")
  }

  /// What a finished write put on disk, to follow the server's name.
  func phrase(_ persistence: Persistence) -> String {
    let log = persistence.lastLogIndex.map { "log through entry \($0)" }.value
    return switch (persistence.coversTermAndVote, log) {
    case (true, let log?): "has its term, vote and \(log) on disk"
    case (true, nil): "has its term and vote on disk"
    case (false, let log?): "has its \(log) on disk"
    case (false, nil): "finishes a write to disk"
    }
  }

  /// A role as one word.
  func phrase(_ role: Role) -> String {
    switch role {
    case .follower: "follower"
    case .preCandidate: "pre-candidate"
    case .candidate: "candidate"
    case .leader: "leader"
    case .learner: "learner"
    }
  }

  /// The term behind a preposition, with a blank before it; empty where it is unknown.
  func phrase(_ term: Observed<Term>, after preposition: String) -> String {
    term.value.map { " \(preposition) term \($0)" } ?? ""
  }

  /// The members of a configuration: `n1, n2 and n3, with learner n4`.
  func phrase(_ id: ConfigurationID) -> String {
    let configuration = symbols[id]
    let old = configuration.isJoint ? "\(names(configuration.outgoingVoters)) joint with " : ""
    let word = configuration.learners.count == 1 ? "learner" : "learners"
    let learners = configuration.learners.isEmpty ? "" : ", with \(word) \(names(configuration.learners))"
    return old + names(configuration.voters) + learners
  }

  /// A list of servers in running text; `none` where there is none.
  func names(_ servers: [ServerID]) -> String {
    servers.isEmpty ? "none" : Numerals.list(servers.map { name($0) }, "and")
  }
}
