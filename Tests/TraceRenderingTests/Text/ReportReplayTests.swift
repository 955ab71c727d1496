import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat
@testable import TraceRendering

@Suite("What the replay found, in the whole report for people")
struct ReportReplayTests {
  @Test("a line that no step explains comes with the nearest steps, its causes, and what broke later")
  func refuted() {
    #expect(
      ReportFixture.refuted.wholeText == """
        VIOLATES Raft – no step of Raft explains all.ndjson:26
          n2's vote in term 1 is for n3

        Nearest steps (i is n2)
          HandleRequestVoteRequest  requires votedFor(i)′ = votedFor(i) unless that is
                                    none; expected n1, seen n3 (Raft §5.2, Figure 2)
          Restart                   requires votedFor(i)′ = votedFor(i); expected n1,
                                    seen n3 (Raft Figure 2, persistent state)

        Because
          all.ndjson:17   n2 votes for n1 in term 1
          all.ndjson:25   n2 receives n3's RequestVote of term 1: its log is empty

        What became visible later
          all.ndjson:34   ElectionSafety: n1 and n3 both won term 1

        VIOLATES ElectionSafety – at most one leader is elected in a given term
            (Raft §5.2)
          n1 and n3 both won term 1

        Because
          all.ndjson:21   n1 becomes leader of term 1
          all.ndjson:34   n3 becomes leader of term 1

        Read 40 lines of 1 file
          all.ndjson  raft-trace  40 lines  40 events

        Checked 1 property over 18,204 events of 3 servers: 1 violated, 0 held,
            0 not observable
          Violated: ElectionSafety (2 facts)
        Replayed 26 events of 3 servers: no step of Raft explains 1 line;
            120 requirements tested

        Next: raft-trace minimize -o small.ndjson all.ndjson
              raft-trace render -o trace.svg all.ndjson
              raft-trace explain ElectionSafety

        """)
  }

  @Test("a line that a violated property leads back to is told once")
  func sameLine() {
    var fixture = ReportFixture.refuted
    fixture.violations[0].firstUnexplained = fixture.at("all.ndjson", 26)
    #expect(
      fixture.wholeText.hasPrefix(
        """
        VIOLATES ElectionSafety – at most one leader is elected in a given term
            (Raft §5.2)
          n1 and n3 both won term 1

        Because
          all.ndjson:21   n1 becomes leader of term 1
          all.ndjson:34   n3 becomes leader of term 1
          all.ndjson:26   ← first wrong line

        No step of Raft explains all.ndjson:26 (i is n2)
          n2's vote in term 1 is for n3
          HandleRequestVoteRequest  requires votedFor(i)′ = votedFor(i) unless that is
                                    none; expected n1, seen n3 (Raft §5.2, Figure 2)
          Restart                   requires votedFor(i)′ = votedFor(i); expected n1,
                                    seen n3 (Raft Figure 2, persistent state)

        Because
          all.ndjson:17   n2 votes for n1 in term 1
          all.ndjson:25   n2 receives n3's RequestVote of term 1: its log is empty

        Read 40 lines of 1 file
        """))
    #expect(!fixture.wholeText.contains("VIOLATES Raft"))
  }

  @Test("what a witness on the line says already is not said again")
  func sameWitness() {
    var fixture = ReportFixture.refuted
    fixture.violations[0].firstUnexplained = fixture.at("all.ndjson", 26)
    fixture.violations[0].witnesses.insert(
      fixture.witness("all.ndjson", 26, "n2", .voted(candidate: fixture.symbols.server("n3"), Term(1))), at: 1
    )
    #expect(
      fixture.wholeText.contains(
        "\nNo step of Raft explains all.ndjson:26 (i is n2)\n  HandleRequestVoteRequest  requires"))
    #expect(!fixture.wholeText.contains("n2's vote in term 1"))
  }

  @Test(
    "lines of other files, and earlier ones, are not said to come later", arguments: ["n3.log", "all.ndjson"])
  func notLater(file: String) {
    var fixture = ReportFixture.refuted
    fixture.violations[0].witnesses[1].position = fixture.at(file, file == "n3.log" ? 99 : 25)
    #expect(!fixture.wholeText.contains("What became visible later"))
  }

  @Test("when both layers are content, one line tells of the replay")
  func conforming() {
    var fixture = ReportFixture()
    fixture.held(.electionSafety, on: 41)
    fixture.conformance = ConformanceResult(status: .conforms)
    fixture.conformance?.replayedEvents = 4_888
    fixture.conformance?.facts = 12_345
    #expect(
      fixture.wholeText == """
        CONFORMS – nothing the trace shows contradicts Raft

        Checked 1 property over 18,204 events of 3 servers: 0 violated, 1 held,
            0 not observable
          Held: ElectionSafety (41 facts)
        Replayed 4,888 events of 3 servers: every step is one of Raft's;
            12,345 requirements tested

        Next: raft-trace render -o trace.svg

        """)
  }

  @Test("an undecided replay names its limits")
  func undecided() {
    var fixture = ReportFixture()
    fixture.verdict = .inconclusive
    fixture.conformance = ConformanceResult(status: .inconclusive)
    fixture.conformance?.replayedEvents = 31
    fixture.conformance?.limits = [.incompleteSource(events: 30), .logRuns(maximum: 64)]
    #expect(
      fixture.wholeText == """
        INCONCLUSIVE – the trace shows too little to compare it with Raft's steps

        Replayed 31 events of 3 servers: not decided; 0 requirements tested
          Not judged: 30 events come from sources that may leave out lines
          Not judged: a log has more than 64 changes of term, of which the oldest were
            forgotten

        Next: raft-trace convert -o trace.ndjson
              raft-trace explain Conformance
              raft-trace formats

        """)
  }

  @Test("a replay of nothing says why")
  func notReplayed() {
    var fixture = ReportFixture()
    fixture.held(.electionSafety, on: 41)
    fixture.conformance = ConformanceResult(status: .inconclusive)
    fixture.conformance?.limits = [.incompleteSource(events: 18_204)]
    #expect(
      fixture.wholeText.contains(
        "\nNot replayed: 18,204 events come from sources that may leave out lines\n\n"))
  }

  @Test("a replay that refutes no line does not say that all is well where a property is violated")
  func violatedElsewhere() {
    var fixture = ReportFixture.violating
    fixture.conformance = ConformanceResult(status: .conforms)
    fixture.conformance?.replayedEvents = 31
    fixture.conformance?.facts = 1
    #expect(
      fixture.wholeText.contains(
        "\nReplayed 31 events of 3 servers: no line alone is refuted; 1 requirement tested\n\n"))
  }

  @Test("the clashes of a property stand together, and what leads back to the line does not come later")
  func severalClashes() {
    var fixture = ReportFixture.refuted
    var second = fixture.violations[0]
    fixture.violations[0].firstUnexplained = fixture.at("all.ndjson", 26)
    second.witnesses[0].position.line = 22
    fixture.violations.append(second)
    fixture.properties[0].violationCount = 2
    let text = fixture.wholeText
    #expect(!text.contains("What became visible later"))
    #expect(text.ranges(of: "No step of Raft explains").count == 1)
    #expect(
      text.contains(
        "\n  all.ndjson:22   n1 becomes leader of term 1\n  all.ndjson:34   n3 becomes leader of term 1\n"
          + "\nNo step of Raft explains all.ndjson:26 (i is n2)\n"))
  }

  @Test("refutations of several groups are told by group, and the rest is counted")
  func groups() throws {
    var fixture = ReportFixture.refuted
    fixture.violations = []
    fixture.properties = []
    fixture.groups = 9
    let first = try #require(fixture.conformance?.refutations[0])
    fixture.conformance?.refutations = (1...5).map { number in
      var refutation = first
      refutation.group = fixture.symbols.group("region \(number)")
      return refutation
    }
    fixture.conformance?.refutationCount = 1_207
    let text = fixture.wholeText
    #expect(text.ranges(of: "VIOLATES Raft").count == 5)
    #expect(text.contains("\n  group region 2: n2's vote in term 1 is for n3\n"))
    #expect(text.contains("\nand 1,202 more lines that no step of Raft explains\n"))
    #expect(text.contains("Replayed 26 events of 3 servers: no step of Raft explains 1,207 lines;\n"))
    #expect(text.hasSuffix("\n      raft-trace explain voteIsKept\n"))
  }
}
