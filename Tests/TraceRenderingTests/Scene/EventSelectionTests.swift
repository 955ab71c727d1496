import RaftTraceChecker
import Testing
import TraceFormat

@testable import TraceRendering

@Suite("Which events a picture shows")
struct EventSelectionTests {
  /// Commits from n1, and here and there something that matters more.
  static func longTrace(_ count: Int) -> SampleTrace {
    var trace = SampleTrace()
    for i in 1...count {
      switch i % 1_000 {
      case 500: trace.add("n1", .roleChanged(.leader), term: UInt64(i / 1_000 + 1))
      case 501: trace.add("n2", .crash)
      default: trace.add("n1", .committed(CommitAdvance(index: LogIndex(UInt64(i)))))
      }
    }
    return trace
  }

  @Test("Everything is shown where there is room for it")
  func everything() {
    let trace = SampleTraces.election()
    let selection = EventSelection(of: trace.events, for: .stateGraph)
    #expect(selection.traceEvents == trace.events)
    #expect(selection.omission.sentence == "showing all 16 events")
  }

  @Test("What matters most is kept, then the first and the last, in the order of reading")
  func significance() {
    let trace = Self.longTrace(3_214)
    let selection = EventSelection(of: trace.events, for: .stateGraph)
    let kept = selection.events
    #expect(kept.count == 50)
    #expect(kept.count { $0.event.kind == .roleChanged(.leader) } == 3)
    #expect(kept.count { $0.event.kind == .crash } == 3)
    #expect(kept.map(\.ordinal) == kept.map(\.ordinal).sorted())
    #expect(kept.prefix(22).map(\.ordinal) == Array(1...22))
    #expect(kept.suffix(22).map(\.ordinal) == Array(3_193...3_214))
    #expect(selection.omission.sentence == "showing 50 of 3,214 events; left out: 3,164 commits")
  }

  @Test("Witnesses come first, then the election steps around them")
  func witnesses() {
    var trace = Self.longTrace(10_000)
    let vote = trace.vote("n3", for: "n1", term: 77)
    trace.add("n3", .observed)
    let near = trace.add("n3", .roleChanged(.follower), term: 77)
    for _ in 0..<500 { trace.add("n1", .roleChanged(.leader), term: 78) }
    let violation = Violation(
      property: .oneVotePerTerm, group: GroupID(0),
      clash: .twoVotes(voter: trace.id("n3"), trace.id("n1"), trace.id("n2"), Term(77)),
      witnesses: [
        Witness(
          position: vote, server: trace.id("n3"), statement: .voted(candidate: trace.id("n1"), Term(77)))
      ])
    let selection = EventSelection(
      of: trace.events, for: .stateGraph, maximum: 2, violations: [violation])
    #expect(selection.traceEvents.map(\.position) == [vote, near])
  }

  @Test("The first violation of each property is drawn, at most three, and the others are counted")
  func drawnViolations() {
    func violation(_ property: PropertyName, _ group: UInt32 = 0) -> Violation {
      Violation(
        property: property, group: GroupID(group), clash: .entriesDiffer(LogIndex(1), Term(1)), witnesses: [])
    }
    let context = WitnessContext([
      violation(.electionSafety), violation(.electionSafety), violation(.logMatching, 1),
      violation(.logMatching),
      violation(.termMonotonic), violation(.voteDurable),
    ])
    #expect(context.violations.map(\.property) == [.electionSafety, .logMatching, .termMonotonic])
    #expect(context.furtherViolations == 3)
  }

  @Test("A filter by server, line, term or group leaves out and counts")
  func filters() {
    let trace = SampleTraces.election()
    func kept(_ filter: EventFilter) -> EventSelection {
      EventSelection(of: trace.events, for: .sequenceDiagram, filter: filter)
    }
    let n2 = kept(EventFilter(servers: [trace.id("n2")]))
    #expect(n2.traceEvents.allSatisfy { $0.server == trace.id("n2") })
    #expect(n2.omission.sentence == "showing all 4 events; 12 events filtered out")
    let lines = kept(EventFilter(from: .line(3), to: .line(4))).traceEvents
    #expect(lines.count == 5 && lines.allSatisfy { (3...4).contains($0.position.line) })
    #expect(kept(EventFilter(to: .term(Term(0)))).omission.total == 7)
    #expect(kept(EventFilter(from: .term(Term(1)))).omission.total == 9)
    #expect(kept(EventFilter(group: GroupID(3))).omission.ofOtherGroups == 16)
    #expect(EventFilter.Bound("120") == .line(120))
    #expect(EventFilter.Bound("t4") == .term(Term(4)))
    #expect(EventFilter.Bound("4t") == nil)
  }

  @Test("A picture knows of a server what events that are not drawn have shown")
  func hiddenChanges() {
    var trace = SampleTrace()
    trace.add("n1", .start, term: 1)
    trace.add("n1", .observed, term: 5, votedFor: "n2", commit: 9)
    trace.add("n1", .crash)
    let selection = EventSelection(of: trace.events, for: .stateGraph, maximum: 2)
    #expect(selection.events.map(\.ordinal) == [1, 3])
    #expect(selection.events[1].before.term == .known(Term(5)))
    #expect(selection.events[1].before.commitIndex == .known(LogIndex(9)))
  }

  @Test("A start forgets what the trace does not show again; a new term forgets the vote")
  func knowledge() {
    var trace = SampleTrace()
    trace.add("n1", .observed, term: 5, votedFor: "n2", commit: 9)
    trace.add("n1", .start, term: 5)
    trace.vote("n1", for: "n3", term: 6)
    trace.add("n1", .observed, term: 7)
    var view = ServerView()
    var views: [ServerView] = []
    for event in trace.events {
      view = view.after(event)
      views.append(view)
    }
    #expect(views[1].commitIndex == .unknown && views[1].votedFor == .unknown)
    #expect(views[2].votedFor == .known(trace.id("n3")) && views[2].term == .known(Term(6)))
    #expect(views[3].votedFor == .unknown)
  }

  @Test("Of 100,000 events the selector keeps no more than its buffers hold")
  func longStream() {
    let trace = Self.longTrace(1_000)
    var selector = EventSelector(for: .stateGraph)
    for _ in 0..<100 { for event in trace.events { selector.add(event) } }
    #expect(selector.held <= 2 * 50 * Significance.allCases.count)
    let selection = selector.finish()
    #expect(selection.omission.total == 100_000)
    #expect(selection.events.count == 50)
  }

  @Test("The ends of a sequence agree with a plain twin", arguments: 0...12, [0, 1, 2, 3, 5])
  func ends(count: Int, capacity: Int) {
    var buffer = EndsBuffer<Int>(capacity: capacity)
    for i in 0..<count { buffer.append(i) }
    for maximum in 0...capacity {
      let all = Array(0..<count)
      let twin = count <= maximum ? all : all.prefix(maximum - maximum / 2) + all.suffix(maximum / 2)
      #expect(buffer.ends(maximum) == Array(twin))
    }
  }
}
