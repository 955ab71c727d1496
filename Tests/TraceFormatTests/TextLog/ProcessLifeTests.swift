import Testing

@testable import TraceFormat

/// Holes `{life}`.
@Suite struct ProcessLifeTests {
  private static let rules = """
    lines:
      - text: "[{life}] {server}/{group}: {message}"
      - text: "<{life}> {message}"
    servers: {file: one}
    rules:
      - line: "started"
        event: start
      - line: "campaigns in {$term}"
        event: campaignStarted
      - line: "leads"
        event: roleChanged
        set: {role: leader, currentTerm: $term}
      - line: "commit {commitIndex}"
        needsLife: true
        event: observed
      - line: "commit {_:int}"
    """

  private static func lines(_ log: String) throws -> [String] {
    try TextLogFixtures.lines(log, TextLogFixtures.mapping(rules))
  }

  @Test("Another process is a new life of each group of its server, and forgets what was told before")
  func groups() throws {
    let lines = try Self.lines(
      """
      [4711] a/x: campaigns in 3
      [4711] a/y: leads
      [4811] b/x: leads
      [4712] a/x: leads
      [4712] a/x: leads
      [4712] a/y: leads
      [4712] a/z: leads
      [4712] a/y: noise
      """)
    #expect(
      lines == [
        "1: campaignStarted server=a group=x", "2: roleChanged server=a group=y role=leader",
        "3: roleChanged server=b group=x role=leader",
        "4: start server=a; roleChanged server=a group=x role=leader",
        "5: roleChanged server=a group=x role=leader",
        "6: start server=a; roleChanged server=a group=y role=leader",
        "7: roleChanged server=a group=z role=leader", "8: left: noise",
      ])
  }

  @Test("A line without a rule tells a new process too, and a start of its own is not doubled")
  func otherLines() throws {
    let lines = try Self.lines("<701> leads\n<702> noise\n<702> leads\n<703> started\n<703> leads")
    #expect(
      lines == [
        "1: roleChanged server=n1.log role=leader", "2: left: noise",
        "3: start server=n1.log; roleChanged server=n1.log role=leader", "4: start server=n1.log",
        "5: roleChanged server=n1.log role=leader",
      ])
  }

  @Test(
    "Numbers that all containers give prove nothing",
    arguments: [("1", false), ("299", false), ("300", true), ("02x", true)])
  func numbersOfContainers(life: String, isTold: Bool) throws {
    let told = try Self.lines("<\(life)> commit 7")
    #expect(
      told == [isTold ? "1: observed server=n1.log after.commitIndex=7" : "1: known, no event: commit 7"])
  }

  @Test("What was held for a start is of the life before the one that a new process shows")
  func heldEvents() throws {
    let mapping = try TextLogFixtures.mapping(
      """
      lines: [{text: "<{life}> {server} {message}"}]
      rules:
        - line: "follows"
          event: roleChanged
          set: {role: follower}
          mayPrecedeStart: true
        - line: "leads"
          event: roleChanged
          set: {role: leader}
      """)
    let events = try TextLogFixtures.events("<801> a follows\n<802> a leads", mapping)
    #expect(events.map(\.kind) == [.roleChanged(.follower), .start, .roleChanged(.leader)])
    #expect(events.map(\.position.line) == [1, 2, 2])
  }

  @Test("A hole for a life stands in shapes only, and is needed where a rule asks for it")
  func mistakes() {
    let inRule = TextLogFixtures.mistake(
      "lines: [{text: \"{message}\"}]\nrules: [{line: \"{server} in {life}\", event: observed}]")
    #expect(inRule?.found == "the field \"life\"")
    let nowhere = TextLogFixtures.mistake(
      "lines: [{text: \"{message}\"}]\nrules: [{line: \"{server} is\", event: observed, needsLife: true}]")
    #expect(nowhere?.expected == "a hole {life} in lines")
  }
}
