/// A state of the tutorial: its servers, the actions that run, and how many were begun.
///
/// FizzBee's Raft tutorial, three servers. A value of fixed size: copying it is all that exploring costs.
public struct TutorialState: Sendable, BitwiseCopyable {
  /// The tutorial's `NUM_NODES`.
  public static let serverCount = 3
  /// How many actions can run at once.
  public static let threadMaximum = 4

  public internal(set) var servers = InlineArray<3, TutorialServer>(repeating: TutorialServer())
  var threads = InlineArray<4, TutorialThread>(repeating: TutorialThread())
  /// The slot of the thread that ran last, which FizzBee's states remember; of no meaning where none runs.
  var current: UInt8 = 0
  public internal(set) var nextCommand: UInt8 = 0
  /// How often each action was begun, where the bounds limit it.
  var begun = SIMD4<UInt8>()
  public internal(set) var history = TutorialHistory()

  /// The state before anything happened.
  public init() {}

  public var runningCount: Int {
    var count = 0
    for slot in 0..<Self.threadMaximum where threads[slot].isRunning { count += 1 }
    return count
  }

  /// How many runs of an action there are at a server.
  func runningCount(of action: TutorialAction, at server: Int) -> Int {
    var count = 0
    for slot in 0..<Self.threadMaximum where threads[slot].isRunning {
      let thread = threads[slot]
      if thread.action == action, Int(thread.caller.server) == server { count += 1 }
    }
    return count
  }

  /// Puts a thread into the first free slot and makes it the current one.
  mutating func start(_ thread: TutorialThread) {
    var slot = 0
    while threads[slot].isRunning { slot += 1 }
    threads[slot] = thread
    current = UInt8(slot)
  }

  /// Ends the thread of a slot; the first that still runs becomes the current one.
  mutating func end(slot: Int) {
    threads[slot] = TutorialThread()
    for other in 0..<Self.threadMaximum where threads[other].isRunning {
      current = UInt8(other)
      return
    }
  }

  /// Ends all threads and makes one server forget what is not durable.
  ///
  /// FizzBee ends every thread whose current frame is in *any* `Node` when one of them crashes, and here every frame is.
  mutating func crash(server: Int) {
    threads = InlineArray(repeating: TutorialThread())
    servers[server].crash()
  }
}
