/// Explores the tutorial in the very order of FizzBee, so that its counts can be compared.
///
/// FizzBee's states remember neither how often actions were begun nor the arguments of calls, so that which states it finds depends
/// on the order of its queue; they do remember which thread ran last. None of this is Raft's: see `Documentation/Tutorial.md`.
public struct TutorialExploration {
  /// What FizzBee says of an exploration.
  public struct Counts: Hashable, Sendable {
    /// All states, those inside a step at which a parallel loop chooses among them.
    public var nodes = 0
    /// Those at which an action can be interrupted.
    public var uniqueStates = 0
    public var links = 0
    /// How many links the farthest state is from the first.
    public var depth = 0

    public init(nodes: Int = 0, uniqueStates: Int = 0, links: Int = 0, depth: Int = 0) {
      self.nodes = nodes
      self.uniqueStates = uniqueStates
      self.links = links
      self.depth = depth
    }
  }

  let model: TutorialModel
  var nodes: [Node] = []
  private var visited: [[UInt8]: Int] = [:]
  private var queue: [Int] = []
  /// States inside a step, which go on before the queue does.
  private var unfinished: [Int] = []
  /// Ends the exploration at the first step for which it holds, of which it is given the states before and after.
  private let stops: ((TutorialState, TutorialState) -> Bool)?
  /// The state at which it ended.
  private(set) var stoppedAt: Int?

  /// A state on its way through the exploration.
  struct Node {
    enum Kind {
      case yield
      case crash
      case other
    }

    var state: TutorialState
    /// The node that this one was made from.
    var parent: Int?
    var kind = Kind.other
    /// FizzBee's `Enabled`: whether a statement changed anything.
    var isEnabled = false
    /// Whether it goes on a thread that was interrupted, which counts as a change.
    var makesProgress = false
    /// Whether it turned out to be another node, or not to be possible.
    var isGone = false
    var links: [Int] = []

    init(state: TutorialState, parent: Int?) {
      self.state = state
      self.parent = parent
    }
  }

  /// Explores all that the bounds allow.
  ///
  /// - Parameter stops: ends the exploration at the first step for which it holds, given the states before and after.
  public init(_ model: TutorialModel, until stops: ((TutorialState, TutorialState) -> Bool)? = nil) {
    self.model = model
    self.stops = stops
    explore()
  }

  /// How many different states were met, those that the end of the exploration left without a link too.
  public var visitedCount: Int { visited.count }

  private mutating func explore() {
    var first = Node(state: TutorialState(), parent: nil)
    first.isEnabled = true
    nodes = [first]
    visited[key(of: 0)] = 0
    publish(0)
    nodes[0].kind = .yield
    if model.bounds.crashes { crashServers(of: 0, except: []) }
    var next = 0
    while next < queue.count, stoppedAt == nil {
      expand(queue[next])
      next += 1
    }
  }

  private func key(of node: Int) -> [UInt8] { nodes[node].state.fizzBeeKey }

  private mutating func expand(_ node: Int) {
    var node = node
    unfinished = []
    var next = 0
    while stoppedAt == nil {
      process(node)
      let after = nodes[node]
      if model.bounds.crashes, !after.isGone, after.isEnabled, after.kind != .other, stoppedAt == nil {
        crashServers(of: node, except: after.state.waitingServers)
      }
      guard next < unfinished.count else { return }
      node = unfinished[next]
      next += 1
    }
  }

  private mutating func process(_ node: Int) {
    let slot = Int(nodes[node].state.current)
    var machine = TutorialMachine(
      program: model.program, state: nodes[node].state, slot: slot, keepsHistory: model.keepsHistory)
    let outcome = machine.run()
    nodes[node].state = machine.state
    if machine.hasAssigned { enable(node) }
    if nodes[node].makesProgress { nodes[node].isEnabled = true }
    switch outcome {
    case .isNotEnabled: nodes[node].isGone = true
    case .interrupted where !nodes[node].isEnabled: break
    case .interrupted: meet(node, isYield: true)
    case .choosesIteration: meet(node, isYield: false)
    }
  }

