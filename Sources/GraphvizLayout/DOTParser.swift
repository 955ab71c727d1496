#if Graphviz

  import CGraphviz

  /// Graphviz's parser of DOT, which remembers across calls what it should not.
  ///
  /// Its scanner keeps the text after a graph, and stays within a comment or string that was left open there: without
  /// care every later call of the process fails, some of them without a message.
  struct DOTParser {
    /// What Graphviz remarked while reading.
    private(set) var warnings: [String] = []

    /// Reads exactly one named graph; the caller closes it.
    mutating func parse(_ dot: String) throws(GraphvizError) -> UnsafeMutablePointer<Agraph_t> {
      agsetfile(nil)
      let parsed = agmemread(dot)
      let messages = GraphvizMessages.take()
      warnings += messages.warnings
      let failure = messages.failure.map(GraphvizError.reported)
      let leftover = drainScanner(openedBy: dot)

      guard let graph = parsed else {
        throw failure ?? leftover ?? .unusableText("the DOT text holds no graph")
      }
      if let problem = failure ?? leftover ?? nameProblem(of: graph) {
        agclose(graph)
        throw problem
      }
      return graph
    }

    /// Reads away what followed the graph, and says what is wrong with it.
    private func drainScanner(openedBy dot: String) -> GraphvizError? {
      var graphs = 0
      while let another = agmemread("") {
        graphs += 1
        agclose(another)
      }
      let messages = GraphvizMessages.take()
      let wasClosed = closeScanner(openedBy: dot)

      if let failure = messages.failure { return .reported("after the graph: \(failure)") }
      if graphs > 0 { return .unusableText("the DOT text holds more than one graph") }
      return wasClosed ? nil : .unusableText("the DOT text ends within a comment or string")
    }

    /// Brings the scanner back to its initial state; false if it was not in it.
    private func closeScanner(openedBy dot: String) -> Bool {
      if harmlessGraphPasses() { return true }

      let depthMaximum = dot.utf8.count { $0 == UInt8(ascii: "<") }
      let closing = String(repeating: ">", count: depthMaximum + 1) + "\" */ }"
      for _ in 0..<8 {
        if let graph = agmemread(closing) { agclose(graph) }
        if harmlessGraphPasses() { break }
      }
      return false
    }

    private func harmlessGraphPasses() -> Bool {
      defer { _ = GraphvizMessages.take() }
      guard let graph = agmemread("graph harmless {}") else { return false }
      agclose(graph)
      return true
    }

    /// Graphviz numbers graphs without a name through the life of the process, and writes the number into pictures.
    private func nameProblem(of graph: UnsafeMutablePointer<Agraph_t>) -> GraphvizError? {
      guard let name = agnameof(graph), name.pointee == UInt8(ascii: "%") else { return nil }
      return .unusableText("the graph has no name; write `digraph name {`")
    }
  }

#endif
