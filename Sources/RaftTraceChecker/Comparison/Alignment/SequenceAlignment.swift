/// The stretches in which two sequences differ, and with them those in which they are equal.
///
/// Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), which needs only to know whether an element of one may
/// be an element of the other. The effort is bounded: after `differenceMaximum` differences the path that got furthest is
/// kept, and the search begins anew behind it. Up to that many differences in a row the result is a shortest one.
struct SequenceAlignment {
  static let differenceMaximum = 512

  /// Elements of A that stand where B has those, and either may be empty.
  struct Stretch: Hashable {
    var a: Range<Int>
    var b: Range<Int>
  }

  private(set) var stretches: [Stretch] = []
  private let agrees: (Int, Int) -> Bool
  private let differenceMaximum: Int

  /// - Parameter agrees: whether an element of A, by its number, agrees with one of B.
  init(
    a: Range<Int>, b: Range<Int>, differenceMaximum: Int = Self.differenceMaximum,
    agrees: @escaping (Int, Int) -> Bool
  ) {
    self.agrees = agrees
    self.differenceMaximum = differenceMaximum
    var (start, end) = ((a.lowerBound, b.lowerBound), (a.upperBound, b.upperBound))
    while start.0 < end.0, start.1 < end.1, agrees(start.0, start.1) { start = (start.0 + 1, start.1 + 1) }
    while start.0 < end.0, start.1 < end.1, agrees(end.0 - 1, end.1 - 1) { end = (end.0 - 1, end.1 - 1) }
    while start.0 < end.0, start.1 < end.1 { start = advance(from: start, to: end) }
    if start != end { add(Stretch(a: start.0..<end.0, b: start.1..<end.1)) }
  }

  /// Goes on by at most the maximum of differences, and returns where that leads to.
  private mutating func advance(from start: (Int, Int), to end: (Int, Int)) -> (Int, Int) {
    let lengths = (end.0 - start.0, end.1 - start.1)
    let maximum = min(differenceMaximum, lengths.0 + lengths.1)
    // For each number of differences, how far in A each diagonal got; the diagonals are 2 apart.
    var reached: [[Int]] = []
    for differences in 0...maximum {
      var row: [Int] = []
      row.reserveCapacity(differences + 1)
      for diagonal in stride(from: -differences, through: differences, by: 2) {
        var x = Self.start(diagonal, differences, reached.last ?? [])
        var y = x - diagonal
        while x < lengths.0, y < lengths.1, agrees(start.0 + x, start.1 + y) {
          x += 1
          y += 1
        }
        row.append(x)
        if x == lengths.0, y == lengths.1 {
          reached.append(row)
          addPath(to: diagonal, reached, start)
          return end
        }
      }
      reached.append(row)
    }
    return addFurthestPath(reached, start, lengths)
  }

  /// Where a diagonal begins, given how far those beside it got with one difference less.
  private static func start(_ diagonal: Int, _ differences: Int, _ last: [Int]) -> Int {
    if differences == 0 { return 0 }
    return isInsertion(diagonal, differences, last)
      ? last[(diagonal + differences) / 2] : last[(diagonal + differences) / 2 - 1] + 1
  }

  /// Whether the path to a diagonal takes an element of B, and not one of A.
  private static func isInsertion(_ diagonal: Int, _ differences: Int, _ last: [Int]) -> Bool {
    if diagonal == -differences { return true }
    if diagonal == differences { return false }
    let place = (diagonal + differences) / 2
    return last[place - 1] < last[place]
  }

  private mutating func addFurthestPath(
    _ reached: [[Int]], _ start: (Int, Int), _ lengths: (Int, Int)
  ) -> (Int, Int) {
    let differences = reached.count - 1
    var best: (diagonal: Int, x: Int)?
    for (place, x) in reached[differences].enumerated() {
      let diagonal = 2 * place - differences
      guard x <= lengths.0, x - diagonal <= lengths.1 else { continue }
      if let best, !Self.isFurther((diagonal, x), than: best) { continue }
      best = (diagonal, x)
    }
    guard let best else {
      add(Stretch(a: start.0..<start.0 + lengths.0, b: start.1..<start.1 + lengths.1))
      return (start.0 + lengths.0, start.1 + lengths.1)
    }
    addPath(to: best.diagonal, reached, start)
    return (start.0 + best.x, start.1 + best.x - best.diagonal)
  }

  /// Further in both sequences together; of equals the one that is as far in the one as in the other.
  private static func isFurther(_ a: (diagonal: Int, x: Int), than b: (diagonal: Int, x: Int)) -> Bool {
    let lengths = (2 * a.x - a.diagonal, 2 * b.x - b.diagonal)
    return lengths.0 == lengths.1 ? abs(a.diagonal) < abs(b.diagonal) : lengths.0 > lengths.1
  }

  /// Adds the differences on the path to the end of a diagonal, with all the differences there were.
  private mutating func addPath(to diagonal: Int, _ reached: [[Int]], _ start: (Int, Int)) {
    var steps: [Stretch] = []
    var diagonal = diagonal
    for differences in stride(from: reached.count - 1, to: 0, by: -1) {
      let last = reached[differences - 1]
      let x = Self.start(diagonal, differences, last)
      let y = x - diagonal
      if Self.isInsertion(diagonal, differences, last) {
        steps.append(Stretch(a: start.0 + x..<start.0 + x, b: start.1 + y - 1..<start.1 + y))
        diagonal += 1
      } else {
        steps.append(Stretch(a: start.0 + x - 1..<start.0 + x, b: start.1 + y..<start.1 + y))
        diagonal -= 1
      }
    }
    for step in steps.reversed() { add(step) }
  }

  /// Adds a stretch, joined with the last one where nothing lies between.
  private mutating func add(_ stretch: Stretch) {
    if let last = stretches.last, last.a.upperBound == stretch.a.lowerBound,
      last.b.upperBound == stretch.b.lowerBound
    {
      stretches[stretches.count - 1] = Stretch(
        a: last.a.lowerBound..<stretch.a.upperBound, b: last.b.lowerBound..<stretch.b.upperBound)
    } else {
      stretches.append(stretch)
    }
  }
}
