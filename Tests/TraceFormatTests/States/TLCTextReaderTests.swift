import RaftTraceTestSupport
import Testing

@testable import TraceFormat

@Suite("What TLC prints")
struct TLCTextReaderTests {
  private static let state = """
    /\\ currentTerm = (n1 :> 0 @@ n2 :> 0)
    /\\ votedFor = (n1 :> Nil @@ n2 :> Nil)
    /\\ state = ( n1 :> Follower @@
      n2 :> Follower )

    """

  private static let next = state.replacing("n1 :> 0", with: "n1 :> 1").replacing(
    "n1 :> Nil", with: "n1 :> n1"
  )
  .replacing("n1 :> Follower", with: "n1 :> Candidate")

  private static let campaign = ["n1:7 campaignStarted", "n1:7 roleChanged candidate", "n1:7 vote n1 true"]

  private func read(_ text: String) throws -> StateFixtures.Reading { try StateFixtures.read(text) }

  @Test("States begin at their line, and wrapped values are one")
  func plain() throws {
    let text =
      "Error: The behavior up to this point is:\nState 1: <Initial predicate>\n\(Self.state)\nState 2: <Next line 1, col 2 to line 3, col 4 of module M>\n\(Self.next)\n1 states generated\n"
    let reading = try read(text)
    #expect(
      reading.lines == ["n1:2 start", "n2:2 start"] + Self.campaign.map { $0.replacing(":7", with: ":8") })
    #expect(reading.errors.isEmpty)
  }

  @Test("An action has a name and perhaps parameters")
  func header() throws {
    func header(_ text: String) -> TLCHeader? { TLCHeader(Array(text.utf8).span) }
    let full = try #require(header("State 3: <Vote(n1,\"a b\") line 2, col 1 to line 3, col 4 of module M>"))
    #expect(full.action == "Vote" && full.parameters == ["n1", "\"a b\""] && full.number == 3)
    let tool = try #require(header("12: <Next line 2, col 1 to line 3, col 4 of module M>"))
    #expect(tool.action == "Next" && tool.parameters.isEmpty)
    #expect(header("State 1: <Initial predicate>")?.isInitial == true)
    #expect(header("STATE_4 ==")?.number == 4)
    #expect(header("State 5: Stuttering") == nil)
    #expect(header("2026-11-23 14:04:52: <x>") == nil)
    #expect(header("State 0: <Next>") == nil)
  }

  @Test(
    "A behavior that stutters or goes back has no state for it",
    arguments: [
      "State 3: Stuttering", "Back to state 1: <Next line 1, col 2 to line 3, col 4 of module M>",
      "1: Back to state: <Next line 1, col 2 to line 3, col 4 of module M>",
    ])
  func lasso(_ end: String) throws {
    let text = "State 1: <Initial predicate>\n\(Self.state)\nState 2: <Next line 1>\n\(Self.next)\n\(end)\n\n"
    let reading = try read(text)
    #expect(reading.lines == ["n1:1 start", "n2:1 start"] + Self.campaign)
    #expect(reading.errors.isEmpty)
  }

  @Test("A second behavior is a group of its own")
  func behaviors() throws {
    let one = "State 1: <Initial predicate>\n\(Self.state)\nState 2: <Next line 1>\n\(Self.next)\n"
    let reading = try read(one + "Error: another\n" + one)
    #expect(
      reading.events.map { Int($0.group.rawValue) } == Array(repeating: 0, count: 5)
        + Array(repeating: 1, count: 5))
    #expect(reading.symbols[GroupID(1)] == "behavior 2")
  }

  @Test("A state that cannot be read is named by its line, and the one behind it begins anew")
  func badState() throws {
    let bad = Self.next.replacing("n2 :> Follower )", with: "n2 : Follower )")
    let text =
      "State 1: <Initial predicate>\n\(Self.state)\nState 2: <Next line 1>\n\(bad)\nState 3: <Next line 1>\n\(Self.next)\n"
    let reading = try read(text)
    #expect(reading.lines == ["n1:1 start", "n2:1 start", "n1:13 start", "n2:13 start"])
    #expect(
      reading.errors.map { $0.description }.first?.hasPrefix(#"spec:11:6: found ": Follower )""#) == true)
    #expect(reading.errors.first?.line == 11)
    #expect(reading.dialect.isComplete == false)
  }

  @Test("A specification of something else is refused with the names of its variables")
  func otherSpecification() throws {
    let reading = try read("State 1: <Initial predicate>\n/\\ big = 0\n/\\ small = 3\n\n")
    let error = try #require(reading.errors.first)
    #expect(error.line == 1 && error.description.contains("the variables big, small"))
    #expect(error.description.contains("Documentation/Mappings.md"))
    #expect(error.category == .malformed)
  }

  @Test(
    "A variable of the wrong shape is named",
    arguments: [
      (
        "currentTerm = (n1 :> 0 @@ n2 :> 0)", "currentTerm = 7",
        #"the variable "currentTerm" holding the number 7"#
      ),
      (
        "currentTerm = (n1 :> 0 @@ n2 :> 0)", "currentTerm = (n1 :> 0 @@ n2 :> -1)",
        "the number -1 for n2 in currentTerm"
      ),
      ("\n/\\ votedFor", "\n/\\ log = (n1 :> <<>> @@ n2 :> (5 :> 1))\n/\\ votedFor", ""),
    ])
  func shapes(_ old: String, _ new: String, _ found: String) throws {
    let reading = try read("State 1: <Initial predicate>\n\(Self.state.replacing(old, with: new))\n")
    if found.isEmpty {
      #expect(reading.errors.isEmpty)
    } else {
      #expect(reading.errors.first?.description.contains(found) == true, "\(reading.errors)")
    }
  }
}
