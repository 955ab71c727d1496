#if Graphviz

  import CGraphviz
  import Glibc

  /// What Graphviz reported through its error callback.
  ///
  /// The callback gets a message in pieces ("Error", ": ", text, continuation), so they are joined first and cut
  /// again where a line begins a message.
  struct GraphvizMessages {
    private(set) var errors: [String] = []
    private(set) var warnings: [String] = []

    init(text: String) {
      var open = Level.error
      for line in text.split(separator: "\n") {
        if line.hasPrefix("Error: ") {
          open = .error
          errors.append(String(line.dropFirst("Error: ".count)))
        } else if line.hasPrefix("Warning: ") {
          open = .warning
          warnings.append(String(line.dropFirst("Warning: ".count)))
        } else {
          continueMessage(open, with: line)
        }
      }
    }

    /// The errors as one text, or nil when there was none.
    var failure: String? {
      errors.isEmpty ? nil : errors.joined(separator: "\n")
    }

    private enum Level { case error, warning }

    private mutating func continueMessage(_ level: Level, with line: Substring) {
      switch level {
      case .error: Self.extendLast(of: &errors, with: line)
      case .warning: Self.extendLast(of: &warnings, with: line)
      }
    }

    private static func extendLast(of messages: inout [String], with line: Substring) {
      guard let last = messages.indices.last else { return messages.append(String(line)) }
      messages[last] += "\n" + line
    }
  }

  extension GraphvizMessages {
    /// What was reported and not yet taken; touched only under the lock of `GraphvizSession`.
    nonisolated(unsafe) private static var captured: [UInt8] = []

    /// Routes Graphviz's messages here and forgets those of earlier calls.
    static func startCapturing() {
      captured.removeAll()
      rt_capture_messages { piece in
        guard let piece else { return 0 }
        GraphvizMessages.captured += UnsafeRawBufferPointer(start: piece, count: strlen(piece))
        return 0
      }
    }

    /// What was reported since `startCapturing` or the last call.
    static func take() -> GraphvizMessages {
      defer { captured.removeAll() }
      return GraphvizMessages(text: String(decoding: captured, as: UTF8.self))
    }
  }

#endif
