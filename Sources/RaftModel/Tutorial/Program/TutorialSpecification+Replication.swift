/// *RaftFull*, statement by statement.
///
/// FizzBee's Raft tutorial, part 2 · Raft §5.3, §5.4. A call inside `atomic` does not stop the steps of the function called.
extension TutorialSpecification {
  static let electionTimeoutWithLog: [TutorialStatement] = [
    .require(.isNotLeader),
    .run(.becomeCandidate),
    .run(.rememberTerm),
    .loop(
      TutorialLoop(range: .servers, isParallel: true),
      [
        .when(
          .itemIsOther,
          [.call(.requestVote, keepsAnswer: true), .when(.answerIsTrue, [.run(.countAnswer)])])
      ]),
    .atomic([
      .when(
        .hasWonElection,
        [
          .run(.becomeLeader),
          .loop(
            TutorialLoop(range: .servers),
            [.when(.itemIsOther, [.run(.resetNextIndex), .run(.resetMatchIndex)])]),
        ])
    ]),
  ]

  static let requestVoteWithLog: [TutorialStatement] = [
    .when(.callersTermIsOlder, [.answer(false)]),
    .when(
      .callersTermIsNewer, [.atomic([.run(.adoptTerm), .run(.clearVote), .run(.becomeFollower)])]),
    .when(
      .voteIsFree,
      [
        .when(.candidatesLastTermIsNewer, [.run(.vote), .answer(true)]),
        .when(.candidatesLogIsAsLong, [.run(.vote), .answer(true)]),
      ]),
    .answer(false),
  ]

  static let heartbeatWithLog: [TutorialStatement] = [
    .require(.isLeader),
    .loop(
      TutorialLoop(range: .servers, isAtomic: true),
      [
        .when(
          .itemIsOther,
          [
            .run(.readPrevLogIndex),
            .when(.prevLogIndexIsOutside, [.continueLoop]),
            .run(.readPrevLogTerm),
            .run(.readEntries),
            .call(.appendEntries, keepsAnswer: false),
          ])
      ]),
  ]

  static let appendEntries: [TutorialStatement] = [
    .when(
      .callersTermIsNewer,
      [.atomic([.run(.adoptTerm), .run(.becomeFollower), .run(.adoptLeader)])]),
    .when(.callersTermIsOlder, [.answer(false)]),
    .when(.prevLogDiffers, [.answer(false)]),
    .atomic([
      .loop(
        TutorialLoop(range: .entries),
        [.run(.advanceLogIndex), .when(.entryConflicts, [.run(.truncateLog)])])
    ]),
    .atomic([
      .loop(
        TutorialLoop(range: .entries),
        [.run(.advanceLogIndex), .when(.entryIsMissing, [.run(.appendReceivedEntry)])])
    ]),
    .when(.leaderCommitIsHigher, [.run(.followCommitIndex)]),
    .answer(true),
  ]

  static let submitCommand: [TutorialStatement] = [
    .require(.isLeader),
    .run(.makeEntry),
    .run(.appendOwnEntry),
    .loop(
      TutorialLoop(range: .servers),
      [
        .when(
          .itemIsOther,
          [
            .atomic([
              .run(.readPrevLogIndex),
              .when(.prevLogIndexIsOutside, [.continueLoop]),
              .run(.readPrevLogTermAndEntries),
              .call(.appendEntries, keepsAnswer: true),
            ]),
            .atomic([
              .when(
                .answerIsTrue, [.run(.countAnswer), .run(.advanceNextIndex), .run(.advanceMatchIndex)])
            ]),
          ])
      ]),
    .when(.hasMajority, [.run(.commitOwnEntry)]),
  ]
}
