public import RaftModel
import TraceFormat

/// What a state of the model is, one line for each server and each message in flight.
public enum StateWords {
  public static func lines(_ state: ClusterState) -> [String] {
    state.allServers.map { "\($0.modelName) \(words(state[$0]))" }
      + (0..<state.network.count).map { packet in
        let packet = state.network[packet]
        return "\(packet.source.modelName) → \(packet.destination.modelName): \(ActionWords.words(packet))"
      }
  }

  private static func words(_ server: ServerState) -> String {
    var parts = ["\(word(server.role)) of term \(server.currentTerm)"]
    if let votedFor = server.votedFor { parts.append("voted \(votedFor.modelName)") }
    if server.log.snapshot.position.index > .zero {
      parts.append("snapshot to \(server.log.snapshot.position.index)")
    }
    if server.log.count > 0 { parts.append("log \(entries(server.log))") }
    if server.commitIndex > .zero { parts.append("committed \(server.commitIndex)") }
    return parts.joined(separator: ", ")
  }

  /// The terms of the entries behind the snapshot.
  private static func entries(_ log: ServerLog) -> String {
    var (terms, index): ([String], LogIndex) = ([], log.firstIndex)
    while let entry = log[index] {
      terms.append("\(entry.term)")
      index = index.next
    }
    return terms.joined(separator: "·")
  }

  private static func word(_ role: Role) -> String {
    switch role {
    case .follower: "follower"
    case .preCandidate: "pre-candidate"
    case .candidate: "candidate"
    case .leader: "leader"
    case .learner: "learner"
    }
  }

  public static func lines(_ state: TutorialState) -> [String] {
    (0..<TutorialState.serverCount).map { i in
      let server = state.servers[i]
      let vote = server.votedFor.map { ", voted Node#\($0)" } ?? ""
      let commit = server.commitIndex > 0 ? ", committed \(server.commitIndex)" : ""
      return "Node#\(i) \(server.mode) of term \(server.currentTerm)\(vote)\(commit)"
    }
  }
}
