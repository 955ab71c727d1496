public import TraceFormat

/// Messages between servers and what they did, from top to bottom, without the syntax of any tool.
///
/// A message that the trace shows at both ends is one arrow, drawn where it arrives.
public struct SequenceDiagram: Sendable {
  public enum Element: Hashable, Sendable {
    case arrow(Arrow)
    case note(Note)
    /// A property is violated here: all its drawn witnesses stand above.
    case violation(ViolationSummary)
  }

  public struct Arrow: Hashable, Sendable {
    /// What the trace shows of a message's way.
    public enum Fate: Hashable, Sendable {
      case arrived
      case lost
      /// It was sent; nothing shows whether it arrived.
      case unseen
    }

    /// Places in `participants`.
    public var source: Int
    public var destination: Int
    public var label: String
    public var fate: Fate
    public var isResponse: Bool
    /// The sender started, stopped or changed its role between sending and this arrow.
    public var isDelayed: Bool
    public var witness: WitnessMark?
  }

  public struct Note: Hashable, Sendable {
    /// A place in `participants`.
    public var participant: Int
    public var lines: [String]
    public var witness: WitnessMark?
  }

  /// Marks an element that proves part of a violation.
  public struct WitnessMark: Hashable, Sendable {
    /// Of one line, or of both ends of a message.
    public var numbers: [Int]
    /// `file:line` of each.
    public var locations: [String]
  }

  /// The servers' names, in natural order.
  public let participants: [String]
  public let elements: [Element]
  /// How many violations were found besides those that are drawn.
  public let furtherViolations: Int
  public let omission: Omission

  public init(_ selection: EventSelection, symbols: TraceSymbols) {
    var builder = SequenceDiagramBuilder(selection, symbols: symbols)
    elements = builder.build()
    participants = builder.participants
    furtherViolations = selection.context.furtherViolations
    omission = selection.omission
  }
}
