#if Graphviz

  /// How many nodes and edges a graph has.
  public struct GraphSize: Hashable, Sendable, CustomStringConvertible {
    /// Nodes of the whole graph, those in clusters included.
    public var nodes: Int

    /// Edges of the whole graph; parallel ones count each.
    public var edges: Int

    /// Takes the two counts as they are.
    public init(nodes: Int, edges: Int) {
      self.nodes = nodes
      self.edges = edges
    }

    /// Both counts in words.
    public var description: String { "\(nodes) nodes, \(edges) edges" }
  }

#endif
