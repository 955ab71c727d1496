import RaftTraceChecker
import TraceFormat

/// Raft §5.2 and §5.4.1: campaigns, votes, and who becomes leader.
extension RequirementPair {
  static let elections = campaigns + votes + outcomes

  private static let campaigns = [
    RequirementPair(.campaignerIsFollowerOrCandidate) {
      $0.leadAlone("n1")
      $0.campaign("n1")
    } conforming: {
      $0.leadAlone("n1")
      $0.follow("n1")
      $0.campaign("n1")
    },
    RequirementPair(.campaignerIsVoter) {
      $0.start("n3") { ($0.voters, $0.learners) = (["n1", "n2"], ["n3"]) }
      $0.campaign("n3")
    } conforming: {
      $0.start("n3")
      $0.campaign("n3")
    },
    RequirementPair(.candidateRaisesTerm) {
      $0.start("n1")
      $0.campaign("n1", term: 2)
    } conforming: {
      $0.start("n1")
      $0.campaign("n1", term: 1)
    },
    RequirementPair(.ownVoteInCampaign) {
      $0.start("n1")
      $0.get("n1", from: "n2", term: 1, .entries())
      $0.follow("n1", term: 1)
      $0.vote("n1", for: "n1", term: 1)
    } conforming: {
      $0.start("n1")
      $0.campaign("n1")
      $0.vote("n1", for: "n1", term: 1)
    },
    RequirementPair(.senderIsCandidate) {
      $0.start("n1") { $0.term = 1 }
      $0.send("n1", to: "n2", term: 1, .askForVote())
    } conforming: {
      $0.start("n1")
      $0.campaign("n1")
      $0.send("n1", to: "n2", term: 1, .askForVote())
    },
    RequirementPair(.requestShowsOwnLog) {
      $0.start("n1") { ($0.term, $0.last) = (1, (2, 1)) }
      $0.campaign("n1")
      $0.send("n1", to: "n2", term: 2, .askForVote(3, 1))
    } conforming: {
      $0.start("n1") { ($0.term, $0.last) = (1, (2, 1)) }
      $0.campaign("n1")
      $0.send("n1", to: "n2", term: 2, .askForVote(2, 1))
    },
  ]

  private static let votes = [
    RequirementPair(.voteIsAsked) {
      $0.start("n1") { $0.term = 1 }
      $0.vote("n1", for: "n2", term: 1)
    } conforming: {
      $0.start("n1") { $0.term = 1 }
      $0.get("n1", from: "n2", term: 1, .askForVote())
      $0.vote("n1", for: "n2", term: 1)
    },
    RequirementPair(.voteIsKept) {
      $0.start("n1") { ($0.term, $0.vote) = (1, "n2") }
      $0.tell("n1", .observed) { $0.vote = nil }
    } conforming: {
      $0.start("n1") { ($0.term, $0.vote) = (1, "n2") }
      $0.tell("n1", .observed)
    },
    RequirementPair(.voteLogUpToDate) {
      $0.start("n1") { ($0.term, $0.last) = (2, (2, 1)) }
      $0.get("n1", from: "n2", term: 2, .askForVote(1, 1))
      $0.vote("n1", for: "n2", term: 2)
    } conforming: {
      $0.start("n1") { ($0.term, $0.last) = (2, (2, 1)) }
      $0.get("n1", from: "n2", term: 2, .askForVote(2, 1))
      $0.vote("n1", for: "n2", term: 2)
    },
    RequirementPair(.grantNeedsVote) {
      $0.start("n1") { ($0.term, $0.vote) = (1, "n2") }
      $0.send("n1", to: "n3", term: 1, .requestVoteResponse(RequestVoteResponse(voteGranted: .known(true))))
    } conforming: {
      $0.start("n1") { ($0.term, $0.vote) = (1, "n2") }
      $0.send("n1", to: "n2", term: 1, .requestVoteResponse(RequestVoteResponse(voteGranted: .known(true))))
    },
  ]

  private static let outcomes = [
    RequirementPair(.leaderWasCandidate) {
      $0.start("n1") { $0.voters = ["n1"] }
      $0.lead("n1")
    } conforming: {
      $0.start("n1") { $0.voters = ["n1"] }
      $0.campaign("n1")
      $0.lead("n1")
    },
    RequirementPair(.leaderHasVotes) {
      $0.start("n1")
      $0.campaign("n1")
      $0.lead("n1")
    } conforming: {
      $0.leadOfThree("n1")
    },
    RequirementPair(.candidateYieldsToLeader) {
      $0.start("n1")
      $0.campaign("n1")
      $0.get("n1", from: "n2", term: 1, .entries())
      $0.tell("n1", .observed)
    } conforming: {
      $0.start("n1")
      $0.campaign("n1")
      $0.get("n1", from: "n2", term: 1, .entries())
      $0.follow("n1")
    },
  ]
}
