#if Graphviz

  /// DOT text in, picture out, by the libgraphviz in this process.
  ///
  /// Calls may come from any number of tasks; they wait for each other. A call cannot be cancelled, so give a limit
  /// to a graph of unknown size. Graphviz ends the process on some large graphs with `splines=ortho`: avoid it.
  public enum GraphvizLayout {
    /// Lays out the graph and writes it in `format`; the same text gives the same bytes.
    ///
    /// - Parameters:
    ///   - dot: One graph with a name. Other than tab and line ends it may hold no control character.
    ///   - limit: Refuses a larger graph before its layout starts.
    /// - Throws: Whatever Graphviz calls an error, also where it would have written a picture nevertheless.
    public static func render(
      dot: String, as format: PictureFormat, engine: LayoutEngine = .dot, limit: GraphLimit = .none
    ) throws(GraphvizError) -> Picture {
      try GraphvizSession.run(dot, fonts: format.fonts) { session throws(GraphvizError) in
        guard limit.admits(session.size) else { throw .tooLarge(session.size, limit: limit) }

        try session.layOut(with: engine)
        let bytes = try session.write(format)
        return Picture(
          format: format, bytes: PictureCleanup.clean(bytes, of: format), warnings: session.warnings)
      }
    }

    /// Counts the nodes and edges of a graph without laying it out.
    public static func size(ofDOT dot: String) throws(GraphvizError) -> GraphSize {
      try GraphvizSession.run(dot, fonts: .tables) { $0.size }
    }

    /// Says why the installed Graphviz cannot write `format` after a layout by `engine`, or nil if it can.
    ///
    /// Plugins are found at run time, so that only a trial tells; it takes some milliseconds.
    public static func obstacle(
      to format: PictureFormat, engine: LayoutEngine = .dot
    ) -> GraphvizError? {
      do throws(GraphvizError) {
        _ = try render(dot: "graph trial { a }", as: format, engine: engine)
        return nil
      } catch {
        return error
      }
    }
  }

#endif
