import TraceFormat

/// All that the reader makes of a history of clients.
struct ClientReading {
  let symbols = TraceSymbols()
  var events: [TraceEvent] = []
  var errors: [ReadingError] = []

  init(_ text: String, _ syntax: ClientHistoryReader.Syntax) { self.init(Array(text.utf8), syntax) }

  init(_ bytes: [UInt8], _ syntax: ClientHistoryReader.Syntax) {
    let source = ByteSource(bytes: bytes, name: "h")
    var reader = ClientHistoryReader(LineReader(source), symbols: symbols, syntax: syntax)
    var isOpen = true
    while isOpen {
      do throws(ReadingError) {
        isOpen = try reader.read(into: &events)
      } catch {
        errors.append(error)
      }
    }
  }

  /// Each event as `line: client verb key=value outcome @index`.
  var story: [String] { events.map(tell) }

  private func tell(_ event: TraceEvent) -> String {
    switch event.kind {
    case .clientCalled(let operation): "\(event.position.line): \(words(operation, "calls"))"
    case .clientReturned(let operation): "\(event.position.line): \(words(operation, "gets"))"
    default: "something else"
    }
  }

  private func words(_ operation: ClientOperation, _ verb: String) -> String {
    let value =
      operation.value == .known(PayloadHash(0)) ? "nothing" : operation.shownValue.value.map { symbols[$0] }
    let parts: [String?] = [
      symbols[operation.client], verb, operation.action.value.map { "\($0)" } ?? "?",
      operation.key.value.map { symbols[$0] }, value, operation.outcome.value.map { "\($0)" },
      operation.index.value.map { "@\($0)" },
    ]
    return parts.compactMap { $0 }.joined(separator: " ")
  }
}
