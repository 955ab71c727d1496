import RaftTraceTestSupport
import Testing

@testable import TraceFormat

@Suite("JSON of TLC, Apalache and Quint")
struct StateDocumentTests {
  private static let itf = ##"""
    {"#meta":{"format":"ITF"},"vars":["currentTerm"],"states":[
    {"#meta":{"index":0},"currentTerm":{"#map":[["n1",{"#bigint":"0"}],["n2",0]]},
     "votedFor":{"#map":[["n1",{"tag":"None","value":{}}],["n2",{"tag":"None","value":{}}]]},
     "role":{"#map":[["n1",{"tag":"Follower","value":{"#tup":[]}}],["n2",{"tag":"Follower","value":{"#tup":[]}}]]}},
    {"currentTerm":{"#map":[["n1",1],["n2",0]]},"mbt::actionTaken":"timeout",
     "votedFor":{"#map":[["n1",{"tag":"Some","value":"n1"}],["n2",{"tag":"None","value":{}}]]},
     "role":{"#map":[["n1",{"tag":"Candidate","value":{"#tup":[]}}],["n2",{"tag":"Follower","value":{"#tup":[]}}]]}}
    ]}
    """##

  @Test("Options, sum types, maps and big numbers of ITF")
  func quint() throws {
    let reading = try StateFixtures.read(Self.itf)
    #expect(reading.errors.isEmpty)
    #expect(
      reading.lines == [
        "n1:2 start", "n2:2 start", "n1:5 campaignStarted", "n1:5 roleChanged candidate", "n1:5 vote n1 true",
      ])
  }

  @Test("A document that is cut, or is none, says where", arguments: [40, 120, 300, 500])
  func cut(_ length: Int) throws {
    let reading = try StateFixtures.read(String(Self.itf.prefix(length)), format: "itf")
    #expect(reading.errors.count == 1)
    #expect(reading.errors.first?.line == Self.itf.prefix(length).count { $0 == "\n" } + 1)
  }

  @Test("What came before a cut is kept")
  func kept() throws {
    #expect(
      try StateFixtures.read(String(Self.itf.prefix(520)), format: "itf").lines == [
        "n1:2 start", "n2:2 start",
      ])
  }

  @Test(
    "Documents of another kind",
    arguments: [
      ("itf", "{}"), ("itf", "[1]"), ("itf", #"{"states":7}"#), ("tlc-json", "{}"), ("tlc-json", "[]"),
      ("tlc-json", #"{"state":[]}"#), ("tlc-json", #"{"action":[[1]]}"#),
      ("tlc-json", #"{"action":[[[1,{}],{},[2]]]}"#),
    ])
  func other(_ format: String, _ text: String) throws {
    let reading = try StateFixtures.read(text, format: format)
    #expect(reading.errors.count == 1 && reading.errors.first?.line == 1)
    #expect(reading.events.isEmpty)
  }

  @Test("A behavior of one state, and one that goes back")
  func ends() throws {
    let state = #"{"currentTerm":{"n1":0},"state":{"n1":"Follower"}}"#
    let later = #"{"currentTerm":{"n1":1},"state":{"n1":"Candidate"}}"#
    let lone = try StateFixtures.read(#"{"action":[],"state":[[1,\#(state)]]}"#)
    #expect(lone.lines == ["n1:1 start"] && lone.errors.isEmpty)
    let back = try StateFixtures.read(
      #"{"action":[[[1,\#(state)],{"name":"A"},[2,\#(later)]],[[2,\#(later)],{"name":"B"},[1,\#(state)]]]}"#)
    #expect(back.lines == ["n1:1 start", "n1:1 campaignStarted", "n1:1 roleChanged candidate"])
  }

  @Test("Keys that are text of TLA+ are values")
  func keys() throws {
    let bytes = Array(#"{"[a |-> <<1>>]":1,"n1":2,"<<n1, n2>>":3,"[x":4}"#.utf8)
    var scanner = JSONScanner()
    let value = try SpecValue.scan(&scanner, bytes.span)
    #expect(
      value.pairs?.map { $0.key } == [
        .record(["a": .sequence([.integer(1)])]), .text("n1"), .sequence([.text("n1"), .text("n2")]),
        .text("[x"),
      ])
  }
}
