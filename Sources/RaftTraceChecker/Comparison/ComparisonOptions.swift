public import TraceFormat

/// What of two traces is compared.
public struct ComparisonOptions: Sendable {
  /// Whether an event of a kind that one side never shows at a server is a difference.
  public enum Kinds: Sendable {
    /// It is: both sides could show it, as two runs of one program whose logs are of one level.
    case all
    /// It is not: the other side's source may be unable to show it, as a log shows no messages and a model does.
    case shared
  }

  public enum Payloads: Sendable {
    /// Where the two traces share them; see `PayloadSample`.
    case whereShared
    case always
    case never
  }

  public var kinds: Kinds = .all
  public var payloads: Payloads = .whereShared
  public var ignoredEvents: Set<EventName> = []
  public var ignoredFields: FieldSet = []
  /// Servers of A and what they are called in B, by identity or name for people.
  public var renames: [Rename] = []

  public struct Rename: Hashable, Sendable {
    public var a: String
    public var b: String

    public init(a: String, b: String) {
      self.a = a
      self.b = b
    }
  }

  public init() {}
}
