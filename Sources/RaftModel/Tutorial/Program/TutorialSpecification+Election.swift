/// *LeaderElection*, statement by statement.
///
/// FizzBee's Raft tutorial, part 1 · Raft §5.2. A step ends after each simple statement, except inside `atomic`.
extension TutorialSpecification {
  static let firstElectionTimeout: [TutorialStatement] = [
    .require(.isNotLeader),
    .run(.becomeCandidate),
    .run(.rememberTerm),
    .loop(TutorialLoop(range: .servers), [.when(.itemIsOther, askForVote)]),
    .when(.hasWonElection, [.run(.becomeLeader)]),
  ]

  static let electionTimeout: [TutorialStatement] = [
    .require(.isNotLeader),
    .run(.becomeCandidate),
    .run(.rememberTerm),
    .loop(TutorialLoop(range: .otherServers), askForVote),
    .when(.hasWonElection, [.run(.becomeLeader)]),
  ]

  private static let askForVote: [TutorialStatement] = [
    .call(.requestVote, keepsAnswer: true),
    .atomic([
      .when(.answerIsTrue, [.run(.countAnswer)]),
      .when(.hasMajority, [.leaveLoop]),
    ]),
  ]

  static let requestVote: [TutorialStatement] = [
    .when(.callersTermIsOlder, [.answer(false)]),
    .when(.callersTermIsNewer, [.run(.adoptTermAndVote), .answer(true)]),
    .when(.voteIsFree, [.run(.voteAsFollower), .answer(true)]),
    .answer(false),
  ]

  static let bareHeartbeat: [TutorialStatement] = [
    .require(.isLeader),
    .run(.readTerm),
    .loop(
      TutorialLoop(range: .servers), [.when(.itemIsOther, [.call(.bareAppendEntries, keepsAnswer: false)])]),
  ]

  static let bareAppendEntries: [TutorialStatement] = [
    .when(
      .callersTermIsNotOlder,
      [.atomic([.run(.adoptTerm), .run(.becomeFollower), .run(.adoptLeader)]), .answer(true)],
      otherwise: [.answer(false)])
  ]
}
