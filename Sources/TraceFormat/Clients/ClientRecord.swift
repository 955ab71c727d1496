/// One record of a client's history as it was written: a call, a return, or an operation whole.
struct ClientRecord {
  /// What the record tells of an operation.
  enum Part: Hashable {
    case call
    case answer(ClientOperation.Outcome)
    /// Call and return in one line; the moments are by one clock, and only their order is used.
    case whole(called: Int64, returned: Int64?, ClientOperation.Outcome)
  }

  var part: Part
  var client: NameID
  var action: Observed<ClientOperation.Action> = .unknown
  var key: Observed<NameID> = .unknown
  var value = ClientValue.nothing
  var expected: ClientValue?
  var index: Observed<LogIndex> = .unknown
  var group = TraceSymbols.defaultGroup
  var calledAt: Observed<WallTime> = .unknown
  var returnedAt: Observed<WallTime> = .unknown
  var position: SourcePosition
}

/// A value that a client wrote or read; equal texts of one file are equal values.
enum ClientValue: Hashable {
  /// `nil` or `null`: the key is not there, or the value is not known yet.
  case nothing
  case single(Text)
  /// Two values in brackets: a key with its value, or the old and the new value of a compare-and-swap.
  indirect case pair(Text, ClientValue, ClientValue)

  /// A value's text: its digest and, for reports, its name.
  struct Text: Hashable {
    var digest: PayloadHash
    var name: NameID

    init(_ bytes: Span<UInt8>, _ symbols: TraceSymbols) {
      digest = PayloadHash(of: bytes)
      name =
        bytes.count <= Self.lengthMaximum
        ? symbols.name(bytes) : symbols.name(bytes.extracting(0..<Self.lengthMaximum))
    }

    /// Longer values are cut for reports.
    private static let lengthMaximum = 40
  }

  /// The digest of what stands for no value.
  static let nothingDigest = PayloadHash(0)

  var digest: PayloadHash {
    switch self {
    case .nothing: Self.nothingDigest
    case .single(let text), .pair(let text, _, _): text.digest
    }
  }

  var name: NameID? {
    switch self {
    case .nothing: nil
    case .single(let text), .pair(let text, _, _): text.name
    }
  }

  var isNothing: Bool { self == .nothing }
}
