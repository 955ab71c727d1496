import RaftModel
import Testing

@testable import RaftTraceChecker

@Suite("One name, one sentence")
struct InvariantSentenceTests {
  @Test(
    "A property of facts and the invariant of its name say the same",
    arguments: PropertyName.allCases.filter { !$0.isAboutClients })
  func sentences(_ name: PropertyName) throws {
    let fact = PropertySet.description(of: name)
    let invariant = try #require(
      InvariantCatalogue.named(fact.name.rawValue), "\(fact.name) has no invariant")
    #expect(invariant.sentence == fact.sentence)
    #expect(invariant.reference == fact.reference)
  }
}
