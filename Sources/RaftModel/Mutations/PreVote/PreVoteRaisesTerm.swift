import TraceFormat

/// A server adopts the term of a pre-vote, in which nobody campaigns yet.
///
/// Dissertation §9.6.
///
/// The term rises without need, which pre-votes are meant to prevent; no harm is done.
public struct PreVoteRaisesTerm: Mutation {
  public static let description = MutationDescription(
    rule: "a pre-vote changes no term",
    reference: "dissertation §9.6",
    bounds: {
      $0.termMaximum = 2
      $0.logLengthMaximum = 1
      $0.restartMaximum = 0
    },
    expected: [.init("PreVotePure")])

  public var options = ModelOptions { $0.hasPreVote = true }

  public init() {}

  public func adoptsTerm(of packet: Packet) -> Bool { true }
}
