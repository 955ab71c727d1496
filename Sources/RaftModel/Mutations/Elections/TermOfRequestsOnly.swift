import TraceFormat

/// A server adopts the higher term of a request, and overlooks that of a response.
///
/// Raft §5.1 · Figure 2 (All Servers).
///
/// An old leader goes on leading, in vain: no majority answers in its term. No harm is done.
public struct TermOfRequestsOnly: Mutation {
  public static let description = MutationDescription(
    rule: "a higher term in a request or a response is adopted",
    reference: "Raft §5.1 · Figure 2 (All Servers)",
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 1
      $0.restartMaximum = 0
    },
    expected: [.init("HigherTermObeyed")])

  public var options = ModelOptions()

  public init() {}

  public func adoptsTerm(of packet: Packet) -> Bool {
    raft.adoptsTerm(of: packet)
      && packet.kind != .requestVoteResponse && packet.kind != .appendEntriesResponse
  }
}
