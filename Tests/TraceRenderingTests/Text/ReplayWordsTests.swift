import RaftTraceChecker
import Testing
import TraceFormat
import TraceRendering

@Suite("Words of the replay")
struct ReplayWordsTests {
  @Test(
    "a value has its words",
    arguments: [
      (ReplayValue.term(Term(4)), "term 4"), (.index(LogIndex(7)), "index 7"),
      (.role(.candidate), "candidate"),
      (.server(Cast.n1), "n1"), (.server(nil), "none"), (.servers([Cast.n1, Cast.n3]), "n1 and n3"),
      (.servers([]), "none"), (.position(LogPosition(term: Term(3), index: LogIndex(7))), "entry 7 (term 3)"),
      (.position(.zero), "an empty log"), (.count(1_204), "1,204"),
      (.configuration(ConfigurationID(0)), "n1, n2 and n3"),
    ])
  func value(value: ReplayValue, words: String) {
    #expect(Cast().sentences.phrase(value) == words)
  }

  @Test("a near miss says what is asked for and what was seen, as far as there are values")
  func nearMiss() {
    let sentences = Cast().sentences
    #expect(
      sentences.sentence(NearMiss(.restartKeepsTerm, expected: .term(Term(4)), found: .term(Term(3))))
        == "requires currentTerm(i)′ = currentTerm(i); expected term 4, seen term 3")
    #expect(
      sentences.sentence(NearMiss(.onlyLeaderAppends, found: .role(.follower)))
        == "requires role(i) = leader; seen follower")
    #expect(
      sentences.sentence(
        NearMiss(.acknowledgesOnlyVerified, expected: .index(LogIndex(4)), found: .index(LogIndex(7))))
        == "requires matchIndex ≤ last index that a request compared; expected at most index 4, seen index 7")
    #expect(
      sentences.sentence(NearMiss(.leaderHasVotes, expected: .count(2), found: .servers([Cast.n1])))
        == "requires votesGranted(i) is a quorum of voters(i); expected at least 2 servers, seen n1")
    #expect(
      sentences.sentence(
        NearMiss(.campaignerIsVoter, expected: .servers([Cast.n1, Cast.n2]), found: .server(Cast.n3)))
        == "requires i ∈ voters(i); expected n1 or n2, seen n3")
    #expect(sentences.sentence(NearMiss(.messageWasSent)) == "requires m ∈ messages sent to i")
  }

  @Test("a limit has its sentence")
  func limit() {
    let sentences = Cast().sentences
    #expect(
      sentences.sentence(.incompleteSource(events: 1))
        == "1 event comes from sources that may leave out lines")
  }

  @Test(
    "every requirement is told on a page, with its step and where it stands",
    arguments: ReplayRequirement.allCases)
  func explanation(requirement: ReplayRequirement) {
    let text = ExplainText().text(requirement)
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.hasPrefix("\(requirement.rawValue) – \(requirement.sentence) (\(requirement.reference)) "))
    #expect(words.contains("\(requirement.step.rawValue) requires \(requirement.formula) "))
    #expect(words.hasSuffix("Source \(requirement.step.sourceFile)"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(requirement.sentence.first?.isLowercase == true && requirement.sentence.last != ".")
  }

  @Test("the explanation of the replay names every requirement once")
  func conformance() {
    let words = ExplainText().conformance.split { $0.isWhitespace || $0 == "," }
    for requirement in ReplayRequirement.allCases {
      #expect(words.count { $0 == requirement.rawValue } == 1, "\(requirement)")
    }
    #expect(ExplainText().conformance.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }
}
