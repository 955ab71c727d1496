import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

/// A service of three servers, its first change of leader, and what is wrong when one line of it is changed.
@Suite("Runs of CCF: the right one conforms, each wrong one is found")
struct CCFRunTests {
  private typealias Line = CCFFixtureLine

  private static let members = Line.configurations((3, ["0", "1", "2"]))

  private static func leader(
    _ function: String, _ node: String = "0", view: Int = 2, last: Int, commit: Int, _ more: String
  ) -> Line {
    Line(function, node, view: view, last: last, commit: commit, role: "Leader", more: more)
  }

  private static func follower(
    _ function: String, _ node: String, view: Int = 2, last: Int, commit: Int, _ more: String = ""
  ) -> Line {
    Line(function, node, view: view, last: last, commit: commit, more: more)
  }

  /// The first leader adds two servers and commits that with both of them.
  private static let founding: [Line] = {
    var lines: [Line] = [
      .bootstrap("0"),
      leader("add_configuration", last: 2, commit: 2, Line.adds(3, ["0", "1", "2"])),
      leader("replicate", last: 3, commit: 2, Line.entry(4)),
    ]
    for node in ["1", "2"] {
      let request = Line.append((0, 0), (2, 4))
      lines.append(leader("send_append_entries", last: 4, commit: 2, request + Line.to(node)))
      lines.append(
        Line(
          "recv_append_entries", node, view: 0, last: 0, commit: 0, role: "None",
          more: request + Line.from("0")))
      lines.append(follower("become_follower", node, last: 0, commit: 0))
      lines.append(
        follower("add_configuration", node, last: 1, commit: 0, Line.adds(1, ["0"])))
      lines.append(follower("execute_append_entries_sync", node, last: 1, commit: 0))
      lines.append(follower("commit", node, last: 2, commit: 0, Line.commits(2)))
      lines.append(
        follower("add_configuration", node, last: 3, commit: 2, Line.adds(3, ["0", "1", "2"])))
      lines.append(follower("execute_append_entries_sync", node, last: 3, commit: 2))
      let answer = Line.answer(true, 4)
      lines.append(follower("send_append_entries_response", node, last: 4, commit: 2, answer + Line.to("0")))
      lines.append(
        leader("recv_append_entries_response", last: 4, commit: 2, answer + Line.from(node)))
    }
    lines.append(
      leader(
        "commit", last: 4, commit: 2,
        Line.commits(4, Line.configurations((1, ["0"]), (3, ["0", "1", "2"])))))
    return lines
  }()

  /// Server 1 wins view 3 with the vote of server 2.
  private static let election: [Line] = {
    let request = Line.voteRequest((2, 4), term: 3)
    return [
      Line("become_candidate", "1", view: 3, last: 4, role: "Candidate", more: members),
      Line("send_request_vote", "1", view: 3, last: 4, role: "Candidate", more: request + Line.to("2")),
      follower("recv_request_vote", "2", last: 4, commit: 2, request + Line.from("1")),
      follower("become_follower", "2", view: 3, last: 4, commit: 2, members),
      Line(
        "recv_request_vote_response", "1", view: 3, last: 4, role: "Candidate",
        more: Line.vote(true, term: 3) + Line.from("2")),
      Line("become_leader", "1", view: 3, last: 4, role: "Leader", more: members),
    ]
  }()

  /// It replicates a signature of its view and commits it.
  private static let commit: [Line] = {
    let request = Line.append((2, 4), (3, 5), term: 3)
    let answer = Line.answer(true, 5, term: 3)
    return [
      leader("replicate", "1", view: 3, last: 4, commit: 2, Line.entry(5, view: 3)),
      leader("send_append_entries", "1", view: 3, last: 5, commit: 2, request + Line.to("2")),
      follower("recv_append_entries", "2", view: 3, last: 4, commit: 2, request + Line.from("1")),
      follower("execute_append_entries_sync", "2", view: 3, last: 4, commit: 2),
      follower("send_append_entries_response", "2", view: 3, last: 5, commit: 2, answer + Line.to("1")),
      leader("recv_append_entries_response", "1", view: 3, last: 5, commit: 2, answer + Line.from("2")),
      leader("commit", "1", view: 3, last: 5, commit: 2, Line.commits(5, members)),
    ]
  }()

