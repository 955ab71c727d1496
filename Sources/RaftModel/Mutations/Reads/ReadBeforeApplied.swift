public import TraceFormat

/// A leader answers a read before its state machine has come to the read's index.
///
/// Dissertation §6.4 step 4.
public struct ReadBeforeApplied: Mutation {
  public static let description = MutationDescription(
    rule: "a read waits until readIndex is applied",
    reference: "dissertation §6.4 step 4",
    bounds: {
      $0.termMaximum = 1
      $0.logLengthMaximum = 1
      $0.messageMaximum = 3
      $0.restartMaximum = 0
    },
    expected: [.init("ReadIndexRule")])

  public var options = ModelOptions {
    $0.hasReads = true
    $0.appliesSeparately = true
  }

  public init() {}

  public func serveRead(_ i: ServerID, in state: inout ClusterState) {
    guard state[i].read.isPending, isReadConfirmed(i, in: state) else { return }

    state[i].read = .none
    state.history.readCount &+= 1
  }
}
