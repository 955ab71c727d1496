import TraceFormat

/// Looks for the fewest lines that show a violation which rests on what did not happen.
///
/// Such a violation needs the claim that no line is missing, so the claim stays, and it must stay true: a line less could
/// otherwise be the vote, or the acknowledgement, that would have made the step right. `Documentation/TraceFormat.md` says
/// what the claim means: between two lines of a server no event of a kind that the trace shows is missing. So there are
/// three honest cuts, whatever the property:
///
/// - what comes before or behind some line of a server;
/// - a server, which is both;
/// - all lines of a kind, at every server.
///
/// Where even the claim is needed that every message has its line, no kind of message is left out, and a message that
/// arrives keeps its sending. On top of that the violation must be, to the last number, one that the whole trace shows.
struct CompleteEvidenceSearch {
  private let trace: RecordedTrace
  private let keepsMessages: Bool
  private var oracle: EvidenceOracle
  private let slots: [Int]
  private let slotCount: Int
  private let sendings: [Int?]
  private let classes: [EvidenceClass]
  private let target: ViolationTarget

  init(_ oracle: EvidenceOracle, symbols: TraceSymbols, target: ViolationTarget) {
    self.oracle = oracle
    self.target = target
    trace = oracle.trace
    let needs = EvidenceNeeds(trace, symbols: symbols)
    (slots, slotCount) = (needs.slots, needs.slotCount)
    classes = trace.lines.map { EvidenceClass($0.event.kind) }
    keepsMessages = trace.claims.contains(.showsMessages)
    sendings = keepsMessages ? MessageSendings(trace).sendings : []
  }

  /// - Returns: the places of the lines, the oracle with its calls, and whether no smallest cut can be made any more.
  mutating func run() -> (places: [Int], oracle: EvidenceOracle, isOneMinimal: Bool) {
    var kept = Array(trace.lines.indices)
    while true {
      let size = kept.count
      kept = withoutEnd(kept)
      kept = withoutServers(kept)
      kept = withoutClasses(kept)
      kept = withoutEnds(ofServersIn: kept)
      if oracle.isStopped { return (kept, oracle, false) }
      if kept.count == size { return (kept, oracle, true) }
    }
  }

  /// Whether the lines are honest and evidence.
  private mutating func isEvidence(_ places: [Int]) -> Bool {
    if keepsMessages {
      let present = Set(places)
      for place in places { if let sending = sendings[place], !present.contains(sending) { return false } }
    }
    return oracle.isEvidence(places)
  }

  /// Cuts everything behind the first lines with which the violation is complete, found by bisection.
  private mutating func withoutEnd(_ kept: [Int]) -> [Int] {
    oracle.pass = "end"
    var (low, high) = (0, kept.count)
    while low + 1 < high {
      let middle = (low + high) / 2
      if isEvidence(Array(kept[..<middle])) { high = middle } else { low = middle }
    }
    return Array(kept[..<high])
  }

  private mutating func withoutServers(_ start: [Int]) -> [Int] {
    oracle.pass = "servers"
    var kept = start
    for slot in 0..<slotCount {
      let left = kept.filter { slots[$0] != slot }
      if left.count < kept.count, isEvidence(left) { kept = left }
    }
    return kept
  }

  private mutating func withoutClasses(_ start: [Int]) -> [Int] {
    oracle.pass = "kinds"
    var kept = start
    var tried: Set<EvidenceClass> = []
    for place in start.reversed() {
      let one = classes[place]
      guard one.isOptional, !(keepsMessages && one.isMessage), tried.insert(one).inserted else { continue }
      let left = kept.filter { classes[$0] != one }
      if left.count < kept.count, isEvidence(left) { kept = left }
    }
    return kept
  }

  private mutating func withoutEnds(ofServersIn start: [Int]) -> [Int] {
    oracle.pass = "ends"
    var kept = start
    for slot in (0..<slotCount).reversed() {
      kept = withoutMost(of: kept.filter { slots[$0] == slot }.reversed(), kept)
      kept = withoutMost(of: kept.filter { slots[$0] == slot }, kept)
    }
    return kept
  }

  /// Takes away as many lines of a sequence as can go, from its first on: by doubling, then by bisection.
  private mutating func withoutMost(of lines: [Int], _ kept: [Int]) -> [Int] {
    var (best, low, high) = (kept, 0, 1)
    while high <= lines.count, let left = evidence(kept, without: lines[..<high]) {
      (best, low, high) = (left, high, high * 2)
    }
    high = min(high, lines.count + 1)
    while low + 1 < high {
      let middle = (low + high) / 2
      if let left = evidence(kept, without: lines[..<middle]) {
        (best, low) = (left, middle)
      } else {
        high = middle
      }
    }
    return best
  }

  private mutating func evidence(_ kept: [Int], without lines: ArraySlice<Int>) -> [Int]? {
    let gone = Set(lines)
    let left = kept.filter { !gone.contains($0) }
    return isEvidence(left) ? left : nil
  }
}
