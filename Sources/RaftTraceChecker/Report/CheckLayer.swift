/// One of the two ways in which a trace is judged; each finds what the other cannot.
public enum CheckLayer: String, CaseIterable, Hashable, Sendable {
  /// What the lines alone refute: properties of the whole cluster, each with the two facts that clash.
  case facts
  /// The replay of each line against Raft's steps, which finds the first that none of them explains.
  case conformance
}
