import Testing
import TraceFormat

@testable import TraceRendering

@Suite("The order in which a picture shows events")
struct DisplayOrderTests {
  /// The events in the order of display, as "server line".
  private func order(_ trace: SampleTrace) -> [String] {
    let selection = EventSelection(of: trace.events, for: .sequenceDiagram)
    let pairing = MessagePairing(trace.events)
    return DisplayOrder(selection.events, pairing: pairing).places.map { place in
      let event = trace.events[place]
      return "\(trace.symbols[event.server]) \(event.position.line)"
    }
  }

  @Test("A message is sent before it arrives, whatever the clocks say")
  func messages() {
    var trace = SampleTrace()
    let request = trace.voteRequest("n2", "n1", 1)
    trace.add("n1", .messageReceived(request), seconds: 1)
    trace.add("n2", .messageSent(request), seconds: 9)
    #expect(order(trace) == ["n2 1", "n1 1"])
  }

  @Test("A vote is decided after the campaign and a leader followed after its election")
  func elections() {
    var trace = SampleTrace()
    trace.vote("n1", for: "n2", term: 3)
    trace.add("n1", .leaderObserved(trace.id("n2")), term: 3, seconds: 1)
    trace.add("n2", .roleChanged(.candidate), term: 3, seconds: 8)
    trace.add("n2", .roleChanged(.leader), term: 3, seconds: 9)
    #expect(order(trace) == ["n2 1", "n1 1", "n2 2", "n1 2"])
  }

  @Test("An election stands behind the votes for it, as far as no later term must be entered for that")
  func votesFirst() {
    var trace = SampleTrace()
    trace.add("n1", .roleChanged(.leader), term: 2, seconds: 1)
    trace.add("n2", .roleChanged(.follower), term: 2, seconds: 8)
    trace.vote("n2", for: "n1", term: 2)
    trace.add("n3", .observed, term: 3)
    trace.vote("n3", for: "n1", term: 2)
    #expect(order(trace) == ["n2 1", "n2 2", "n1 1", "n3 1", "n3 2"])
  }

  @Test("The start of a campaign that still shows the term before proves nothing about votes of that term")
  func campaignInOldTerm() {
    var trace = SampleTrace()
    trace.vote("n1", for: "n2", term: 3)
    trace.add("n2", .roleChanged(.leader), term: 3)
    trace.add("n2", .start, term: 3)
    trace.add("n2", .campaignStarted, term: 3)
    #expect(order(trace).first == "n1 1")
  }

  @Test("Terms order what nothing else does, and wall time only what terms leave open")
  func tieBreaks() {
    var trace = SampleTrace()
    trace.add("n1", .observed, term: 2, seconds: 1)
    trace.add("n2", .observed, term: 1, seconds: 9)
    trace.add("n3", .observed, term: 2, seconds: 0)
    #expect(order(trace) == ["n2 1", "n3 1", "n1 1"])
  }

  @Test("Vector clocks order events of different servers")
  func vectorClocks() {
    var trace = SampleTrace()
    let (a, b) = (trace.id("n1"), trace.id("n2"))
    trace.add(
      "n1", .campaignStarted, clock: VectorClock([.init(server: a, count: 1), .init(server: b, count: 1)]),
      seconds: 1)
    trace.add("n2", .campaignStarted, clock: VectorClock([.init(server: b, count: 1)]), seconds: 9)
    #expect(order(trace) == ["n2 1", "n1 1"])
  }

  @Test("A trace that contradicts itself is ordered too, each server's lines as they stand")
  func cycles() {
    var trace = SampleTrace()
    let (there, back) = (trace.voteRequest("n1", "n2", 1), trace.voteRequest("n2", "n1", 1))
    trace.add("n1", .messageReceived(back))
    trace.add("n1", .messageSent(there))
    trace.add("n2", .messageReceived(there))
    trace.add("n2", .messageSent(back))
    let result = order(trace)
    #expect(result.filter { $0.hasPrefix("n1") } == ["n1 1", "n1 2"])
    #expect(result.filter { $0.hasPrefix("n2") } == ["n2 1", "n2 2"])
  }

  @Test("The lines of one file stay as they are where nothing speaks against it")
  func oneFile() {
    var trace = SampleTrace(isOneFile: true)
    trace.add("n1", .observed, term: 5)
    trace.add("n2", .observed, term: 1)
    trace.add("n1", .observed, term: 6)
    #expect(order(trace) == ["n1 1", "n2 2", "n1 3"])
  }

  @Test("Names are sorted as people count")
  func natural() {
    let names = ["n10", "n2", "a", "n1x", "n1"]
    #expect(names.sorted(by: NaturalOrder.isBefore) == ["a", "n1", "n1x", "n2", "n10"])
  }
}
