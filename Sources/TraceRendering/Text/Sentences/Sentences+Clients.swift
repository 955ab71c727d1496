import TraceFormat

extension Sentences {
  /// Says what a client asks, with the client first.
  func asks(_ operation: ClientOperation) -> String {
    let client = "client \(phrase(operation.client))"
    return switch operation.action.value {
    case .read: "\(client) asks for \(object(operation))"
    case .write: "\(client) asks to write \(value(operation)) to \(object(operation))"
    case .compareAndSwap: "\(client) asks to swap \(value(operation)) into \(object(operation))"
    case nil: "\(client) asks"
    }
  }

  /// Says how a client is answered, with the client first.
  func isAnswered(_ operation: ClientOperation) -> String {
    let client = "client \(phrase(operation.client))"
    let place = operation.index.value.map { " at index \($0)" } ?? ""
    return switch operation.action.value {
    case .read: "\(client) reads \(value(operation)) from \(object(operation))" + place
    case .write: "\(client)'s write of \(value(operation)) to \(object(operation)) is acknowledged" + place
    case .compareAndSwap:
      "\(client)'s swap of \(value(operation)) into \(object(operation)) is acknowledged" + place
    case nil: "\(client) is answered" + place
    }
  }

  /// A name from a client's history, safe to print.
  func phrase(_ name: NameID) -> String { VisibleText.name(symbols[name]) }

  private func object(_ operation: ClientOperation) -> String {
    operation.key.value.map { phrase($0) } ?? "the register"
  }

  private func value(_ operation: ClientOperation) -> String {
    if let name = operation.shownValue.value { return phrase(name) }
    return operation.value.value.map { $0 == PayloadHash(0) ? "nothing" : "a value of hash \($0)" } ?? "a value"
  }
}