  private static let run = founding + election + commit

  private func check(_ lines: [Line]) throws -> CheckReport {
    let text = lines.map { $0.text + "\n" }.joined()
    return try TestTrace(sources: [ByteSource(bytes: Array(text.utf8), name: "ccf.ndjson")]).check()
  }

  private func without(_ function: String, _ node: String, in lines: [Line]) -> [Line] {
    lines.filter { $0.function != function || $0.node != node }
  }

  @Test("The right run conforms, and is decided on in what it shows")
  func conforms() throws {
    let report = try check(Self.run)
    #expect(report.violated == [])
    for name in [
      PropertyName.electionSafety, .leaderHasQuorum, .commitQuorum, .leaderCompleteness, .logMatching,
      .prevLogConform, .followerCommitBound, .commitCurrentTerm, .stateMachineSafety, .leaderAppendOnly,
    ] {
      #expect(report.status(name) == .held, "\(name)")
    }
  }

  @Test("A commit that no follower has acknowledged")
  func commitWithoutQuorum() throws {
    let lines = Self.founding + Self.election + without("recv_append_entries_response", "1", in: Self.commit)
    let report = try check(lines)
    #expect(report.violated == [.commitQuorum])
    #expect(report.violations.compactMap(\.firstUnexplained).map(\.line) == [UInt32(lines.count)])
  }

  @Test("A commit that only one of two memberships in force has acknowledged")
  func commitInOneMembership() throws {
    let next = leader2("add_configuration", last: 5, Line.adds(6, ["1", "3", "4"]))
    let both = Line.configurations((3, ["0", "1", "2"]), (6, ["1", "3", "4"]))
    let answer = Line.answer(true, 6, term: 3)
    let lines =
      Self.run + [
        next, leader2("recv_append_entries_response", last: 6, answer + Line.from("2")),
        leader2("commit", last: 6, Line.commits(6, both)),
      ]
    #expect(try check(lines).violated == [.commitQuorum])
    let other = leader2("recv_append_entries_response", last: 6, answer + Line.from("3"))
    #expect(try check(lines.dropLast() + [other, lines[lines.count - 1]]).violated == [])
  }

  private func leader2(_ function: String, last: Int, _ more: String) -> Line {
    Self.leader(function, "1", view: 3, last: last, commit: 5, more)
  }

  /// The run up to the election, with another answer to the candidate and a refusal.
  private func elected(by answer: String) -> [Line] {
    (Self.founding + Self.election).flatMap { line in
      guard line.function == "recv_request_vote_response" else { return [line] }
      var (changed, refusal) = (line, line)
      changed.more = answer + Line.from("2")
      refusal.more = Line.vote(false, term: 3) + Line.from("0")
      return [changed, refusal]
    }
  }

  @Test("A leader without votes")
  func electedWithoutQuorum() throws {
    #expect(try check(elected(by: Line.vote(true, term: 3))).violated == [])
    #expect(try check(elected(by: Line.vote(false, term: 3))).violated == [.leaderHasQuorum])
    #expect(try check(elected(by: Line.vote(true, term: 2))).violated == [.leaderHasQuorum])
  }

