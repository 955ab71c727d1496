/// Why a depth is not the published one, or why a layer sees nothing.
enum KillMatrixNotes {
  static let notes: [String: String] = [
    "vote-twice": "a candidate votes a second time too, which saves a step",
    "quorum-half":
      "the last two take a step more than published, with 8 messages in flight too; why is not known",
    "count-stale-votes":
      "the step that counts the vote wins and clears votesGranted: LeaderHasQuorum sees it",
    "count-duplicate-votes": "as for count-stale-votes",
    "vote-for-old-term": "the vote does not reach a candidate of its term: no harm",
    "vote-unrecorded": "no vote is noted, so none is seen to be given twice",
    "term-of-requests-only": "an old leader leads in vain: no harm",
    "stepdown-clears-vote":
      "the step that forgets is 6, the second vote 7; with check-quorum a leader forgets too",
    "forget-vote-on-restart": "the restart itself is seen",
    "lose-log-on-restart": "a leader loses an entry that nobody has acknowledged yet",
    "accept-stale-append": "a heartbeat without entries suffices",
    "accept-gap": "the acknowledged gap is harm (LeaderCompleteness) before an entry is overwritten",
    "no-prev-term-check": "behind given first steps, so perhaps one too many for LogMatching",
    "commit-old-term": "behind given first steps, so perhaps one too many for LeaderCompleteness",
    "truncate-on-refusal": "what conflicts with the leader is not committed: no harm",
    "answer-of-other-term": "harm needs five servers and three leaderships",
    "match-kept-over-terms": "harm needs five servers and three leaderships",
    "next-not-advanced": "no harm: entries are sent again",
    "match-regress": "no harm by itself",
    "commit-regress": "no harm by itself",
    "install-forgets-vote": "no harm here: whoever could have the second vote is behind the snapshot",
    "swap-two-servers":
      "a leader here commits an entry of its own term first (the correction of 2015): 4 steps more "
      + "than published",
    "removed-leader-stays": "no harm: it does not count itself",
    "learner-campaigns": "no harm: only votes of voters count",
    "timeout-now-of-old-term": "no harm: a campaign without need",
    "transfer-takes-commands": "no harm: the target may lose",
    "transfer-to-laggard": "no harm: the target may lose",
    "pre-vote-raises-term": "no harm: terms rise without need",
    "read-without-heartbeat":
      "reads break none of Figure 3; published is the read that is stale, here the rule is broken "
      + "at once",
    "read-before-own-commit": "reads break none of Figure 3",
    "read-counts-earlier-rounds": "reads break none of Figure 3",
    "read-before-applied": "reads break none of Figure 3",
  ]
}
