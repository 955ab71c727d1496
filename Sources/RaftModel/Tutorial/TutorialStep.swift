/// A step from one state of the tutorial to the next.
public enum TutorialStep: Hashable, Sendable {
  /// A server begins an action and runs to where it can be interrupted.
  case begin(TutorialAction, server: Int)
  /// An action that was interrupted goes on; a parallel loop with these iterations.
  case resume(TutorialThreadName, iterations: TutorialIterations)
  /// An action ends where it stands, as when a reply is lost.
  case end(TutorialThreadName)
  /// A server crashes, and with it all actions end.
  case crash(server: Int)
}

/// Which action goes on: its slot in the state, and what it is.
public struct TutorialThreadName: Hashable, Sendable {
  public let slot: Int
  public let action: TutorialAction
  /// The server that began it.
  public let server: Int
}

/// The iterations that a parallel loop chose in one step, in order; hardly ever more than one.
public struct TutorialIterations: Hashable, Sendable {
  /// Two bits each, the first one lowest, with a one on top.
  private var bits: UInt8 = 1

  init() {}

  var servers: [Int] {
    stride(from: 0, to: 7 - bits.leadingZeroBitCount, by: 2).map { Int(bits >> UInt8($0)) & 3 }
  }

  func appending(_ server: Int) -> TutorialIterations {
    var longer = self
    let length = UInt8(7 - bits.leadingZeroBitCount)
    longer.bits = bits & ~(1 << length) | UInt8(server) << length | 1 << (length + 2)
    return longer
  }
}

extension TutorialStep: CustomStringConvertible {
  /// In the words of FizzBee's links, and with what goes on.
  public var description: String {
    switch self {
    case .begin(let action, let server): "Node#\(server).\(action.name)"
    case .resume(let thread, let iterations):
      iterations.servers.isEmpty
        ? "\(thread)"
        : "\(thread), iteration \(iterations.servers.map { "Node#\($0)" }.joined(separator: ", "))"
    case .end(let thread): "crash of \(thread)"
    case .crash(let server): "crash-role Node#\(server)"
    }
  }
}

extension TutorialThreadName: CustomStringConvertible {
  public var description: String { "thread-\(slot) (Node#\(server).\(action.name))" }
}
