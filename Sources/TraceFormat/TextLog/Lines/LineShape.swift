/// How the lines of a log are laid out: where the message stands, and what else a line tells.
struct LineShape: Sendable {
  enum Layout: Sendable {
    /// One JSON object a line; the slot of the key with the message.
    case json(message: Int)
    /// Pairs `key=value`; the slot of the key with the message.
    case logfmt(message: Int)
    /// A template with holes, one of them `{message}`.
    case text(prefix: Template)
  }

  let layout: Layout
  /// What keys tell of any line, as its time, where a line has them.
  let keys: [KeyTemplate]
}

/// What a key of a line must hold, and what its holes fill.
struct KeyTemplate: Sendable {
  /// The slot of the key in `LineValues`.
  let slot: Int
  let template: Template
}
