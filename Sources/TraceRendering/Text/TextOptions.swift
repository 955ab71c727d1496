/// How a text for people is laid out.
public struct TextOptions: Hashable, Sendable {
  /// Columns that no line exceeds; at least 40.
  public var width = 80
  public var colour = TextColour.none
  /// Whether everything is told; otherwise a report of a violation is kept short.
  public var isDetailed = false
  /// The most lines of a short report, as far as the width allows: with 80 columns always.
  public var heightMaximum = 20
  /// Unless everything is told, the most input files listed one by one; the others are counted.
  public var fileMaximum = 8
  /// Unless everything is told, the most servers whose name is told together with the identity behind it.
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
