import RaftTraceTestSupport
import Testing
import TraceFormat

@testable import RaftTraceChecker

@Suite("The search for an order of operations, and a plain twin that tries all")
struct LinearizabilityTwinTests {
  @Test(
    "Small random histories are judged alike, and what is left of a refuted one is refuted",
    arguments: 1...UInt64(8))
  func agree(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var refuted = 0
    for _ in 0..<300 {
      let calls = Self.history(&random)
      var search = LinearizabilitySearch(calls)
      let outcome = search.run()
      let expected = Self.canBeOrdered(calls)
      #expect((outcome == .linearizable) == expected, "seed \(seed): \(calls)")
      guard case .refuted(let last) = outcome else { continue }
      refuted += 1
      let rest = RefutedHistory(calls, last: last).calls
      #expect(rest.count <= calls.count)
      #expect(!Self.canBeOrdered(rest), "seed \(seed): \(rest)")
    }
    #expect(refuted > 10, "seed \(seed)")
  }

  private static func history(_ random: inout SeededRandom) -> [ClientCall] {
    var calls: [ClientCall] = []
    var moments = Array(0..<14).shuffled(using: &random)
    for _ in 0..<7 {
      let pair = [moments.removeLast(), moments.removeLast()].sorted()
      let value = PayloadHash(UInt64.random(in: 0...2, using: &random))
      let other = PayloadHash(UInt64.random(in: 0...2, using: &random))
      let effect: ClientCall.Effect =
        switch Int.random(in: 0..<5, using: &random) {
        case 0, 1: .read(value)
        case 2, 3: .write(value)
        default: .swap(from: other, to: value)
        }
      var isLost = random.isOnce(in: 4)
      if case .read = effect { isLost = false }
      calls.append(
        ClientCall(
          effect: effect, called: pair[0], returned: isLost ? Int.max : pair[1],
          operation: ClientOperation(client: NameID(0), request: 0),
          position: SourcePosition(file: FileID(0), line: 1)))
    }
    return calls.sorted { $0.called < $1.called }
  }

  /// Takes the operations in every order that their moments allow; the first value is any.
  private static func canBeOrdered(_ calls: [ClientCall], _ value: PayloadHash? = nil) -> Bool {
    if calls.allSatisfy(\.isIndefinite) { return true }
    let first = calls.map(\.returned).min() ?? Int.max
    for (i, call) in calls.enumerated() where call.called < first {
      if let found = call.found, let value, found != value { continue }
      var rest = calls
      rest.remove(at: i)
      if canBeOrdered(rest, call.written ?? call.found) { return true }
    }
    return false
  }
}
