import TraceFormat

/// How far a model is explored: what lies outside is not looked at, and not said to be right.
public struct Bounds: Hashable, Sendable {
  /// The highest term of any server.
  public var termMaximum = 3
  /// The most entries of a log, those in its snapshot included.
  public var logLengthMaximum = 3
  /// The most messages in flight; at most `Network.capacity`.
  public var messageMaximum = 4
  /// The most restarts of servers.
  public var restartMaximum = 1
  /// The most reads that are served.
  public var readMaximum = 1
  /// The most steps from the initial state; nil for no bound.
  public var depthMaximum: Int?
  /// Whether messages can be lost; a message that never arrives needs no loss, unless it fills the network.
  public var losesMessages = false
  public var duplicatesMessages = false
  /// Whether leaders also send heartbeats while entries wait to be sent; otherwise only where there are none.
  public var sendsHeartbeats = false

  public init() {}

  /// Bounds within which three servers have half a million distinct states, so that every state is found in seconds.
  ///
  /// Those of `init()` are wider: within them a search ends with its first violation, or not for hours.
  public static let small: Bounds = {
    var bounds = Bounds()
    bounds.termMaximum = 2
    bounds.logLengthMaximum = 1
    bounds.messageMaximum = 3
    return bounds
  }()

  /// Whether a state lies within the bounds on its size.
  func contain(_ state: ClusterState) -> Bool {
    guard state.messageCount <= messageMaximum, Int(state.history.restartCount) <= restartMaximum,
      Int(state.history.readCount) <= readMaximum
    else { return false }
    for i in 0..<UInt32(state.serverCount) {
      if state[ServerID(i)].currentTerm.rawValue > UInt64(termMaximum) { return false }
      if state[ServerID(i)].log.lastIndex.rawValue > UInt64(logLengthMaximum) { return false }
    }
    return true
  }
}
