import TraceFormat

/// Which lines of a trace others cannot do without.
///
/// - A line needs the start of its server's life, and between two lines of a server every start stays: a start is the one
///   line that a trace must never leave out (`Documentation/TraceFormat.md`), because behind it volatile state, and what no
///   line proves to be on disk, may be gone. Two lines that a start stood between would otherwise seem to clash.
/// - A message that arrives needs the line of its sending, where the trace has it.
/// - A line needs the one that tells its server's name, where the trace has it.
struct EvidenceNeeds {
  /// A history: lines of one server, in the order in which they happened.
  private struct Slot: Hashable {
    var input: Int
    var group: GroupID
    var server: ServerID
    var file: FileID
  }

  /// For each line, the number of its history.
  private(set) var slots: [Int] = []
  /// For each history, its starts in order.
  private var starts: [[Int]] = []
  /// For each line with a message that arrived, the line of its sending.
  private var sendings: [Int?]
  /// For each server, the lines that tell its name.
  private var namings: [ServerID: [Int]] = [:]
  private let servers: [ServerID]
  private let isStart: [Bool]

  var slotCount: Int { starts.count }

  init(_ trace: RecordedTrace, symbols: TraceSymbols) {
    servers = trace.lines.map(\.event.server)
    isStart = trace.lines.map(\.event.isStart)
    sendings = MessageSendings(trace).sendings
    var numbers: [Slot: Int] = [:]
    slots.reserveCapacity(trace.lines.count)
    for (place, line) in trace.lines.enumerated() {
      let event = line.event
      let key = Slot(
        input: line.input, group: event.group, server: event.server, file: event.position.file)
      let number = numbers[key] ?? starts.count
      if number == starts.count {
        numbers[key] = number
        starts.append([])
      }
      slots.append(number)
      if event.isStart { starts[number].append(place) }
      if case .serverNamed(let name) = event.kind, symbols[name] == symbols.displayName(event.server) {
        namings[event.server, default: []].append(place)
      }
    }
  }

  func isStart(_ place: Int) -> Bool { isStart[place] }

  /// These lines and all that they need, in rising order.
  func closure(of places: some Sequence<Int>) -> [Int] {
    var kept = Set(places)
    var size = -1
    while kept.count != size {
      size = kept.count
      for place in Array(kept) { if let sending = sendings[place] { kept.insert(sending) } }
      addStarts(to: &kept)
      addNamings(to: &kept)
    }
    return kept.sorted()
  }

  private func addStarts(to kept: inout Set<Int>) {
    for (slot, range) in ranges(of: kept) {
      let first = starts[slot].partitioningIndex { $0 > range.lowerBound } - 1
      for start in starts[slot][max(0, first)...] where start <= range.upperBound { kept.insert(start) }
    }
  }

  /// Of several lines that tell a server's name, the one nearest to a line that is kept of it.
  private func addNamings(to kept: inout Set<Int>) {
    let named = Set(kept.lazy.map { servers[$0] })
    for server in named {
      guard let all = namings[server], !all.contains(where: kept.contains) else { continue }
      let own = kept.filter { servers[$0] == server }
      let nearest = all.min { (distance($0, own), $0) < (distance($1, own), $1) }
      if let nearest { kept.insert(nearest) }
    }
  }

  /// A start between two lines puts them far apart.
  private func distance(_ naming: Int, _ own: Set<Int>) -> Int {
    own.reduce(Int.max) { least, place in
      let between = min(naming, place)...max(naming, place)
      let isOther = slots[naming] != slots[place]
      let lives = starts[slots[place]].count { between.contains($0) && $0 != between.lowerBound }
      return min(least, between.count + (isOther ? 1 << 40 : lives << 32))
    }
  }

  /// The first and the last line that is kept of each history, by its number.
  private func ranges(of kept: Set<Int>) -> [Int: ClosedRange<Int>] {
    var ranges: [Int: ClosedRange<Int>] = [:]
    for place in kept {
      let range = ranges[slots[place]] ?? place...place
      ranges[slots[place]] = min(range.lowerBound, place)...max(range.upperBound, place)
    }
    return ranges
  }

  /// What is left of closed lines when some go, with all that needs them; several ways where there are.
  ///
  /// A start between two lines goes only with everything before it and its own life, or with everything behind it.
  func leavings(of kept: [Int], without removed: Set<Int>) -> [[Int]] {
    var later = removed
    var earlier = removed
    for place in removed where isStart[place] {
      let own = kept.filter { slots[$0] == slots[place] }
      let next = starts[slots[place]].first { $0 > place } ?? .max
      earlier.formUnion(own.filter { $0 < next })
      later.formUnion(own.filter { $0 > place })
    }
    let candidates = earlier == later ? [earlier] : [later, earlier]
    return candidates.map { drop($0, from: kept) }
  }

  /// Takes lines away, and what cannot stay without them.
  private func drop(_ removed: Set<Int>, from kept: [Int]) -> [Int] {
    var result = kept.filter { !removed.contains($0) }
    let before = Set(kept)
    while true {
      let present = Set(result)
      let dropped = result.filter { place in
        if let sending = sendings[place], !present.contains(sending) { return true }
        return namings[servers[place]].map { names in
          names.contains(where: before.contains) && !names.contains(where: present.contains)
        } ?? false
      }
      if dropped.isEmpty { return result }
      let gone = Set(dropped)
      result.removeAll(where: gone.contains)
    }
  }
}

extension Array {
  /// The first place at which the predicate holds, where it holds for all behind it.
  func partitioningIndex(where holds: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
