import TraceFormat

/// An operation of a client on one register, with the moments between which it took effect.
struct ClientCall: Hashable {
  /// What the operation does to the register.
  enum Effect: Hashable {
    /// nil: the answer did not tell, so it says nothing.
    case read(PayloadHash)
    case write(PayloadHash)
    case swap(from: PayloadHash, to: PayloadHash)
  }

  var effect: Effect
  /// Counted over calls and returns of one file.
  var called: Int
  /// `Int.max` where it is not known when, or whether, it took effect.
  var returned: Int
  var operation: ClientOperation
  var position: SourcePosition

  var isIndefinite: Bool { returned == Int.max }

  /// The value that it writes.
  var written: PayloadHash? {
    switch effect {
    case .read: nil
    case .write(let value), .swap(_, let value): value
    }
  }

  /// The value that it finds.
  var found: PayloadHash? {
    switch effect {
    case .read(let value), .swap(let value, _): value
    case .write: nil
    }
  }
}
