extension TutorialExploration {
  /// What FizzBee prints and writes.
  ///
  /// Of the states met, those that a change led to and from which a thread can be interrupted again. A state without a
  /// successor has a link to itself, which FizzBee writes as `end`.
  public var counts: Counts {
    let leadsOn = nodesThatLeadOn
    var depths: [Int?] = Array(repeating: nil, count: nodes.count)
    depths[0] = 0
    var found = [0]
    var counts = Counts()
    while counts.nodes < found.count {
      let index = found[counts.nodes]
      let depth = depths[index] ?? 0
      let links = nodes[index].links.filter { nodes[$0].isEnabled && leadsOn[$0] }
      counts.nodes += 1
      counts.uniqueStates += nodes[index].kind == .yield ? 1 : 0
      counts.links += max(1, links.count)
      counts.depth = max(counts.depth, depth)
      for link in links where depths[link] == nil {
        depths[link] = depth + 1
        found.append(link)
      }
    }
    return counts
  }

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

  /// The states from the first one to that at which the exploration ended; empty if it did not.
  public var pathToStop: [TutorialState] {
    var path: [TutorialState] = []
    var next = stoppedAt
    while let index = next {
      path.append(nodes[index].state)
      next = nodes[index].parent
    }
    return path.reversed()
  }
}
