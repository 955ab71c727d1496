import Testing

@testable import TraceFormat

@Suite struct MappingErrorTests {
  /// Line 3 of the file is the first of the body.
  @Test(
    "A mapping that cannot be meant is refused, with its line",
    arguments: [
      ("lines: [{text: \"{message}\"}]", 1, "no key \"rules\""),
      ("rule: []", 3, "the key \"rule\""),
      ("lines: 1\nlines: 2", 3, "the key \"lines\" twice"),
      ("lines: [", 4, "no YAML"),
      ("lines:\n  - json: msg\n    text: x\nrules: []", 4, "2 of json, logfmt and text"),
      ("lines: [{text: \"{_}\"}]\nrules: []", 3, "\"{_}\""),
      ("lines: []\nservers: {type: int}\nrules: []", 4, "\"int\""),
      ("lines: []\ndialect: {durability: never}\nrules: []", 4, "\"never\""),
      ("lines: []\nrules:\n  - line: \"{trem} x\"\n    event: stop", 5, "the field \"trem\""),
      ("lines: []\nrules:\n  - line: \"{term:hex} x\"", 5, "{term:hex}"),
      ("lines: []\nrules:\n  - line: \"{term:int?} x\"", 5, "{term:int?}"),
      ("lines: []\nrules:\n  - line: \"{term x\"", 5, "\"{term x\""),
      ("lines: []\nrules:\n  - line: \"{term:number}\"", 5, "the type \"number\""),
      ("lines: []\nrules:\n  - line: x\n    event: elected", 6, "the event \"elected\""),
      ("lines: []\nrules:\n  - line: x\n    event: voteGranted", 5, "voteGranted without candidate"),
      ("lines: []\nrules:\n  - line: \"{candidate:word?}\"\n    event: voteGranted", 5, "without candidate"),
      ("lines: []\nrules:\n  - line: x\n    event: configurationInUse", 5, "without voters"),
      ("lines: []\nrules:\n  - line: x\n    event: messageSent", 5, "without message.type"),
      (
        "lines: []\nrules:\n  - line: x\n    event: messageReceived\n    set: {message.type: TimeoutNow}", 5,
        "without message.from"
      ),
      (
        "lines: []\nrules:\n  - line: \"{term}\"\n    event: roleChanged\n    set: {role: leader}", 5,
        "the field term"
      ),
      (
        "lines: []\nrules:\n  - line: x\n    event: roleChanged\n    set: {role: boss}", 7,
        "\"boss\" for role"
      ),
      ("lines: []\nrules:\n  - line: x\n    event: start\n    set: {currentTerm: $t}", 7, "$t"),
      ("lines: []\nrules:\n  - line: x\n    set: {role: leader}", 6, "set without event"),
      ("lines: []\nrules:\n  - line: \"{term} {term}\"\n    event: committed", 5, "two holes for term"),
      (
        "lines: []\nrules:\n  - line: \"{before.currentTerm} {after.commitIndex}\"\n    event: observed", 5,
        "before and after"
      ),
      ("lines: []\nrules:\n  - line: x\n    event: stop", 5, "no hole {server}"),
      ("lines: []\nrules:\n  - line: \"{_:int}5\"", 5, "a hole for digits before \"5\""),
      ("lines: []\nrules:\n  - line: \"{_:hex}add\"", 5, "hexadecimal digits before"),
      ("lines: []\nrules:\n  - line: \"{_}{_}\"", 5, "two holes side by side"),
      ("lines: []\nrules:\n  - line: \"{_:rest} x\"", 5, "the rest of the line before"),
      ("lines: []\nrules:\n  - line: \"{voters:[word]} x\"", 5, "a list before"),
      ("lines: []\nrules:\n  - line: a {_}\n  - line: a {_:int} b", 6, "a rule that no line reaches"),
      ("lines: []\nrules:\n  - line: [x, x]", 5, "a rule that no line reaches"),
      ("lines: []\nrules:\n  - line: x\n  - line: x\n    keys: {k: v}", 6, "a rule that no line reaches"),
      ("lines: []\ntables: {roles: {L: boss}}\nrules:\n  - line: \"{role:roles}\"", 6, "\"boss\" for \"L\""),
      ("lines: []\nrules:\n  - line: \"{$x:int} {$y:word}\"\n  - line: \"{$x:word}\"", 6, "$x for a server"),
    ])
  func refused(body: String, line: Int, found: String) throws {
    let mistake = try #require(TextLogFixtures.mistake(body), "accepted")
    #expect(mistake.line == line)
    #expect(mistake.found.contains(found), "\(mistake)")
    #expect(mistake.description.hasPrefix("test.yaml:\(line): found "))
  }

  @Test("A rule that an earlier one does not take wholly is accepted")
  func reachable() throws {
    _ = try TextLogFixtures.mapping(
      """
      lines: []
      rules:
        - line: "a {_:int}"
        - line: "a {_:word}"
        - line: x
          keys: {k: v}
        - line: x
          keys: {k: w}
        - line: x
      """)
  }

  @Test("Bytes that are no text, and too many of them, are refused")
  func noText() {
    #expect(throws: MappingError.self) { try LogMapping(yaml: [0xff, 0xfe], file: "x") }
    let long = [UInt8](repeating: UInt8(ascii: " "), count: LogMapping.lengthMaximum + 1)
    #expect(throws: MappingError.self) { try LogMapping(yaml: long, file: "x") }
  }
}
