#if Graphviz

  import CGraphviz
  import Synchronization

  /// One use of libgraphviz on one graph, alone in the process.
  ///
  /// Parser, error state and identifiers of libgraphviz are global: two threads crash even with a context each.
  /// The graph goes with the session, whichever step failed; contexts are kept by `FontSource`.
  struct GraphvizSession: ~Copyable {
    private static let lock = Mutex(())

    private let fonts: FontSource
    private let context: OpaquePointer
    private let graph: UnsafeMutablePointer<Agraph_t>

    /// What Graphviz remarked so far, in its own words.
    private(set) var warnings: [String] = []

    /// Parses `dot` and hands the graph to `body`, while no other session of this process runs.
    static func run<Result: Sendable>(
      _ dot: String, fonts: FontSource, _ body: (inout GraphvizSession) throws(GraphvizError) -> Result
    ) throws(GraphvizError) -> Result {
      try DOTText.check(dot)
      return try lock.withLock { _ throws(GraphvizError) in
        var session = try GraphvizSession(dot, fonts: fonts)
        return try body(&session)
      }
    }

    private init(_ dot: String, fonts: FontSource) throws(GraphvizError) {
      GraphvizMessages.startCapturing()
      guard let context = fonts.context() else { throw .reported("no context") }

      var parser = DOTParser()
      graph = try parser.parse(dot)
      warnings = parser.warnings
      self.fonts = fonts
      self.context = context
    }

    deinit {
      gvFreeLayout(context, graph)
      agclose(graph)
    }

    var size: GraphSize {
      GraphSize(nodes: Int(agnnodes(graph)), edges: Int(agnedges(graph)))
    }

    mutating func layOut(with engine: LayoutEngine) throws(GraphvizError) {
      let status = gvLayout(context, graph, engine.rawValue)
      guard let words = takeFailure(status) else { return }
      throw words.hasPrefix("Layout type:") ? .cannotLayOut(engine, words) : .reported(words)
    }

    mutating func write(_ format: PictureFormat) throws(GraphvizError) -> [UInt8] {
      var buffer: UnsafeMutablePointer<CChar>?
      var count = 0
      let status = rt_render(context, graph, format.rawValue, &buffer, &count)
      defer { gvFreeRenderData(buffer) }
      if status != 0 { fonts.retireContext() }
      if let words = takeFailure(status) {
        let isUnknown = words.hasPrefix("Format:") || words.hasPrefix("renderer for ")
        throw isUnknown ? .cannotWrite(format, words) : .reported(words)
      }
      return [UInt8](UnsafeRawBufferPointer(start: buffer, count: count))
    }

    /// The errors of the step just made, or nil; keeps its warnings.
    ///
    /// A status of 0 proves nothing: a bad HTML-like label is reported, left out, and 0 returned.
    private mutating func takeFailure(_ status: CInt) -> String? {
      let messages = GraphvizMessages.take()
      warnings += messages.warnings
      return messages.failure ?? (status == 0 ? nil : "failed with status \(status) and no message")
    }
  }

#endif
