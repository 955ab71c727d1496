import TraceFormat

/// Looks for the fewest lines that show a violation which rests on what did not happen.
///
/// Such a violation needs the claim that no line is missing, so the claim stays, and it must stay true: a line less could
/// otherwise be the vote, or the acknowledgement, that would have made the step right. `Documentation/TraceFormat.md` says
/// what the claim means: between two lines of a server no event of a kind that the trace shows is missing. So there are
/// three honest cuts where a property is violated:
///
/// - what comes before or behind some line of a server;
/// - a server, which is both;
/// - all lines of a kind, at every server.
///
/// For LeaderHasQuorum this leaves the campaign with all answers to it, for CommitQuorum the leadership with all
/// acknowledgements up to the commit: what could speak in the server's favour is there.
///
/// A line that no step explains rests on everything that the replay knows of all servers, and on messages that came before.
/// There nothing is cut but what lies behind the refuted line, servers that exchange no message with the others, and kinds
/// of lines that are no step and no cause of one.
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
  /// Whether the replay shows the violation.
  private let isReplayed: Bool

  /// Of more lines it is not verified that each is needed by itself.
  private static let verifiedMaximum = 2_000

  init(_ oracle: EvidenceOracle, symbols: TraceSymbols, target: ViolationTarget) {
    self.oracle = oracle
    isReplayed = target.layer == .conformance
    trace = oracle.trace
    let needs = EvidenceNeeds(trace, symbols: symbols)
    (slots, slotCount) = (needs.slots, needs.slotCount)
    classes = trace.lines.map { EvidenceClass($0.event.kind) }
    keepsMessages = trace.claims.contains(.showsMessages)
    sendings = keepsMessages ? MessageSendings(trace).sendings : []
  }

  /// - Returns: the places of the lines, the oracle with its calls, and whether the violation vanishes without any one line.
  mutating func run() -> (places: [Int], oracle: EvidenceOracle, isOneMinimal: Bool) {
    var kept = Array(trace.lines.indices)
    while true {
      let size = kept.count
      kept = withoutEnd(kept)
      kept = withoutServers(kept)
      kept = withoutClasses(kept)
      if !isReplayed { kept = withoutEnds(ofServersIn: kept) }
      if oracle.isStopped { return (kept, oracle, false) }
      if kept.count == size { return (kept, oracle, needsEach(of: kept)) }
    }
  }

  /// Whether the violation vanishes without any one line: most of these candidates are not honest and only serve to tell.
  private mutating func needsEach(of kept: [Int]) -> Bool {
    oracle.pass = "one by one"
    guard kept.count <= Self.verifiedMaximum else { return false }
    for place in kept where oracle.isEvidence(kept.filter({ $0 != place })) { return false }
    return !oracle.isStopped
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
    for slot in 0..<slotCount where !isReplayed || isIsolated(slot, in: start) {
      let left = kept.filter { slots[$0] != slot }
      if left.count < kept.count, isEvidence(left) { kept = left }
    }
    return kept
  }

  /// Whether no message passes between a server and the others of its group.
  private func isIsolated(_ slot: Int, in kept: [Int]) -> Bool {
    guard let own = kept.first(where: { slots[$0] == slot }).map({ trace.lines[$0].event }) else {
      return false
    }
    return kept.allSatisfy { place in
      let event = trace.lines[place].event
      guard event.group == own.group else { return true }
      guard let message = event.message else { return slots[place] == slot || trace.showsMessages(of: place) }
      let ends: [Observed<ServerID>] = [.known(message.source), message.destination]
      return !ends.contains(.known(own.server)) && ends.allSatisfy(\.isKnown)
        || ends.allSatisfy { $0 == .known(own.server) }
    }
  }

  private mutating func withoutClasses(_ start: [Int]) -> [Int] {
    oracle.pass = "kinds"
    var kept = start
    var tried: Set<EvidenceClass> = []
    for place in start.reversed() {
      let one = classes[place]
      guard mayGo(one), tried.insert(one).inserted else { continue }
      let left = kept.filter { classes[$0] != one }
      if left.count < kept.count, isEvidence(left) { kept = left }
    }
    return kept
  }

  private func mayGo(_ one: EvidenceClass) -> Bool {
    isReplayed ? one.isNoStep : one.isOptional && !(keepsMessages && one.isMessage)
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
