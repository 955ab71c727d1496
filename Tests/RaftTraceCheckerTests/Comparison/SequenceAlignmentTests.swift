import RaftTraceTestSupport
import Testing

@testable import RaftTraceChecker

@Suite("Sequences are aligned")
struct SequenceAlignmentTests {
  @Test("with as few differences as a plain table finds", arguments: 1...200 as ClosedRange<UInt64>)
  func shortest(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let (a, b) = (letters(&random), letters(&random))
    let alignment = SequenceAlignment(a: 0..<a.count, b: 0..<b.count) { a[$0] == b[$1] }
    expectValid(alignment, a, b)
    let own = alignment.stretches.reduce(0) { $0 + $1.a.count + $1.b.count }
    #expect(own == a.count + b.count - 2 * commonLength(a, b), "seed \(seed): \(a), \(b)")
  }

  @Test("rightly where the effort is bounded", arguments: 1...200 as ClosedRange<UInt64>)
  func bounded(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let (a, b) = (letters(&random), letters(&random))
    let alignment = SequenceAlignment(a: 0..<a.count, b: 0..<b.count, differenceMaximum: 3) { a[$0] == b[$1] }
    expectValid(alignment, a, b)
  }

  @Test("again behind a stretch in which nothing is equal, longer than the effort allows for")
  func resynchronized() throws {
    let a = Array(0..<100) + Array(1000..<1100) + [1]
    let b = Array(-100..<0).reversed() + Array(1000..<1100) + [2]
    let alignment = SequenceAlignment(a: 0..<a.count, b: 0..<b.count, differenceMaximum: 10) {
      a[$0] == b[$1]
    }
    expectValid(alignment, a, b)
    #expect(alignment.stretches.map(\.a) == [0..<100, 200..<201])
  }

  private func letters(_ random: inout SeededRandom) -> [Int] {
    (0..<Int.random(in: 0...30, using: &random)).map { _ in Int.random(in: 0...3, using: &random) }
  }

  /// Between the stretches both sequences are equal, and the stretches come in order.
  private func expectValid(_ alignment: SequenceAlignment, _ a: [Int], _ b: [Int]) {
    var (x, y) = (0, 0)
    let end = SequenceAlignment.Stretch(a: a.count..<a.count, b: b.count..<b.count)
    for stretch in alignment.stretches + [end] {
      #expect(a[x..<stretch.a.lowerBound].elementsEqual(b[y..<stretch.b.lowerBound]))
      (x, y) = (stretch.a.upperBound, stretch.b.upperBound)
    }
  }

  private func commonLength(_ a: [Int], _ b: [Int]) -> Int {
    var row = [Int](repeating: 0, count: b.count + 1)
    for x in a {
      var diagonal = 0
      for (j, y) in b.enumerated() {
        let above = row[j + 1]
        row[j + 1] = x == y ? diagonal + 1 : max(above, row[j])
        diagonal = above
      }
    }
    return row[b.count]
  }
}
