import RaftTraceTestSupport
import Testing

@testable import TraceFormat

@Suite("Values of TLA+ as TLC prints them")
struct TLAValueTests {
  private func value(_ text: String) throws -> SpecValue { try TLAValueScanner.value(Array(text.utf8).span) }

  private func mistake(_ text: String) -> TLASyntaxError? {
    do {
      _ = try TLAValueScanner.value(Array(text.utf8).span)
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "Simple values",
    arguments: [
      ("7", SpecValue.integer(7)), ("-7", .integer(-7)), ("TRUE", .boolean(true)), ("FALSE", .boolean(false)),
      ("Nil", .text("Nil")), ("s_1!a", .text("s_1!a")), (#""a \"b\" \\ \n""#, .text("a \"b\" \\ \n")),
      ("<<>>", .sequence([])), ("{}", .set([])), ("(7)", .integer(7)), (" \n 7 \n", .integer(7)),
      ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)), ("n1", .text("n1")),
    ])
  func simple(_ text: String, _ expected: SpecValue) throws { #expect(try value(text) == expected) }

  @Test("Sequences, sets and intervals")
  func collections() throws {
    #expect(
      try value("<<1, <<2>>, {3}>>")
        == .sequence([.integer(1), .sequence([.integer(2)]), .set([.integer(3)])]))
    #expect(try value("2..4") == .set([.integer(2), .integer(3), .integer(4)]))
    #expect(try value("-1..0") == .set([.integer(-1), .integer(0)]))
    #expect(try value("4..2") == .set([]))
    #expect(try value("{1..2}") == .set([.set([.integer(1), .integer(2)])]))
  }

  @Test("Records and functions, wrapped as TLC wraps them")
  func functions() throws {
    let record = SpecValue.record(["mtype": .text("RV"), "mentries": .sequence([])])
    #expect(try value("[mtype |-> RV, mentries |-> <<>>]") == record)
    #expect(try value("[ mtype |-> RV,\n    mentries |->\n  <<>> ]") == record)
    #expect(
      try value("( [mtype |-> RV, mentries |-> <<>>] :>\n      1 )")
        == .function([.init(record, .integer(1))]))
    let function = SpecValue.byServer([.integer(1), .set([.text("n1")])])
    #expect(try value("(n1 :> 1 @@ n2 :> {n1})") == function)
    #expect(try value("( n1 :>\n 1 @@\n  n2 :> {n1} )") == function)
    #expect(
      try value("(<<1, 2>> :> TRUE)")
        == .function([.init(.sequence([.integer(1), .integer(2)]), .boolean(true))]))
  }

  @Test("What TLC leaves unevaluated is text", arguments: ["[{1, 2} -> {3}]", "[a: {1}, b: [1..2 -> {3}]]"])
  func unevaluated(_ text: String) throws {
    #expect(try value("<<\(text), 1>>") == .sequence([.text(text), .integer(1)]))
  }

  @Test(
    "Mistakes say where, what and what else",
    arguments: [
      ("", 0, "a value"), ("<<1", 3, "a comma or >>"), ("{1 2}", 3, "a comma or }"),
      ("[a |-> 1", 8, "a comma or ]"),
      ("(a :> 1 @@ b)", 12, ":>"), ("(a 1)", 3, ":> or )"),
      ("99999999999999999999", 0, "a whole number of 64 bits"),
      ("1 2", 2, "nothing behind the value"), ("<1>", 0, "<<"), ("-x", 0, "a whole number of 64 bits"),
      ("[a |-> 1, 2]", 9, "a field and |->"), ("1..99999999", 3, "an interval of at most 10000 numbers"),
    ])
  func mistakes(_ text: String, _ offset: Int, _ expected: String) {
    #expect(mistake(text).map { "\($0.offset) \($0.expected)" } == "\(offset) \(expected)")
  }

  @Test("A string without its end is a mistake at its end")
  func openString() { #expect(mistake("<<\"abc>>")?.offset == 8) }

  @Test("Brackets nest to a limit and no further", arguments: ["<<", "{", "(", "[a |-> ", "SUBSET "])
  func depth(_ bracket: String) throws {
    let error = try #require(mistake(String(repeating: bracket, count: 100_000)))
    #expect(error.expected == "at most 200 levels of brackets")
  }
}
