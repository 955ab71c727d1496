#if Graphviz

  /// A layout algorithm of Graphviz.
  public enum LayoutEngine: String, CaseIterable, Sendable {
    /// Ranks from top to bottom; the time grows steeply above a few hundred nodes.
    case dot

    /// Springs, for small undirected graphs.
    case neato

    /// Springs with clusters.
    case fdp

    /// Springs at several scales: thousands of nodes in seconds, without ranks.
    case sfdp

    /// A circle for each biconnected part.
    case circo

    /// Circles of growing distance around a root.
    case twopi

    /// Rectangles packed by cluster.
    case osage

    /// A tree map of the clusters.
    case patchwork
  }

#endif
