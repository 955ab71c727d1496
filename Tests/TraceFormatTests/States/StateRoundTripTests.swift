import RaftTraceTestSupport
import Testing

@testable import TraceFormat

@Suite("One behavior in every syntax")
struct StateRoundTripTests {
  private func states(seed: UInt64) -> [SpecState] {
    var walk = RaftTLAWalk(serverCount: 3, seed: seed, namesActions: seed % 2 == 0)
    return walk.states(steps: 60)
  }

  @Test(
    "gives the same events, and its format is recognized", arguments: StateSyntax.allCases,
    [1, 2, 3, 4] as [UInt64])
  func same(_ syntax: StateSyntax, seed: UInt64) throws {
    let states = states(seed: seed)
    let expected = try StateFixtures.tell(states)
    let reading = try StateFixtures.read(syntax.text(states))
    #expect(reading.errors.isEmpty)
    #expect(reading.kinds == expected.kinds, "seed \(seed)")
    #expect(expected.kinds.count > 60)
    #expect(reading.dialect == expected.dialect)
  }

  @Test("has true lines", arguments: StateSyntax.allCases)
  func lines(_ syntax: StateSyntax) throws {
    let states = states(seed: 5)
    let text = syntax.text(states)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for event in try StateFixtures.read(text).events {
      let line = lines[Int(event.position.line) - 1]
      let isStart =
        switch syntax {
        case .tlc: line.hasPrefix("State ")
        case .tlcTool: line.contains(": <")
        case .tlcJSON, .tlcJSONOfOldVersions, .itf: event.position.line == 1
        case .itfInManyLines: line.hasPrefix(##"{"#meta""##)
        }
      #expect(isStart, "line \(event.position.line)")
    }
  }

  @Test(
    "with bytes changed, cut or doubled ends in events and errors with a line",
    arguments: StateSyntax.allCases)
  func fuzz(_ syntax: StateSyntax) throws {
    let format =
      switch syntax {
      case .tlc, .tlcTool: "tlc"
      case .tlcJSON, .tlcJSONOfOldVersions: "tlc-json"
      case .itf, .itfInManyLines: "itf"
      }
    for seed in 1...60 as ClosedRange<UInt64> {
      var random = SeededRandom(seed: seed)
      var walk = RaftTLAWalk(serverCount: 2, seed: seed, namesActions: true)
      var bytes = Array(syntax.text(walk.states(steps: 12)).utf8)
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: bytes.indices, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(random.element(of: Array("[]{}()<>|,:\"/\\-@1nR \n".utf8)), at: place)
        default: bytes.removeLast(min(bytes.count - 1, Int.random(in: 0...40, using: &random)))
        }
      }
      let reading = try StateFixtures.read(bytes: bytes, format: format)
      #expect(reading.errors.allSatisfy { $0.line != nil }, "seed \(seed): \(reading.errors)")
    }
  }
}
