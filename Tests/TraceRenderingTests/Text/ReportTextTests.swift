import RaftTraceChecker
import Testing
import TraceFormat

@testable import TraceRendering

@Suite("The report for people")
struct ReportTextTests {
  @Test("told in whole, a violation comes with its proof, the table and what to run next")
  func violating() {
    #expect(
      ReportFixture.violating.wholeText == """
        VIOLATES ElectionSafety – at most one leader is elected in a given term
            (Raft §5.2)
          n1 and n3 both won term 4

        Because
          n2.log:118    n2 votes for n1 in term 4
          n2.log:131    n2 starts in term 4, without a vote ← first wrong line
          n2.log:1140   n2 votes for n3 in term 4

        Read 18,312 lines of 3 files
          n1.log  etcd-raft  6,104 lines  6,068 events
          n2.log  etcd-raft  6,104 lines  6,068 events
          n3.log  etcd-raft  6,104 lines  6,068 events

        Checked 3 properties over 18,204 events of 3 servers: 1 violated, 1 held,
            1 not observable
          Violated: ElectionSafety (41 facts)
          Held: OneVotePerTerm (1,204 facts)
          Not observable, because no event shows
            LogMatching  the terms of log entries

        Next: raft-trace minimize -o small.ndjson n1.log n2.log n3.log
              raft-trace render -o trace.svg n1.log n2.log n3.log
              raft-trace explain ElectionSafety

        """)
  }

  @Test("a conforming report says how far that reaches")
  func conforming() {
    var fixture = ReportFixture()
    fixture.events = 1
    fixture.read("all.ndjson", format: "raft-trace", lines: 4, events: 1, badLines: 2)
    fixture.held(.electionSafety, on: 1)
    fixture.notObservable(.committedNeverOverwritten, missing: "commit indices", "removed entries")
    #expect(
      fixture.text() == """
        CONFORMS – nothing the trace shows contradicts Raft
          What it does not show is not judged: see the properties not observable below.
          Nor is what stood in 2 bad lines that could not be read.

        Read 4 lines of 1 file
          all.ndjson  raft-trace  4 lines  1 event  2 bad lines

        Checked 2 properties over 1 event of 3 servers: 0 violated, 1 held,
            1 not observable
          Held: ElectionSafety (1 fact)
          Not observable, because no event shows
            CommittedNeverOverwritten  commit indices or removed entries

        Next: raft-trace render -o trace.svg all.ndjson
              raft-trace explain CommittedNeverOverwritten

        """)
  }

  @Test("a file that was not read to its end limits what conforming means")
  func stoppedEarly() {
    var fixture = ReportFixture()
    fixture.read("a.log", lines: 9, events: 4, badLines: 1)
    fixture.inputs[0].wasReadToEnd = false
    fixture.held(.electionSafety, on: 1)
    let text = fixture.text()
    #expect(text.contains("\n  Nor is the rest of 1 file in which reading stopped at a bad line.\n"))
    #expect(text.contains("\n  a.log  etcd-raft  9 lines  4 events  1 bad line  stopped early\n"))
  }

  @Test("an inconclusive report says what to log, the most useful first")
  func inconclusive() {
    var fixture = ReportFixture(servers: ["a"])
    fixture.verdict = .inconclusive
    fixture.events = 12
    fixture.read("a.log", lines: 100, events: 12)
    fixture.notObservable(.electionSafety, missing: "who wins an election")
    fixture.notObservable(.oneVotePerTerm, missing: "votes")
    fixture.notObservable(.voteDurable, missing: "restarts", "votes")
    #expect(
      fixture.text() == """
        INCONCLUSIVE – the trace shows too little to decide any property

        To decide more, log
          votes – for OneVotePerTerm and VoteDurable
          who wins an election – for ElectionSafety
          restarts – for VoteDurable

        Read 100 lines of 1 file
          a.log  etcd-raft  100 lines  12 events

        Checked 3 properties over 12 events of 1 server: 0 violated, 0 held,
            3 not observable
          Not observable, because no event shows
            ElectionSafety  who wins an election
            OneVotePerTerm  votes
            VoteDurable     restarts or votes

        Next: raft-trace convert -o trace.ndjson a.log
              raft-trace explain ElectionSafety
              raft-trace formats

        """)
  }

  @Test("an input without any event asks whether the format is right")
  func withoutEvents() {
    var fixture = ReportFixture(servers: [])
    fixture.verdict = .inconclusive
    fixture.events = 0
    fixture.notObservable(.electionSafety, missing: "who wins an election")
    #expect(
      fixture.text().hasPrefix(
        """
        INCONCLUSIVE – the trace shows too little to decide any property
          No line was read as an event of Raft: is the format the right one?

        Checked 1 property over 0 events of 0 servers: 0 violated, 0 held,
        """))
  }

  @Test("an input of which every line was bad does not put its format in doubt")
  func onlyBadLines() {
    var fixture = ReportFixture(servers: [])
    fixture.verdict = .inconclusive
    fixture.events = 0
    fixture.read("a.log", lines: 2, events: 0, badLines: 2)
    fixture.notObservable(.electionSafety, missing: "who wins an election")
    #expect(fixture.text().contains("\n  No event was read besides 2 bad lines.\n"))
    #expect(fixture.text().hasSuffix("\nNext: raft-trace formats\n"))
    fixture.inputs[0].wasReadToEnd = false
    #expect(fixture.text().contains("\n  No event stood before the line at which reading stopped.\n"))
  }

  @Test("no command is offered on what came from standard input")
  func standardInput() {
    var fixture = ReportFixture()
    fixture.read("a.log")
    fixture.read(ByteSource.standardInputName)
    fixture.held(.electionSafety, on: 1)
    fixture.notObservable(.oneVotePerTerm, missing: "votes")
    #expect(fixture.text().hasSuffix("\nNext: raft-trace explain OneVotePerTerm\n"))
  }

  @Test("the checker's own properties fit into the page, and no more than six facts are asked for")
  func realProperties() {
    let symbols = TraceSymbols()
    var checker = TraceChecker(symbols: symbols)
    var report = checker.finish()
    report.events = 1
    let text = ReportText(report, context: ReportContext(symbols: symbols, inputs: [])).text
    let lines = text.split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(lines.count { $0.contains(" – for ") } == 6)
    #expect(PropertyName.allCases.allSatisfy { text.contains("\n    \($0.rawValue) ") })
  }

  @Test("groups are named when there are several, and violations that were not kept are counted")
  func groups() {
    var fixture = ReportFixture.violating
    fixture.groups = 2
    let first = fixture.violations[0]
    var second = first
    second.group = fixture.symbols.group("region 7")
    fixture.violations = [first, second, first]
    fixture.properties[0].violationCount = 1_202
    let text = fixture.wholeText
    #expect(text.contains("\n  group default: n1 and n3 both won term 4\n"))
    #expect(text.contains("\n  group region 7: n1 and n3 both won term 4\n"))
    #expect(text.contains("\n  and 1,199 more violations of ElectionSafety\n"))
    #expect(text.contains("over 18,204 events of 3 servers in 2 groups:"))
  }

  @Test("lines that prove an earlier violation too are not repeated")
  func sameLines() {
    var fixture = ReportFixture.violating
    fixture.properties[0].violationCount = 2
    var second = fixture.violations[0]
    second.witnesses.reverse()
    fixture.violations.append(second)
    let text = fixture.wholeText
    #expect(text.contains("\n  n1 and n3 both won term 4\n\nBecause of the same lines as above\n\nRead "))
    #expect(text.ranges(of: "n2 votes for n1 in term 4").count == 1)
  }

  @Test("a line to blame that is no witness is shown with its mark alone")
  func unwitnessedLine() {
    var fixture = ReportFixture.violating
    fixture.violations[0].firstUnexplained = fixture.at("n1.log", 9)
    let text = fixture.wholeText
    #expect(text.contains("\n  n1.log:9      ← first wrong line\n"))
    #expect(text.contains("\n  n2.log:131    n2 starts in term 4, without a vote\n"))
  }

  @Test("a server with a name for people is called by it, and its identity is told once")
  func identities() {
    var fixture = ReportFixture(servers: ["8e9e05c52164694d", "7939102d064b6e0", "n3"])
    fixture.held(.electionSafety, on: 1)
    for (identity, name) in [("8e9e05c52164694d", "n2"), ("7939102d064b6e0", "n1")] {
      fixture.symbols.setDisplayName(fixture.symbols.name(name), of: fixture.symbols.server(identity))
    }
    #expect(fixture.text().contains("\n\nServers\n  n1 = 7939102d064b6e0\n  n2 = 8e9e05c52164694d\n\n"))
  }

  @Test("several hundred files with long names stay within the page, but for a place, which is never cut")
  func manyFiles() {
    var fixture = ReportFixture.violating
    let folder = String(repeating: "very-long-folder/", count: 6)
    fixture.inputs = []
    for i in 1...312 { fixture.read("\(folder)node-\(i).log") }
    let long = fixture.witness(folder + "node-1.log", 77, "n1", .becameLeader(Term(4)))
    fixture.violations[0].witnesses.append(long)
    let text = fixture.wholeText
    #expect(text.split(separator: "\n").filter { $0.count > 80 } == ["  \(folder)node-1.log:77"])
    #expect(text.ranges(of: "folder/node-").count == 313)
    #expect(text.contains("folder/node-8.log  etcd-raft  6,104 lines  6,068 events\n"))
    #expect(
      text.contains("\nNext: raft-trace minimize -o small.ndjson …\n      raft-trace render -o trace.svg …\n")
    )
  }

  @Test("without a violation, many files are counted unless all was asked for")
  func manyConformingFiles() {
    var fixture = ReportFixture()
    for i in 1...312 { fixture.read("node-\(i).log") }
    fixture.held(.electionSafety, on: 1)
    #expect(fixture.text().contains("\n  and 304 more files\n"))
    #expect(fixture.wholeText.contains("\n  node-312.log  etcd-raft"))
  }

  @Test("colours change nothing but colours")
  func colour() {
    let fixture = ReportFixture.violating
    let coloured = fixture.text { $0.colour = .ansi }
    #expect(coloured.hasPrefix("\u{1B}[1;31mVIOLATES\u{1B}[0m \u{1B}[1mElectionSafety\u{1B}[0m –"))
    #expect(coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "") == fixture.text())
  }
}
