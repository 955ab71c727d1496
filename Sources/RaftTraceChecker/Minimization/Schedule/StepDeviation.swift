/// What a step does that Raft's rules do not, in words that mean the same in another run.
public struct StepDeviation: Hashable, Sendable {
  public init() {}
}
