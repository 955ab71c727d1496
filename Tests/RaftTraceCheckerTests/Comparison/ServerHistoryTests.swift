import RaftTraceTestSupport
import Testing
import TraceFormat

@testable import RaftTraceChecker

@Suite("Events in few words")
struct ServerHistoryTests {
  @Test("come back as they were, but for clocks", arguments: EventName.allCases)
  func roundTrip(name: EventName) {
    let symbols = TraceSymbols()
    var generator = EventGenerator(seed: 7, symbols: symbols)
    for _ in 0..<200 {
      var event = generator.event(name)
      var history = ServerHistory(group: event.group, server: event.server)
      var taker = FieldTaker()
      history.append(event, taker: &taker)
      event.time = .unknown
      event.clock = .unknown
      if name == .serverNamed { event.kind = .serverNamed(NameID(0)) }
      #expect(history.event(0) == event)
    }
  }
}
