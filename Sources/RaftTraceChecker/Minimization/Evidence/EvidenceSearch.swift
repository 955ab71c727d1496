import TraceFormat

/// Looks for the fewest lines that show a violation, where any line may be left out but a start.
///
/// A source that does not claim to show everything says the same with fewer lines, only less of it; and the checker
/// concludes nothing from what such a source does not show. So every part that is closed under its needs is honest.
struct EvidenceSearch {
  private let needs: EvidenceNeeds
  private let target: ViolationTarget
  private var oracle: EvidenceOracle
  private let placesOfPosition: [SourcePosition: [Int]]

  /// How many missing lines are looked for one by one before the rest is cut in chunks.
  private static let growthMaximum = 48

  init(_ oracle: EvidenceOracle, symbols: TraceSymbols, target: ViolationTarget) {
    self.oracle = oracle
    self.target = target
    needs = EvidenceNeeds(oracle.trace, symbols: symbols)
    var places: [SourcePosition: [Int]] = [:]
    for (place, line) in oracle.trace.lines.enumerated() {
      places[line.event.position, default: []].append(place)
    }
    placesOfPosition = places
  }

  /// - Parameter report: what the check of the whole trace says.
  /// - Returns: the places of the lines, the oracle with its calls, and whether no single line can go.
  mutating func run(_ report: CheckReport) -> (places: [Int], oracle: EvidenceOracle, isOneMinimal: Bool) {
    var best = Array(oracle.trace.lines.indices)
    var report = report
    var isOneMinimal = false
    while true {
      let size = best.count
      best = guess(from: report, in: best) ?? grown(from: report, in: best)
      (best, isOneMinimal) = reduced(best)
      if best.count == size || oracle.isStopped { return (best, oracle, isOneMinimal) }
      oracle.pass = "again"
      guard let next = oracle.evidence(best) else { return (best, oracle, isOneMinimal) }
      report = next
    }
  }

  /// The lines that the report names for one instance, with what they need, where these alone are evidence.
  private mutating func guess(from report: CheckReport, in kept: [Int]) -> [Int]? {
    oracle.pass = "witnesses"
    let candidates = seeds(in: report, kept).enumerated().sorted {
      ($0.element.count, $0.offset) < ($1.element.count, $1.offset)
    }
    for (_, candidate) in candidates where candidate.count < kept.count {
      if oracle.isEvidence(candidate) { return candidate }
    }
    return nil
  }

  /// How many instances of the violation are looked at.
  private static let instanceMaximum = 256
  /// How many where there is no time.
  private static let namedMaximum = 4

  /// Of the lines that the report names for one of the first instances, those that alone are evidence.
  mutating func named(by report: CheckReport) -> (places: [Int]?, calls: Int) {
    let all = Array(oracle.trace.lines.indices)
    for candidate in seeds(in: report, all, atMost: Self.namedMaximum) where candidate.count < all.count {
      if oracle.isEvidence(candidate) { return (candidate, oracle.calls) }
    }
    return (nil, oracle.calls)
  }

  /// For each instance of the target the lines that the report names, with what they need.
  private func seeds(
    in report: CheckReport, _ kept: [Int], atMost maximum: Int = instanceMaximum
  ) -> [[Int]] {
    var seeds: [[Int]] = []
    let present = kept.count == slotsOfAll.count ? nil : Set(kept)
    for witnesses in target.witnesses(in: report).prefix(maximum) {
      let places = witnesses.flatMap { placesOfPosition[$0.position] ?? [] }
      let seed = needs.closure(of: places.filter { present?.contains($0) ?? true })
      if !seeds.contains(seed) { seeds.append(seed) }
    }
    return seeds
  }

  private var slotsOfAll: [Int] { needs.slots }

  /// Adds to the lines that the report names those that are missing, each found by bisection.
  ///
  /// The others are put in an order of how likely they matter. The shortest stretch of that order with which the lines are
  /// evidence ends with a line that is needed; it joins them, and the next is looked for in the stretch before it.
  private mutating func grown(from report: CheckReport, in kept: [Int]) -> [Int] {
    oracle.pass = "growth"
    guard var base = seeds(in: report, kept).first else { return kept }
    var rest = others(in: kept, near: base)
    for _ in 0..<Self.growthMaximum {
      guard let length = shortest(of: rest, with: base) else { return needs.closure(of: base + rest) }
      if length == 0 { return base }
      base = needs.closure(of: base + [rest[length - 1]])
      rest.removeSubrange((length - 1)...)
    }
    return needs.closure(of: base + rest)
  }

  /// The length of the shortest stretch with which the lines are evidence; nil where the search was ended.
  private mutating func shortest(of rest: [Int], with base: [Int]) -> Int? {
    if oracle.isEvidence(base) { return 0 }
    var (low, high) = (0, min(16, rest.count))
    while high < rest.count, !oracle.isEvidence(needs.closure(of: base + rest[..<high])) {
      (low, high) = (high, min(rest.count, high * 4))
    }
    while low + 1 < high {
      let middle = (low + high) / 2
      if oracle.isEvidence(needs.closure(of: base + rest[..<middle])) { high = middle } else { low = middle }
    }
    return oracle.isStopped ? nil : high
  }

  /// Lines that are not in the base: of the same histories first, and of these the nearest to it first.
  private func others(in kept: [Int], near base: [Int]) -> [Int] {
    let (slots, present) = (Set(base.map { needs.slots[$0] }), Set(base))
    let own = kept.filter { !present.contains($0) && slots.contains(needs.slots[$0]) }
    let foreign = kept.filter { !slots.contains(needs.slots[$0]) }
    return byNearness(own, base) + byNearness(foreign, base)
  }

  private func byNearness(_ places: [Int], _ base: [Int]) -> [Int] {
    let ranked = places.map { place in
      let next = base.partitioningIndex { $0 > place }
      let after = next < base.count ? base[next] - place : .max
      return (min(after, next > 0 ? place - base[next - 1] : .max), place)
    }
    return ranked.sorted { $0 < $1 }.map { $0.1 }
  }

  /// Leaves out chunks, at the end each line by itself, until none can go.
  private mutating func reduced(_ start: [Int]) -> (places: [Int], isOneMinimal: Bool) {
    var kept = start
    var size = kept.count > 8 ? kept.count / 2 : 1
    while true {
      oracle.pass = size > 1 ? "chunks" : "one by one"
      let (reduced, hasShrunk) = withoutChunks(of: size, kept)
      kept = reduced
      if oracle.isStopped { return (kept, false) }
      if size == 1 && !hasShrunk { return (kept, true) }
      size = max(1, min(size, kept.count) / 2)
    }
  }

  /// One round over the chunks, from the last to the first.
  private mutating func withoutChunks(of size: Int, _ start: [Int]) -> (places: [Int], hasShrunk: Bool) {
    var (kept, hasShrunk) = (start, false)
    var end = kept.count
    while end > 0 {
      let chunk = Set(kept[max(0, end - size)..<end])
      let first = kept[max(0, end - size)]
      for left in needs.leavings(of: kept, without: chunk) where left.count < kept.count {
        guard oracle.isEvidence(left) else { continue }
        (kept, hasShrunk) = (left, true)
        break
      }
      end = kept.partitioningIndex { $0 >= first }
    }
    return (kept, hasShrunk)
  }
}
