extension TutorialExploration {
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
