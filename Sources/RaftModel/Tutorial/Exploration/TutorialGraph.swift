/// The states that FizzBee writes of an exploration, nearest first, and the links between them.
public struct TutorialGraph: Sendable {
  /// In the order of FizzBee's files, so that a state's position is its number there.
  public internal(set) var states: [TutorialState] = []
  /// From and to, in the order of FizzBee's files; a state without a successor has a link to itself, which FizzBee calls `end`.
  public internal(set) var links: [Link] = []
  public internal(set) var counts = TutorialExploration.Counts()

  public struct Link: Hashable, Sendable {
    public var source: Int
    public var destination: Int

    public init(source: Int, destination: Int) {
      self.source = source
      self.destination = destination
    }
  }
}

extension TutorialExploration {
  /// What FizzBee prints and writes.
  ///
  /// Of the states met, those that a change led to and from which a thread can be interrupted again.
  public var graph: TutorialGraph {
    let leadsOn = nodesThatLeadOn
    var graph = TutorialGraph()
    var numbers: [Int?] = Array(repeating: nil, count: nodes.count)
    var depths = [0]
    var found = [0]
    numbers[0] = 0
    while graph.states.count < found.count {
      let number = graph.states.count
      let node = nodes[found[number]]
      graph.states.append(node.state)
      graph.counts.uniqueStates += node.kind == .yield ? 1 : 0
      let links = node.links.filter { nodes[$0].isEnabled && leadsOn[$0] }
      for link in links where numbers[link] == nil {
        numbers[link] = found.count
        depths.append(depths[number] + 1)
        found.append(link)
      }
      let destinations = links.isEmpty ? [number] : links.compactMap { numbers[$0] }
      graph.links += destinations.map { TutorialGraph.Link(source: number, destination: $0) }
    }
    graph.counts.nodes = graph.states.count
    graph.counts.links = graph.links.count
    graph.counts.depth = depths.last ?? 0
    return graph
  }

  public var counts: Counts { graph.counts }

  /// Of each node, whether it is a state in which an action can be interrupted or has such a one behind it.
  private var nodesThatLeadOn: [Bool] {
    var leadsOn = nodes.map { $0.kind != .other }
    var isChanged = true
    while isChanged {
      isChanged = false
      for index in nodes.indices.reversed() where !leadsOn[index] {
        if nodes[index].links.contains(where: { leadsOn[$0] }) {
          leadsOn[index] = true
          isChanged = true
        }
      }
    }
    return leadsOn
  }
}
