import TraceFormat

/// The messages that were sent, as long as they are few enough to be kept.
struct SentMessages {
  /// How many different messages are kept; of more, none is missed any more.
  private static let messageMaximum = 1 << 15

  private var messages: Set<Message> = []
  private var hasForgotten = false

  mutating func note(_ message: Message) {
    if hasForgotten { return }
    messages.insert(message)
    if messages.count > Self.messageMaximum {
      messages = []
      hasForgotten = true
    }
  }

  /// Whether a message was sent; nil where that is not known any more.
  func contains(_ message: Message) -> Bool? { hasForgotten ? nil : messages.contains(message) }
}
