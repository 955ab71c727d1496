import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

@testable import TraceRendering

@Suite("What broke, on one screen")
struct ShortReportTests {
  private func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
  }

  @Test("the first line that no step explains leads; the line's own property is not told twice")
  func refuted() {
    var fixture = ReportFixture.refuted
    fixture.violated(.oneVotePerTerm, 1, of: 5)
    var second = fixture.violations[0]
    second.property = .oneVotePerTerm
    second.firstUnexplained = fixture.at("all.ndjson", 26)
    fixture.violations.append(second)
    #expect(
      fixture.text() == """
        VIOLATES Raft – no step of Raft explains all.ndjson:26
          n2's vote in term 1 is for n3
          which violates OneVotePerTerm
        Nearest steps (i is n2)
          HandleRequestVoteRequest requires votedFor(i)′ = votedFor(i) unless that is
            none; expected n1, seen n3 (Raft §5.2, Figure 2)
          Restart requires votedFor(i)′ = votedFor(i); expected n1, seen n3
            (Raft Figure 2, persistent state)
        Because
          all.ndjson:17  n2 votes for n1 in term 1
          all.ndjson:25  n2 receives n3's RequestVote of term 1: its log is empty
        What became visible later
          :34  ElectionSafety: n1 and n3 both won term 1
        Read 40 lines of all.ndjson: 18,204 events of 3 servers
        Checked 2 properties: 2 violated, 0 held, 0 not observable (see --details)
        Replayed 26 events: 1 line refuted; 120 requirements tested

        Next: raft-trace explain voteIsKept
              raft-trace minimize -o small.ndjson all.ndjson
              raft-trace render -o trace.svg all.ndjson

        """)
  }

  @Test("where no line is refuted, the first violated property leads, with all its lines")
  func facts() {
    var fixture = ReportFixture.violating
    fixture.violated(.voteDurable, 3, of: 7)
    var second = fixture.violations[0]
    second.property = .voteDurable
    fixture.violations.append(second)
    #expect(
      fixture.text() == """
        VIOLATES ElectionSafety – at most one leader is elected in a given term
            (Raft §5.2)
          n1 and n3 both won term 4

        Because
          n2.log:118   n2 votes for n1 in term 4
          n2.log:131   n2 starts in term 4, without a vote ← first wrong line
          n2.log:1140  n2 votes for n3 in term 4

        Also violated
          n2.log:1140  VoteDurable ×3: n1 and n3 both won term 4

        Read 18,312 lines of 3 files: 18,204 events of 3 servers
        Checked 4 properties: 2 violated, 1 held, 1 not observable (see --details)

        Next: raft-trace explain ElectionSafety
              raft-trace minimize -o small.ndjson n1.log n2.log n3.log
              raft-trace render -o trace.svg n1.log n2.log n3.log

        """)
  }

  @Test("further lines that no step explains are counted, with the next one")
  func moreLines() {
    var fixture = ReportFixture.refuted
    fixture.conformance?.refutationCount = 1_207
    #expect(fixture.text().contains("\n1,206 more lines that no step of Raft explains\n"))
    if var second = fixture.conformance?.refutations[0] {
      second.position.line = 30
      fixture.conformance?.refutations.append(second)
    }
    #expect(fixture.text().contains("\n1,206 more lines that no step of Raft explains; the next is :30\n"))
    #expect(fixture.text().ranges(of: "VIOLATES").count == 1)
  }

  @Test("what became visible in no proven order is not said to come later")
  func otherOrder() {
    var fixture = ReportFixture.refuted
    fixture.violations[0].witnesses[1].position = fixture.at("n3.log", 99)
    let text = fixture.text()
    #expect(!text.contains("What became visible later"))
    #expect(text.contains("\nAlso violated\n  n3.log:99  ElectionSafety: n1 and n3 both won term 1\n"))
  }

  @Test("what was not read, or not in order, is said; each file only where something is wrong with it")
  func remarks() {
    var fixture = ReportFixture.violating
    fixture.inputs[1].tally.badLines = 2
    fixture.inputs[1].wasReadToEnd = false
    fixture.inputs[2].tally.linesWithoutServer = 7
    let text = fixture.text()
    #expect(text.contains("\n  n2.log: 2 bad lines, reading stopped early\n"))
    #expect(text.contains("\n  7 lines left out: no server named, and the file shows several\n"))
    #expect(!text.contains("n3.log: "))
    fixture.inputs[0].tally.badLines = 1
    fixture.inputs[2].tally.badLines = 1
    #expect(fixture.text().contains("\n  2 remarks on what was not read (see --details)\n"))
  }

  @Test("a last line that may be cut is said not to be read")
  func cutLine() {
    var fixture = ReportFixture.violating
    fixture.inputs[1].tally.cutLines = 1
    #expect(fixture.text().contains("\n  1 last line not read: no newline, may be cut\n"))
  }

  @Test("without the facts, the replay's line says how to see more, and the requirement is explained")
  func replayAlone() {
    var fixture = ReportFixture.refuted
    fixture.properties = []
    fixture.violations = []
    let text = fixture.text()
    #expect(!text.contains("Checked"))
    #expect(text.contains("120 requirements tested (see --details)\n"))
    #expect(text.contains("\nNext: raft-trace explain voteIsKept\n"))
  }

  @Test("twenty lines hold it, whatever was found", arguments: 0..<50)
  func height(seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    let fixture = CrowdedReport.fixture(&random)
    let text = fixture.text()
    let lines = lines(text)
    #expect(lines.count <= 20, "seed \(seed)\n\(text)")
    #expect(lines.allSatisfy { $0.count <= 80 }, "seed \(seed)\n\(text)")
    #expect(lines.allSatisfy { $0.last != " " })
    #expect(text.contains("\nBecause"))
    #expect(text.contains("--details"))
    #expect(text.contains("\nNext: raft-trace explain "))
    #expect(text.contains("\nAlso violated") || text.contains("\nWhat became visible later"))
  }

  @Test(
    "of twelve properties violated twenty times and 900 causes, the whole report loses nothing"
  )
  func nothingLost() throws {
    var random = SeededRandom(seed: 1)
    let fixture = CrowdedReport.fixture(&random, refutations: 3)
    let short = fixture.text()
    #expect(short.contains(" of 900 lines)\n"))
    #expect(
      short.contains("seen server-1.region-seven.example") || short.contains("expected server-0.region"))
    #expect(short.contains("\n2 more lines that no step of Raft explains"))
    let whole = fixture.wholeText
    let words = Set(whole.split { $0 == " " || $0.isNewline }.map(String.init))
    let refutations = try #require(fixture.conformance).refutations
    let proofs = fixture.violations.flatMap(\.witnesses) + refutations.flatMap(\.causes)
    let places = proofs.map(\.position) + refutations.map(\.position)
    #expect(places.count > 3 * 900 + 12 * 20)
    #expect(places.allSatisfy { words.contains(fixture.symbols.describe($0)) })
    #expect(fixture.violations.allSatisfy { whole.contains("VIOLATES \($0.property.rawValue) ") })
  }

  @Test("a place too long for a line stands on its own, whole")
  func longPlace() {
    var fixture = ReportFixture.refuted
    let path = String(repeating: "very-long-folder/", count: 6) + String(repeating: "n", count: 90)
    let position = fixture.at(path, 26)
    fixture.conformance?.refutations[0].position = position
    #expect(lines(fixture.text())[1] == "    \(path):26")
    #expect(lines(fixture.text()).count <= 20)
  }
}
