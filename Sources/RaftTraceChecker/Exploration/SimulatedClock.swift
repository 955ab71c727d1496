import RaftModel
public import TraceFormat

/// The clocks of simulated servers: plausible, wrong by a fixed amount each, and for display only.
///
/// A generator of their own makes them, so that a simulation takes the same steps whatever its clocks show.
public struct SimulatedClock: Sendable {
  private var random: SplitMix64
  private var elapsed: Int64 = 0
  private var offsets: [Int64] = []

  /// 2024-01-01T00:00:00Z, in nanoseconds since 1970.
  private static let beginning: Int64 = 1_704_067_200_000_000_000
  private static let millisecond: Int64 = 1_000_000

  /// - Parameter skewMaximum: the most by which a clock is ahead or behind, in milliseconds.
  public init(seed: UInt64, serverCount: Int, skewMaximum: Int) {
    random = SplitMix64(seed: ~seed)
    for _ in 0..<serverCount {
      offsets.append(Int64(random.below(2 * skewMaximum + 1) - skewMaximum) * Self.millisecond)
    }
  }

  /// Time goes on by 1 to 20 milliseconds.
  public mutating func advance() { elapsed += Int64(1 + random.below(20)) * Self.millisecond }

  /// What a server's clock shows.
  public func time(at server: ServerID) -> WallTime {
    WallTime(nanoseconds: Self.beginning + elapsed + offsets[Int(server.rawValue)])
  }
}
