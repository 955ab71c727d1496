/// How a simulation goes: its seed, its length, and how often what happens.
///
/// All probabilities are from 0 to 1. What the model's options exclude never happens.
public struct SimulationOptions: Sendable {
  public var seed: UInt64 = 1
  /// The most steps.
  public var stepMaximum = 1000
  /// Whether the first violated invariant ends the simulation.
  public var stopsAtViolation = true

  /// Of a message whose turn it is: that it is lost.
  public var loss = 0.03
  /// Of a message that arrives: that a copy of it stays in flight.
  public var duplication = 0.03
  /// Of a message: that it overtakes older ones.
  public var reordering = 0.2

  /// In each step: that the servers are parted into two sides, while they are not; messages from side to side are lost.
  public var partition = 0.005
  /// In each step: that the two sides are joined again.
  public var healing = 0.02
  /// In each step: that a server crashes and starts again.
  public var restart = 0.005
  /// In each step: that an election timer fires; of a server that hears no leader, ten times as much.
  public var timeout = 0.003

  public var append = 0.1
  public var membershipChange = 0.02
  /// In each step: that a server compacts its log; the fuller the log, the more often.
  public var snapshot = 0.02
  public var read = 0.03
  public var transfer = 0.01
  public var stepDown = 0.003

  /// The most by which a server's clock is ahead or behind, in milliseconds; clocks are for display only.
  public var clockSkewMaximum = 0

  public init() {}
}
