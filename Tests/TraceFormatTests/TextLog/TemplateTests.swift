import Testing

@testable import TraceFormat

@Suite struct TemplateTests {
  /// What each hole took; nil where the template does not match.
  private func captured(_ template: String, _ text: String) throws -> [String]? {
    var parser = TemplateParser()
    parser.tables["roles"] = [("Lead", "leader"), ("Leader", "leader"), ("Fol lower", "follower")]
    let compiled = try parser.template(template)
    let bytes = Array(text.utf8)
    var captures: [Capture] = []
    guard compiled.matches(bytes.span, &captures) else { return nil }
    return captures.map { String(decoding: bytes[$0.range], as: UTF8.self) }
  }

  @Test(
    "Holes take what their type says",
    arguments: [
      ("term {term:int}.", "term 18446744073709551615.", ["18446744073709551615"]),
      ("{server:hex} x", "fE0 x", ["fE0"]),
      ("<{_:word}>", "<a-b>", ["a-b"]),
      ("a={_:word} b", "a=1,2 b", ["1,2"]),
      ("k={_:quoted},", #"k="a \" b","#, [#""a \" b""#]),
      ("from {_} to {_}", "from a b to c d", ["a b", "c d"]),
      ("x{_:rest}", "x", [""]),
      ("({voters:[decimalAsHex]})", "(1 22, 333)", ["1 22, 333"]),
      ("{role:roles} now", "Leader now", ["Leader"]),
      ("{role:roles}{_:rest}", "Fol lower", ["Fol lower", ""]),
      ("{{{_:word}}", "{a}", ["a"]),
      ("{time} x", "2026/11/23 06:55:54.123456 x", ["2026/11/23 06:55:54.123456"]),
      ("leader={after.leader:word?} x", "leader= x", [""]),
    ])
  func holes(template: String, text: String, expected: [String]) throws {
    #expect(try captured(template, text) == expected)
  }

  @Test(
    "A line that is not like the template does not match",
    arguments: [
      ("term {term}", "term x"), ("term {term}", "term "), ("term {term}", "term 1 "), ("a{_}b", "ac"),
      ("{server:hex} x", "g x"), ("{_:word} x", "a b x"), ("{_:word}x", "x"), ("k={_:quoted}", "k=\"a"),
      ("({voters:[hex]})", "()"), ("({voters:[hex]})", "(1 )"), ("{role:roles}", "Follower"),
      ("{time}", "2026-11-23"), ("{time}", "2026-13-23T00:00:00"), ("abc", "ab"), ("abc", ""),
      ("{_:word}", ""),
    ])
  func noMatch(template: String, text: String) throws {
    #expect(try captured(template, text) == nil)
  }

  @Test(
    "Times are read with fractions and zones",
    arguments: [
      ("date", "1970-01-01T00:00:01.5Z", 1_500_000_000), ("date", "1970-01-01 01:00:00,001+01:00", 1_000_000),
      ("date", "2026-11-23T06:48:47.406Z", 1_795_416_527_406_000_000),
      ("date", "1969-12-31 23:59:59", -1_000_000_000), ("seconds", "1.25", 1_250_000_000),
      ("milliseconds", "1", 1_000_000), ("nanoseconds", "1795417366244645807", 1_795_417_366_244_645_807),
    ] as [(String, String, Int64)])
  func times(type: String, text: String, nanoseconds: Int64) throws {
    var parser = TemplateParser()
    let template = try parser.template("{time:\(type)}")
    var captures: [Capture] = []
    let bytes = Array(text.utf8)
    #expect(template.matches(bytes.span, &captures))
    #expect(captures.first.map { Int64(bitPattern: $0.number) } == nanoseconds)
  }

  @Test("Hostile lines neither match nor crash")
  func hostileLines() throws {
    var parser = TemplateParser()
    let template = try parser.template(
      "{server:hex} [{_}] at {time} {term} {_:quoted} ({voters:[hex]}) {_:rest}")
    var state: UInt64 = 7
    for length in 0..<400 {
      let alphabet = Array("0aF [](){}\"\\,:-T.Zat\u{e9}".utf8)
      let bytes = (0..<length).map { _ -> UInt8 in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return alphabet[Int(state >> 33) % alphabet.count]
      }
      var captures: [Capture] = []
      #expect(!template.matches(bytes.span, &captures))
    }
    #expect(
      template.samples.allSatisfy { sample in
        var captures: [Capture] = []
        return template.matches(sample.span, &captures)
      })
  }

  @Test("The dispatch finds the pattern that trying all in turn finds")
  func dispatchAgreesWithTryingAll() throws {
    var parser = TemplateParser()
    let templates = try [
      "Applying entry", "{server:hex} became leader", "{server:hex} became {_:word} again",
      "raft: {server:hex} x",
      "{_} anything {_:int}", "({_:word}) is {_}", "{_:quoted} q", "", "{_:int}", "a {term}b", "one",
    ].map { try parser.template($0) }
    let dispatch = RuleDispatch(templates)
    let texts =
      templates.flatMap { $0.samples.map { String(decoding: $0, as: UTF8.self) } } + [
        "x", "a ", "a 1b ", "one ",
      ]
    for text in texts {
      let bytes = Array(text.utf8)
      let matches = { (number: Int) in
        var captures: [Capture] = []
        return templates[number].matches(bytes.span, &captures)
      }
      #expect(dispatch.first(for: bytes.span, where: matches) == templates.indices.first(where: matches))
    }
  }
}
