/// How a text for people is laid out.
public struct TextOptions: Hashable, Sendable {
  /// Columns that no line exceeds; at least 40.
  public var width = 80
  public var colour = TextColour.none
  /// The most violations shown in full for one property; the others are counted.
  public var violationMaximum = 3
  /// The most lines of a line that no step of Raft explains, as far as the width allows.
  public var refutationHeight = 20
  /// The most lines shown that led to such a line, and the most steps that come near.
  public var causeMaximum = 6
  public var nearMissMaximum = 3
  /// The most input files listed one by one; the others are counted.
  public var fileMaximum = 8
  /// The most servers whose name is told together with the identity behind it.
  public var identityMaximum = 9
  /// The most facts that an inconclusive report asks to be logged, those first that help most properties.
  public var wishMaximum = 6

  public init() {}
}

/// Whether a text carries colours, and in which code.
public enum TextColour: Hashable, Sendable {
  case none
  /// Escape sequences of ECMA-48 (SGR), for terminals.
  case ansi

  /// Paints a text that is already laid out; this is the only place that knows a colour's code.
  func paint(_ text: String, _ tone: TextTone) -> String {
    switch self {
    case .none: text
    case .ansi: tone.code.isEmpty ? text : "\u{1B}[\(tone.code)m\(text)\u{1B}[0m"
    }
  }
}

/// What a piece of text means, as far as it is set off from its surroundings.
enum TextTone: Hashable, Sendable {
  case plain
  case heading
  case violated
  case held
  case undecided
  case location
  case remark

  fileprivate var code: String {
    switch self {
    case .plain: ""
    case .heading: "1"
    case .violated: "1;31"
    case .held: "32"
    case .undecided: "33"
    case .location: "36"
    case .remark: "35"
    }
  }
}
