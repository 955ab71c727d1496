import Testing

@testable import TraceFormat

/// What must hold for a rule to be followed besides a line's form, and what lines keep for later ones.
@Suite struct RuleConditionTests {
  private static func lines(_ rules: String, _ log: String) throws -> [String] {
    try TextLogFixtures.lines(log, TextLogFixtures.text("rules:\n" + rules))
  }

  @Test(
    "A hole may have to equal what an earlier line of the server has told; otherwise the next rule is tried")
  func equalHoles() throws {
    let rules = """
        - line: "{server} got vote {$tally} in {$vote}"
          event: observed
        - line: "{server} won with {=tally}"
          event: observed
          set: {currentTerm: $vote}
          keep: {term: $vote}
        - line: "{server} won with {_:int}"
        - line: "{server} leads"
          event: roleChanged
          set: {role: leader, currentTerm: $term}
      """
    let log = "a got vote 2 in 7\na won with 3\na leads\nb won with 2\na won with 2\na leads"
    #expect(
      try Self.lines(rules, log) == [
        "1: observed server=a", "2: known, no event: a won with 3", "3: roleChanged server=a role=leader",
        "4: known, no event: b won with 2", "5: observed server=a after.currentTerm=7",
        "6: roleChanged server=a role=leader after.currentTerm=7",
      ])
  }

  @Test(
    "Fields may have to equal others, variables, words and the line's server",
    arguments: [
      ("a voted a for a in 3", "voteGranted"),
      ("a voted b for a in 3", ""),
    ])
  func servers(line: String, expected: String) throws {
    let rules = """
        - line: "{server} voted {candidate} for {_:word} in {term}"
          where: {candidate: $server}
          event: voteGranted
        - line: "{server} voted {_:word} for {_:word} in {_:int}"
      """
    let lines = try Self.lines(rules, line)
    #expect(
      lines == [
        expected.isEmpty ? "1: known, no event: \(line)" : "1: voteGranted server=a candidate=a term=3"
      ])
  }

  @Test("Numbers, words, variables of the line and two fields are compared")
  func values() throws {
    let rules = """
        - line: "{server} from {message.from} to {message.to} {$x} {$y} {message.voteGranted} {message.term}"
          where: {message.from: message.to, $x: $y, message.voteGranted: yes, message.term: "7"}
          event: observed
        - line: "{_:rest}"
      """
    #expect(TextLogFixtures.mistake("lines: [{text: \"{message}\"}]\nrules:\n" + rules)?.found == "\"yes\"")
    let right = rules.replacing("voteGranted: yes", with: "voteGranted: true").replacing(
      "event: observed", with: "event: messageReceived\n    set: {message.type: RequestVoteResponse}")
    for (line, isFollowed) in [
      ("a from b to b 3 3 true 7", true), ("a from b to c 3 3 true 7", false),
      ("a from b to b 3 4 true 7", false), ("a from b to b 3 3 false 7", false),
      ("a from b to b 3 3 true 8", false),
    ] {
      #expect(try Self.lines(right, line)[0].contains("messageReceived") == isFollowed, "\(line)")
    }
  }

  @Test("Groups are compared by name")
  func groups() throws {
    let rules = """
        - line: "{server} {group} leads"
          where: {group: _meta_}
          event: roleChanged
          set: {role: leader}
        - line: "{server} {group} leads"
      """
    let lines = try Self.lines(rules, "a x leads\na _meta_ leads")
    #expect(lines == ["1: known, no event: a x leads", "2: roleChanged server=a group=_meta_ role=leader"])
  }

  @Test(
    "Values are added and subtracted; without one, or below 0, the field stays unknown",
    arguments: [
      ("a holds 5 from 90", " after.lastLogIndex=94"), ("a holds 0 from 1", " after.lastLogIndex=0"),
      ("a holds 0 from 0", ""), ("a holds 18446744073709551615 from 2", ""),
    ])
  func sums(line: String, expected: String) throws {
    let rules = """
        - line: "{server} holds {$count} from {$first}"
          event: observed
          set: {after.lastLogIndex: $first+$count-1}
        - line: "{server} drops {$dropped}"
          event: logTruncated
          set: {index: $first+$count-$dropped}
      """
    #expect(try Self.lines(rules, line) == ["1: observed server=a" + expected])
    #expect(try Self.lines(rules, "a drops 3") == ["1: known, no event: a drops 3"])
    #expect(
      try Self.lines(rules, "a holds 5 from 90\na drops 3").last == "2: logTruncated server=a index=92")
  }

  @Test(
    "Sums of what has no number are refused, and so are comparisons with nothing",
    arguments: [
      ("event: observed\n    set: {currentTerm: $x+$y}", "$x+$y"),
      ("event: observed\n    set: {currentTerm: 1+$x}", "\"1+$x\" for after.currentTerm"),
      ("event: observed\n    set: {after.leader: $s+1}", "$s+1 for after.leader"),
      ("event: observed\n    where: {term: $server}", "$server"),
      ("event: observed\n    where: {$z: 1}", "$z"),
      ("event: observed\n    where: {voters: a}", "\"voters\""),
      ("event: observed\n    keep: {t: $z}", "$z"),
    ])
  func mistakes(rule: String, found: String) {
    let mistake = TextLogFixtures.mistake(
      "lines: [{text: \"{message}\"}]\nrules:\n  - line: \"{server} {$x} {$s:word}\"\n    \(rule)")
    #expect(mistake?.found == found)
  }

  @Test("A value that no line gives is compared with nothing")
  func unfilled() {
    let mistake = TextLogFixtures.mistake(
      "lines: [{text: \"{message}\"}]\nrules:\n  - line: \"{server} {=x}\"\n    event: observed")
    #expect(mistake?.found == "{=x}")
  }
}
