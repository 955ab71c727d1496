#if Graphviz

  /// The largest graph a caller is ready to wait for.
  ///
  /// A layout cannot be cancelled. Graphs with 1.8 edges a node take `dot` 0.4 s at 500 nodes, 1.4 s at 1,000 and 22 s
  /// at 2,000; edge labels make that twenty times slower. `sfdp` takes 6 s at 5,000.
  public struct GraphLimit: Hashable, Sendable {
    /// The largest number of nodes admitted.
    public var nodes: Int

    /// The largest number of edges admitted.
    public var edges: Int

    /// Limits what is named and admits any number of the other.
    public init(nodes: Int = .max, edges: Int = .max) {
      self.nodes = nodes
      self.edges = edges
    }

    /// No limit at all.
    public static let none = GraphLimit()

    func admits(_ size: GraphSize) -> Bool {
      size.nodes <= nodes && size.edges <= edges
    }

    func sentence(about size: GraphSize) -> String {
      size.nodes > nodes
        ? "\(size.nodes) nodes are more than the limit \(nodes)"
        : "\(size.edges) edges are more than the limit \(edges)"
    }
  }

#endif
