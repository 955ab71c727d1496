import RaftTraceTestSupport
import Testing
import TraceFormat

@testable import RaftTraceChecker
@testable import TraceRendering

@Suite("The report of a minimization")
struct MinimizationTextTests {
  @Test("of evidence: sizes, method, proof, the violation with its lines, what to run next")
  func evidence() {
    #expect(
      MinimizationFixture().text == """
        MINIMIZED – events 18,204 → 4, servers 5 → 2, terms 12 → 1
          Evidence: lines of the trace as they are, which by themselves prove the
            violation
          1-minimal: verified – each of the 4 events was removed, with what rests on it,
            and the violation vanished
          1,224 candidates checked

        VIOLATES ElectionSafety – at most one leader is elected in a given term
            (Raft §5.2)
          n1 and n3 both won term 4

        Because
          n2.log:118   n2 votes for n1 in term 4
          n2.log:131   n2 starts in term 4, without a vote ← first wrong line
          n2.log:1140  n2 votes for n3 in term 4

        Next: raft-trace check 'a b/small.ndjson'
              raft-trace render -o small.svg 'a b/small.ndjson'

        """)
  }

  @Test("of a rerun: its rules, what it keeps against them, its steps, and who was who")
  func rerun() {
    let text = MinimizationFixture.rerun(mutation: "forget-vote-on-restart", deviations: 1).text
    #expect(
      text.hasPrefix(
        """
        MINIMIZED – events 18,204 → 4, steps 467 → 3, servers 5 → 2, terms 12 → 1
          Run again by the rules of Raft mutated by forget-vote-on-restart, with steps
            left out; 1 step kept as the trace shows it, against the rules
          1-minimal: verified – each of the 3 steps was removed and the violation
            vanished
          1,224 candidates checked
          Servers: n1 was node-b

        Steps
          1  n1 times out
          2  n2 handles RequestVoteRequest of term 1 of n1
          3  n2 crashes and starts again ← as in the trace

        VIOLATES ElectionSafety
        """))
  }

  @Test(
    "never claims what was not verified",
    arguments: [MinimizationSummary.Ending.finished, .budget, .interrupted])
  func unproven(_ ending: MinimizationSummary.Ending) {
    var fixture = MinimizationFixture()
    fixture.isOneMinimal = false
    fixture.ending = ending
    #expect(fixture.text.contains("  1-minimal: not proven – "))
    #expect(!fixture.text.contains("verified"))
    #expect(fixture.text.contains("interrupted") == (ending == .interrupted))
  }

  @Test("says so where nothing is smaller")
  func unchanged() {
    var fixture = MinimizationFixture()
    fixture.after = fixture.before
    #expect(fixture.text.hasPrefix("NOT MINIMIZED – events 18,204 → 18,204, "))
  }

  @Test(
    "has seconds where they are told",
    arguments: [(0.04, "0.0 s"), (9.96, "10 s"), (61.2, "61 s"), (1.25, "1.3 s")])
  func seconds(_ seconds: Double, _ words: String) {
    var fixture = MinimizationFixture()
    fixture.seconds = seconds
    #expect(fixture.text.contains("\n  1,224 candidates checked in \(words)\n"))
  }

  @Test("keeps to the width, and names cannot act on a terminal", arguments: [40, 60, 100])
  func width(_ width: Int) {
    var fixture = MinimizationFixture.rerun(mutation: "vote-twice", deviations: 2)
    fixture.method = .rerun(
      Minimization.RerunDescription(
        mutation: "vote-twice", deviationCount: 2, servers: [fixture.symbols.server("a\u{1B}[31m\nb")]))
    fixture.options.width = width
    let lines = fixture.text.split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= width })
    #expect(!fixture.text.contains("\u{1B}"))
  }

  @Test("tells the target, and of what else is violated only the name")
  func others() {
    var fixture = MinimizationFixture()
    fixture.target = .step(.voteIsKept)
    #expect(fixture.text.contains("\nAlso violated: ElectionSafety\n"))
    #expect(!MinimizationFixture().text.contains("Also violated"))
  }
}
