import RaftTraceChecker
import TraceFormat

/// Raft §6, dissertation §3.10 and §4.1: changes of membership, a handed-over leadership; and §2: the network.
extension RequirementPair {
  static let memberships = [
    RequirementPair(.changeIsOneStep) {
      $0.leadAloneWithCommit("n1")
      $0.propose("n1", voters: ["n1", "n2", "n3"], at: 2)
    } conforming: {
      $0.leadAloneWithCommit("n1")
      $0.propose("n1", voters: ["n1", "n2"], at: 2)
    },
    RequirementPair(.changeWaitsForCommit) {
      $0.leadAloneWithCommit("n1")
      $0.addSecond("n1")
      $0.propose("n1", voters: ["n1", "n2", "n3"], at: 3)
    } conforming: {
      $0.leadAloneWithCommit("n1")
      $0.addSecond("n1")
      $0.get("n1", from: "n2", term: 1, .acknowledgement(2))
      $0.commit("n1", 2)
      $0.propose("n1", voters: ["n1", "n2", "n3"], at: 3)
    },
    RequirementPair(.changeNeedsOwnCommit) {
      $0.leadAlone("n1") { ($0.term, $0.last, $0.commit) = (1, (1, 1), 1) }
      $0.propose("n1", voters: ["n1", "n2"], at: 2)
    } conforming: {
      $0.leadAlone("n1") { ($0.term, $0.last, $0.commit) = (1, (1, 1), 1) }
      $0.append("n1", [$0.entry(2, 2)])
      $0.commit("n1", 2)
      $0.propose("n1", voters: ["n1", "n2"], at: 3)
    },
    RequirementPair(.configurationIsLatest) {
      $0.leadAloneWithCommit("n1")
      $0.addSecond("n1")
      $0.tell("n1", .observed) { $0.voters = ["n1"] }
    } conforming: {
      $0.leadAloneWithCommit("n1")
      $0.addSecond("n1")
      $0.tell("n1", .observed)
    },
    RequirementPair(.transferTargetIsCaughtUp) {
      $0.leadOfThree("n1")
      $0.append("n1", [$0.entry(1, 1)])
      $0.send("n1", to: "n2", term: 1, .timeoutNow)
    } conforming: {
      $0.leadOfThree("n1")
      $0.append("n1", [$0.entry(1, 1)])
      $0.get("n1", from: "n2", term: 1, .acknowledgement(1))
      $0.send("n1", to: "n2", term: 1, .timeoutNow)
    },
    RequirementPair(.messageWasSent) {
      $0.start("n1")
      $0.start("n2")
      $0.campaign("n1")
      $0.get("n2", from: "n1", term: 1, .askForVote())
    } conforming: {
      $0.start("n1")
      $0.start("n2")
      $0.campaign("n1")
      $0.send("n1", to: "n2", term: 1, .askForVote())
      $0.get("n2", from: "n1", term: 1, .askForVote())
    },
  ]
}

extension ServerStory {
  fileprivate mutating func leadAloneWithCommit(_ server: String) {
    leadAlone(server)
    append(server, [entry(1, 1)])
    commit(server, 1)
  }

  /// Adds n2 to the only voter, by the second entry.
  fileprivate mutating func addSecond(_ server: String) {
    propose(server, voters: [server, "n2"], at: 2)
    append(server, [entry(2, 1)])
    let change = ConfigurationChange(
      configuration: configuration([server, "n2"]), index: .known(LogIndex(2)))
    tell(server, .configurationInUse(change)) { $0.voters = [server, "n2"] }
  }
}