  @Test("A pre-vote is no vote")
  func preVoteCounted() throws {
    #expect(
      try check(elected(by: Line.vote(true, term: 3, isPreVote: true))).violated == [.leaderHasQuorum])
  }

  @Test("Two leaders of a view")
  func twoLeaders() throws {
    let second = [
      Line("become_candidate", "2", view: 3, last: 4, role: "Candidate", more: Self.members),
      Line(
        "recv_request_vote_response", "2", view: 3, last: 4, role: "Candidate",
        more: Line.vote(true, term: 3) + Line.from("0")),
      Line("become_leader", "2", view: 3, last: 4, role: "Leader", more: Self.members),
    ]
    let report = try check(Self.founding + Self.election + second)
    #expect(report.violated.contains(.electionSafety))
  }

  @Test("A server that votes twice in a view")
  func voteTwice() throws {
    let second = [
      Line("become_candidate", "0", view: 3, last: 4, commit: 4, role: "Candidate", more: Self.members),
      Line(
        "recv_request_vote_response", "0", view: 3, last: 4, commit: 4, role: "Candidate",
        more: Line.vote(true, term: 3) + Line.from("2")),
    ]
    #expect(try check(Self.founding + Self.election + second).violated == [.oneVotePerTerm])
  }

  @Test("A vote for a log that lacks what the voter has committed")
  func voteForStaleLog() throws {
    let vote = Line.vote(true, term: 3)
    let answer = Self.follower(
      "send_request_vote_response", "2", view: 3, last: 4, commit: 2, vote + Line.to("1"))
    let right = Self.founding + Self.election.prefix(4) + [answer]
    #expect(try check(right).violated == [])
    #expect(try check(right).status(.voteUpToDate) == .held)
    let stale = Line.voteRequest((2, 1), term: 3)
    let wrong = right.map { line in
      guard line.function == "recv_request_vote" else { return line }
      var line = line
      line.more = stale + Line.from("1")
      return line
    }
    #expect(try check(wrong).violated == [.voteUpToDate])
  }

  @Test("A follower that acknowledges behind an entry that it does not have")
  func acknowledgesBehindGap() throws {
    let lines = Self.run.map { line in
      guard line.function == "recv_append_entries", line.view == "3" else { return line }
      var line = line
      line.more = Line.append((3, 5), (3, 5), term: 3) + Line.from("1")
      return line
    }
    let answer = without("execute_append_entries_sync", "2", in: Array(lines.dropFirst(Self.founding.count)))
      .map { line in
        guard line.function == "send_append_entries_response" else { return line }
        var line = line
        line.last = "4"
        return line
      }
    #expect(try check(Self.founding + answer).violated.contains(.prevLogConform))
  }

  @Test("A leader cuts what nobody can have committed when it steps down, and nothing while it leads")
  func cutsAtStepDown() throws {
    let unsigned = Self.leader(
      "replicate", "1", view: 3, last: 5, commit: 5, Line.entry(6, view: 3, isSignature: false))
    let stepDown = Self.follower("become_follower", "1", view: 3, last: 5, commit: 5, Self.members)
    #expect(try check(Self.run + [unsigned, stepDown]).violated == [])
    let heartbeat = Line.append((3, 5), (3, 5), term: 3) + Line.to("2")
    let shortened = [
      Self.leader("send_append_entries", "1", view: 3, last: 6, commit: 5, heartbeat),
      Self.leader("send_append_entries_response", "1", view: 3, last: 5, commit: 5, Line.answer(true, 5)),
    ]
    #expect(try check(Self.run + [unsigned] + shortened).violated == [.leaderAppendOnly])
  }

  @Test("A step down that cuts a committed entry")
  func cutsCommitted() throws {
    let stepDown = Self.follower("become_follower", "1", view: 3, last: 4, commit: 5, Self.members)
    #expect(try check(Self.run + [stepDown]).violated.contains(.committedNeverOverwritten))
  }

  @Test("A later term in an answer is passed over by a server that leads no more, and adopted by a leader")
  func laterTermInAnswer() throws {
    let heartbeat = Line.append((2, 4), (2, 4), commit: 4)
    let refusal = Line.answer(false, 4, term: 3)
    let asked = [
      Self.leader("send_append_entries", last: 4, commit: 4, heartbeat + Line.to("2")),
      Self.follower("recv_append_entries", "2", view: 3, last: 4, commit: 2, heartbeat + Line.from("0")),
      Self.follower("send_append_entries_response", "2", view: 3, last: 4, commit: 2, refusal + Line.to("0")),
    ]
    let demoted = [
      Self.follower("become_follower", "0", last: 4, commit: 4, Self.members),
      Self.follower("recv_append_entries_response", "0", last: 4, commit: 4, refusal + Line.from("2")),
      Line("become_candidate", "0", view: 3, last: 4, commit: 4, role: "Candidate", more: Self.members),
    ]
    #expect(try check(Self.founding + Self.election + asked + demoted).verdict == .conforms)
    let leading = [
      Self.leader("recv_append_entries_response", last: 4, commit: 4, refusal + Line.from("2")),
      Self.leader("send_append_entries", last: 4, commit: 4, heartbeat + Line.to("2")),
    ]
    #expect(try check(Self.founding + Self.election + asked + leading).verdict == .violates)
  }

  @Test("A pre-candidate that hears of its leader again drops unsigned entries, and gets them once more")
  func entriesOnceMore() throws {
    let first = Line.append((3, 5), (3, 6), term: 3) + Line.from("1")
    let again = Line.append((3, 5), (3, 7), term: 3) + Line.from("1")
    let lines =
      Self.run + [
        Self.leader(
          "replicate", "1", view: 3, last: 5, commit: 5, Line.entry(6, view: 3, isSignature: false)),
        Self.leader(
          "send_append_entries", "1", view: 3, last: 6, commit: 5,
          Line.append((3, 5), (3, 6), term: 3) + Line.to("2")),
        Self.follower("recv_append_entries", "2", view: 3, last: 5, commit: 2, first),
        Self.follower("execute_append_entries_sync", "2", view: 3, last: 5, commit: 2),
        Self.leader("replicate", "1", view: 3, last: 6, commit: 5, Line.entry(7, view: 3)),
        Self.leader(
          "send_append_entries", "1", view: 3, last: 7, commit: 5,
          Line.append((3, 5), (3, 7), term: 3) + Line.to("2")),
        Line(
          "become_pre_vote_candidate", "2", view: 3, last: 6, role: "PreVoteCandidate", more: Self.members),
        Line("recv_append_entries", "2", view: 3, last: 6, role: "PreVoteCandidate", more: again),
        Self.follower("become_follower", "2", view: 3, last: 5, commit: 2, Self.members),
        Self.follower("execute_append_entries_sync", "2", view: 3, last: 5, commit: 2),
        Self.follower("execute_append_entries_sync", "2", view: 3, last: 6, commit: 2),
      ]
    #expect(try check(lines).verdict == .conforms)
    let more = Self.follower("execute_append_entries_sync", "2", view: 3, last: 7, commit: 2)
    #expect(try check(lines + [more]).verdict == .violates)
  }

  @Test("A follower that commits further than its leader has")
  func commitsBeyondLeader() throws {
    let lines = Self.run + [Self.follower("commit", "2", view: 3, last: 5, commit: 2, Line.commits(5))]
    #expect(try check(lines).violated == [])
    let shorter = lines.map { line in
      guard line.function == "recv_append_entries", line.view == "3" else { return line }
      var line = line
      line.more = Line.append((2, 3), (2, 4), term: 3, commit: 2) + Line.from("1")
      return line
    }
    #expect(try check(shorter).violated.contains(.followerCommitBound))
  }
}

@Suite(
  "CCF's own scenarios conform",
  .enabled(if: SharedFiles.root != nil, Comment(rawValue: SharedFiles.absence)))
struct CCFScenarioTests {
  @Test(
    "Nothing is violated, and what the traces show is decided",
    arguments: SharedFiles.files(in: "traces/ccf", endingIn: [".ndjson.gz"]))
  func conforms(file: String) throws {
    let report = try TestTrace(paths: [file]).check()
    #expect(report.violated == [])
    for name in [
      PropertyName.electionSafety, .termMonotonic, .logWellFormed, .leaderAppendOnly, .logMatching,
      .commitMonotonic, .commitCurrentTerm, .commitLeLast, .committedNeverOverwritten, .stateMachineSafety,
      .prevLogConform, .followerCommitBound, .commitQuorum,
    ] {
      #expect(report.status(name) == .held, "\(name)")
    }
  }
}
