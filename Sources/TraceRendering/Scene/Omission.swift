/// How many events a picture leaves out, and which.
public struct Omission: Hashable, Sendable {
  public struct Count: Hashable, Sendable {
    public var category: EventCategory
    public var events: Int
  }

  public var shown: Int
  /// The events of the picture's group that its filter admits.
  public var total: Int
  /// What the maximum left out, by kind, without zeros.
  public var leftOut: [Count]
  /// What the filter left out.
  public var filtered: Int
  public var ofOtherGroups: Int

  /// What the picture shows and what not, on one line and without a full stop.
  public var sentence: String {
    var parts = ["showing \(shown == total ? "all " : "")\(share)"]
    if !leftOut.isEmpty {
      let counts = leftOut.map { Numerals.count($0.events, $0.category.singular, $0.category.plural) }
      parts.append("left out: " + counts.joined(separator: ", "))
    }
    if filtered > 0 { parts.append("\(Numerals.count(filtered, "event")) filtered out") }
    if ofOtherGroups > 0 { parts.append("\(Numerals.count(ofOtherGroups, "event")) of other groups") }
    return parts.joined(separator: "; ")
  }

  private var share: String {
    let events = Numerals.count(total, "event")
    return shown == total ? events : "\(Numerals.grouped(shown)) of \(events)"
  }
}
