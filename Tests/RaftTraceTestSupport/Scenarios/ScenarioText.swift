import RaftModel
import TraceFormat

/// How scenario files write states and messages, in the names of Figure 2; `3@2` is index 3 of term 2.
enum ScenarioText {
  // MARK: Logs

  /// Terms, with `*` behind an empty entry and the voters of a configuration in braces: `1,1{123},2*`.
  static func log(_ log: ServerLog) -> String {
    let snapshot = log.snapshot.position.index > .zero ? ["[\(position(log.snapshot.position))]"] : []
    let words = snapshot + log.entries.map(entry)
    return words.isEmpty ? "none" : words.joined(separator: ",")
  }

  static func entry(_ entry: ServerLog.Entry) -> String {
    if let membership = entry.membership { return "\(entry.term)\(self.membership(membership))" }
    return "\(entry.term)\(entry.isNoOperation ? "*" : "")"
  }

  /// `{123}`; joint `{123>345}`; with a learner `{123+4}`.
  static func membership(_ membership: Membership) -> String {
    let old = membership.isJoint ? "\(digits(membership.outgoingVoters))>" : ""
    let learners = membership.learners.isEmpty ? "" : "+\(digits(membership.learners))"
    return "{\(old)\(digits(membership.voters))\(learners)}"
  }

  static func position(_ position: LogPosition) -> String { "\(position.index)@\(position.term)" }

  static func names(_ servers: ServerSet) -> String { servers.map(\.modelName).joined(separator: ",") }

  private static func digits(_ servers: ServerSet) -> String { servers.map { "\($0.rawValue + 1)" }.joined() }

  // MARK: Servers

  /// What a server holds, word by word; fields at their initial value are left out.
  static func words(_ server: ServerState) -> [String] {
    var words = ["\(server.role)", "term=\(server.currentTerm)"]
    if let candidate = server.votedFor { words.append("vote=\(candidate.modelName)") }
    words.append("log=\(log(server.log))")
    words.append("commit=\(server.commitIndex)")
    if server.lastApplied != server.commitIndex { words.append("applied=\(server.lastApplied)") }
    if !server.votesGranted.isEmpty { words.append("votes=\(names(server.votesGranted))") }
    if let target = server.transferTarget { words.append("transfer=\(target.modelName)") }
    if server.read.isPending { words.append("read=\(server.read.readIndex)") }
    return words
  }

  /// What a step changed in a server: the new words, and those that are gone with a `-`.
  static func changes(from before: ServerState, to after: ServerState, of cluster: ServerSet) -> [String] {
    let (old, new) = (words(before), words(after))
    let gone = old.map(name).filter { name in
      !new.contains { self.name(of: $0) == name } && name.contains("=")
    }
    var result = new.filter { !old.contains($0) } + gone.map { "-\($0.dropLast())" }
    guard after.role == .leader else { return result }
    if before.role != .leader, let j = cluster.first(where: { _ in true }) {
      result.append("next=\(after.nextIndex[j])")
    }
    for j in cluster where before.role == .leader {
      if before.nextIndex[j] != after.nextIndex[j] {
        result.append("next[\(j.modelName)]=\(after.nextIndex[j])")
      }
      if before.matchIndex[j] != after.matchIndex[j] {
        result.append("match[\(j.modelName)]=\(after.matchIndex[j])")
      }
    }
    return result
  }

  /// The part of a word up to its `=`; the role stands alone.
  private static func name(of word: String) -> String {
    guard let end = word.firstIndex(of: "=") else { return "role" }
    return String(word[...end])
  }

  // MARK: Messages

  static func message(_ packet: Packet) -> String {
    "\(packet.source.modelName)->\(packet.destination.modelName) " + words(packet).joined(separator: " ")
  }

  private static func words(_ packet: Packet) -> [String] {
    let term = "term=\(packet.term)"
    let granted = packet.voteGranted ? "granted" : "refused"
    switch packet.kind {
    case .requestVoteRequest:
      return ["RequestVote", term, "last=\(position(packet.lastLog))"]
        + (packet.isTransfer ? ["transfer"] : [])
    case .requestVoteResponse: return ["RequestVoteResponse", term, granted]
    case .preVoteRequest: return ["PreVote", term, "last=\(position(packet.lastLog))"]
    case .preVoteResponse: return ["PreVoteResponse", term, granted]
    case .appendEntriesRequest:
      let entries = (0..<packet.entries.count).map { entry(packet.entries[$0]) }.joined(separator: ",")
      return ["AppendEntries", term, "prev=\(position(packet.prevLog))"]
        + (entries.isEmpty ? [] : ["entries=\(entries)"]) + ["commit=\(packet.leaderCommit)"] + round(packet)
    case .appendEntriesResponse:
      return ["AppendEntriesResponse", term, packet.success ? "success" : "refused"]
        + ["\(packet.success ? "match" : "prev")=\(packet.matchIndex)"] + round(packet)
    case .installSnapshotRequest:
      return ["InstallSnapshot", term, "last=\(position(packet.snapshot.position))"]
    case .installSnapshotResponse: return ["InstallSnapshotResponse", term, "match=\(packet.matchIndex)"]
    case .timeoutNow: return ["TimeoutNow", term]
    }
  }

  private static func round(_ packet: Packet) -> [String] {
    packet.round == 0 ? [] : ["round=\(packet.round)"]
  }
}
