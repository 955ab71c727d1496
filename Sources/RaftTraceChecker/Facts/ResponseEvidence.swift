import TraceFormat

/// What the servers of a group are shown to have answered to one of them, in one term.
///
/// A response that does not say yes or no, or not up to where, may be a yes: it is counted as one.
struct ResponseEvidence {
  private var indices: [ServerID: LogIndex] = [:]

  /// Takes in a yes that covers everything up to an index.
  mutating func note(_ server: ServerID, through index: LogIndex = LogIndex(.max)) {
    indices[server] = max(indices[server] ?? .zero, index)
  }

  /// Takes in all of another evidence.
  mutating func note(_ other: ResponseEvidence) { indices.merge(other.indices, uniquingKeysWith: max) }

  /// Whether a server may have said yes to everything up to an index.
  func maySayYes(_ server: ServerID, through index: LogIndex = LogIndex(.max)) -> Bool {
    indices[server] ?? .zero >= index
  }
}
