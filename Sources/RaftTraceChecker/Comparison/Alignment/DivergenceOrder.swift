import TraceFormat

/// Finds out which servers' divergences came before which.
///
/// Servers run side by side, and neither clocks nor the order of two servers' lines prove what came first (law 3). Only a
/// message does: where server y, before it diverges or as it does, has got the k-th copy of a message from x, then x has
/// sent at least k copies by then, and if fewer than k of these stand before x's divergence, x has diverged before y. That
/// holds on either side. Divergences that no message orders are independent as far as the traces tell; of these one where
/// both sides show something comes before one where a side merely ends, as a trace may be cut anywhere; then the lowest
/// term, the lowest index and the first server.
struct DivergenceOrder {
  /// One diverging server: its history and the number of its first event that differs, on one side.
  struct Place {
    let history: ServerHistory
    let event: Int
  }

  private let places: [Place]
  private let translation: SideTranslation

  init(_ places: [Place], _ translation: SideTranslation) {
    self.places = places
    self.translation = translation
  }

  /// For each place, whether the divergence of another one is known to precede it.
  var caused: [Bool] {
    var result = [Bool](repeating: false, count: places.count)
    let sent = places.map { copies(of: .messageSent, $0.history, 0..<min($0.event, $0.history.count)) }
    for (y, place) in places.enumerated() where result.count > 1 {
      let end = min(place.event + 1, place.history.count)
      let got = copies(of: .messageReceived, place.history, 0..<end)
      result[y] = places.indices.contains { x in
        x != y && places[x].history.group == place.history.group && precedes(x, sent[x], got)
      }
    }
    return result
  }

  /// Whether some message was got more often than its sender had sent it before it diverged.
  private func precedes(_ x: Int, _ sent: [UInt64: Int], _ got: [UInt64: Int]) -> Bool {
    let place = places[x]
    let behind = copies(
      of: .messageSent, place.history, min(place.event, place.history.count)..<place.history.count)
    return behind.keys.contains { message in
      // Doubled on the way it may be got more often than it is sent at all; that proves nothing.
      let before = sent[message, default: 0]
      return (before + 1...before + behind[message, default: 1]).contains(got[message, default: 0])
    }
  }

  /// How often each message is sent, or received, by its digest.
  private func copies(of name: EventName, _ history: ServerHistory, _ events: Range<Int>) -> [UInt64: Int] {
    var result: [UInt64: Int] = [:]
    for number in events where history.shape(number).name == name {
      result[digest(history, number), default: 0] += 1
    }
    return result
  }

  /// A digest of what a message says, the same for sender and receiver.
  private func digest(_ history: ServerHistory, _ number: Int) -> UInt64 {
    let record = history.record(number)
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func add(_ word: UInt64) { hash = (hash ^ word &* 0x9e37_79b9_7f4a_7c15) &* 0x100_0000_01b3 }
    add(UInt64(record.shape & 0xff))
    var rest = record.mask.subtracting(.observation).subtracting(.never).bits
    add(rest)
    while rest != 0 {
      let bit = rest & (~rest &+ 1)
      add(translation.translated(history.words[record.place(of: bit)], bit))
      rest &= rest - 1
    }
    let end = record.entries + record.entryCount * EventRecord.entryLength
    for place in record.entries..<end { add(history.words[place]) }
    return hash
  }
}
