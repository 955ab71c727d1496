/// How the lines of a log are laid out: where the message stands, and what else a line tells.
struct LineShape: Sendable {
  enum Layout: Sendable, BitwiseCopyable {
    /// One JSON object a line, a key of which has the message.
    case json
    /// Pairs `key=value`, one of which has the message.
    case logfmt
    /// A template with holes, one of them `{message}`.
    case text
  }

  let layout: Layout
  /// The slot of the key with the message; 0 in text.
  let messageSlot: Int
  /// The template of text; empty elsewhere.
  let prefix: Template
  /// What keys tell of any line, as its time, where a line has them.
  let keys: [KeyTemplate]
  /// Those of the keys that tell whose line it is, whatever it says.
  let serverKeys: [KeyTemplate]
  /// Whether any line tells which process printed it.
  let tellsLife: Bool

  init(layout: Layout, messageSlot: Int = 0, prefix: Template = Template(), keys: [KeyTemplate]) {
    self.layout = layout
    self.messageSlot = messageSlot
    self.prefix = prefix
    self.keys = keys
    serverKeys = keys.filter { key in key.template.holes.contains { $0.target == .field(.event(.server)) } }
    tellsLife = (keys.flatMap(\.template.holes) + prefix.holes).contains { $0.target == .life }
  }

  /// Whether the message is the last of a line.
  var endsWithMessage: Bool {
    guard let last = prefix.parts.last, last.isHole else { return false }
    return prefix.holes[Int(last.hole)].target == .message
  }

  /// The holes of what any line of the shape tells.
  var holes: [Template.Hole] { keys.flatMap(\.template.holes) + prefix.holes }
}

/// What a key of a line must hold, and what its holes fill.
struct KeyTemplate: Sendable {
  /// The slot of the key in `LineValues`.
  let slot: Int
  let template: Template
}