  /// Marks a node as changed, and those that it was made from in the middle of a step.
  private mutating func enable(_ node: Int) {
    nodes[node].isEnabled = true
    var parent = nodes[node].parent
    while let index = parent, nodes[index].state.runningCount > 0, !nodes[index].isEnabled {
      nodes[index].isEnabled = true
      parent = nodes[index].parent
    }
  }

  private mutating func meet(_ node: Int, isYield: Bool) {
    if let stops, let parent = nodes[node].parent, stops(nodes[parent].state, nodes[node].state) {
      stoppedAt = node
      return
    }
    let key = key(of: node)
    if let other = visited[key], nodes[other].isEnabled || !nodes[node].isEnabled {
      if isYield, nodes[other].kind == .crash { endThread(of: other) }
      merge(node, into: other, isYield: isYield)
      return
    }
    visited[key] = node
    attach(node)
    guard isYield else {
      choose(node)
      return
    }
    publish(node)
    nodes[node].kind = .yield
    endThread(of: node)
  }

  private mutating func attach(_ node: Int) {
    if let parent = nodes[node].parent { nodes[parent].links.append(node) }
  }

  private mutating func merge(_ node: Int, into other: Int, isYield: Bool) {
    guard !isYield || nodes[node].isEnabled else { return }
    if nodes[node].kind != .crash, nodes[other].kind == .crash {
      nodes[other].kind = isYield ? .yield : nodes[node].kind
    }
    if let parent = nodes[node].parent { nodes[parent].links.append(other) }
    nodes[node].isGone = true
  }

  private mutating func choose(_ node: Int) {
    let range = nodes[node].state.threads[Int(nodes[node].state.current)].caller.range
    for item in 0..<TutorialState.serverCount where range & 1 << UInt8(item) != 0 {
      var machine = TutorialMachine(
        program: model.program, state: nodes[node].state, slot: Int(nodes[node].state.current),
        keepsHistory: model.keepsHistory)
      machine.choose(item)
      unfinished.append(nodes.count)
      nodes.append(Node(state: machine.state, parent: node))
    }
  }

  /// Puts what can follow into the queue: first the threads, then the actions of each server.
  private mutating func publish(_ node: Int) {
    let state = nodes[node].state
    for slot in 0..<TutorialState.threadMaximum where state.threads[slot].isRunning {
      var child = Node(state: state, parent: node)
      child.state.current = UInt8(slot)
      child.kind = nodes[node].kind
      child.makesProgress = true
      add(child)
    }
    guard state.runningCount < model.bounds.concurrentMaximum else { return }
    for server in 0..<TutorialState.serverCount {
      for (action, first) in model.program.actions where model.mayBegin(action, at: server, in: state) {
        add(Node(state: model.begin(action, first, at: server, in: state), parent: node))
      }
    }
  }

  private mutating func add(_ node: Node) {
    queue.append(nodes.count)
    nodes.append(node)
  }
}

/// Crashes, in FizzBee's order.
extension TutorialExploration {
  /// Ends the thread that ran last.
  private mutating func endThread(of node: Int) {
    guard model.bounds.crashes, nodes[node].state.runningCount > 0 else { return }
    var child = Node(state: nodes[node].state, parent: node)
    child.state.end(slot: Int(child.state.current))
    _ = addCrash(child)
  }

  /// Crashes servers one after another; one that crashed may do so again, which changes nothing.
  private mutating func crashServers(of node: Int, except waiting: [Int]) {
    for server in 0..<TutorialState.serverCount where !waiting.contains(server) {
      var child = Node(state: nodes[node].state, parent: node)
      child.state.crash(server: server)
      if let crashed = addCrash(child) { crashServers(of: crashed, except: []) }
    }
  }

  /// - Returns: nil if the state was met before.
  private mutating func addCrash(_ child: Node) -> Int? {
    let index = nodes.count
    nodes.append(child)
    nodes[index].kind = .crash
    nodes[index].isEnabled = true
    let key = key(of: index)
    if let other = visited[key] {
      merge(index, into: other, isYield: true)
      return nil
    }
    attach(index)
    visited[key] = index
    publish(index)
    return index
  }
}
