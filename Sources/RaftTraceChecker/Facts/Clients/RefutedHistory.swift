import TraceFormat

/// Makes a history that cannot be linearized small: a person should see at once why.
///
/// A read may always be left out, and a write that nothing finds: what is left of a history that can be linearized then still
/// can. So what is left here is a proof by itself.
struct RefutedHistory {
  private(set) var calls: [ClientCall]

  /// Larger histories are shown without the operations behind the refutation, and no more is left out.
  private static let lengthMaximum = 2_000

  /// - Parameter last: the number of the operation at whose return no order is left.
  init(_ calls: [ClientCall], last: Int) {
    let end = calls[last].returned
    self.calls = calls.filter { $0.called < end }.map { call in
      var call = call
      if call.returned > end { call.returned = Int.max }
      return call
    }
    // A read that has not returned by then has not told anything.
    self.calls.removeAll { if case .read = $0.effect { $0.isIndefinite } else { false } }
    if self.calls.count <= Self.lengthMaximum { reduce() }
  }

  private mutating func reduce() {
    var length = max(calls.count / 2, 1)
    while true {
      var end = calls.count
      while end > 0 {
        let start = max(end - length, 0)
        leaveOut(start..<end)
        end = start
      }
      if length == 1 { return }
      length /= 2
    }
  }

  /// Leaves out what may be left out in a range, if the rest is refuted still.
  private mutating func leaveOut(_ range: Range<Int>) {
    var rest = calls
    rest.removeSubrange(range)
    let found = Set(rest.compactMap(\.found))
    let needed = calls[range].filter { $0.written.map { found.contains($0) } ?? false }
    guard needed.count < range.count else { return }
    rest.insert(contentsOf: needed, at: range.lowerBound)
    var search = LinearizabilitySearch(rest)
    if case .refuted = search.run() { calls = rest }
  }
}
