#if Graphviz

  import Testing

  import GraphvizLayout

  /// Every test here ends with a picture of another graph: an error must not outlive its call.
  @Suite struct RefusalTests {
    @Test("A syntax error comes in Graphviz's own words, with the line counted from this text")
    func syntaxError() throws {
      for _ in 0..<2 {
        #expect(throws: GraphvizError.reported("syntax error in line 2 near ']'")) {
          try GraphvizLayout.render(dot: "digraph g {\n a ] }", as: .svg)
        }
        try expectNextWorks()
      }
    }

    @Test(
      "An unfinished text is an error",
      arguments: [
        "digraph g { a -> ", "digraph g { a [label=\"x", "digraph g { a [label=<b<", "digraph g { a /* b }",
        "digraph g { a [label=\"x\\",
      ])
    func unfinished(dot: String) throws {
      let error = #expect(throws: GraphvizError.self) { try GraphvizLayout.render(dot: dot, as: .svg) }
      #expect("\(try #require(error))".hasPrefix("Graphviz: syntax error in line 1"))
      try expectNextWorks()
    }

    @Test("A bad HTML-like label is an error although Graphviz draws the graph without it")
    func badLabel() throws {
      let error = #expect(throws: GraphvizError.self) {
        try GraphvizLayout.render(dot: "digraph g { a [label=<<b>x</i>>] }", as: .svg)
      }
      #expect("\(try #require(error))".contains("mismatched tag"))
      try expectNextWorks()
    }

    @Test(
      "What follows the graph is an error and is not the beginning of the next one",
      arguments: [
        ("digraph g { a } }", "Graphviz: after the graph: syntax error in line 1 near '}'"),
        ("digraph g { a } digraph h { b }", "the DOT text holds more than one graph"),
        ("digraph g { a } digraph h { b", "Graphviz: after the graph: syntax error in line 1"),
        ("digraph g { a } /* x", "the DOT text ends within a comment or string"),
        ("digraph g { a } \"x", "the DOT text ends within a comment or string"),
        ("digraph g { a } <x<y<z\"/*", "the DOT text ends within a comment or string"),
        ("/* x", "the DOT text ends within a comment or string"),
      ])
    func trailing(dot: String, sentence: String) throws {
      let error = #expect(throws: GraphvizError.self) { try GraphvizLayout.render(dot: dot, as: .svg) }
      #expect("\(try #require(error))" == sentence)
      try expectNextWorks()
    }

    @Test("A comment or line end after the graph is no error")
    func trailingComment() throws {
      #expect(throws: Never.self) {
        try GraphvizLayout.render(dot: "digraph g { a }\n// done\n/* really */\n", as: .svg)
      }
    }

    @Test("A text without a graph is an error", arguments: ["", " \n", "// nothing\n", "/* nothing */"])
    func empty(dot: String) throws {
      #expect(throws: GraphvizError.unusableText("the DOT text holds no graph")) {
        try GraphvizLayout.render(dot: dot, as: .svg)
      }
      try expectNextWorks()
    }

    @Test(
      "A graph without a name is refused, as Graphviz would number it",
      arguments: ["digraph { a }", "graph {}"])
    func nameless(dot: String) throws {
      #expect(throws: GraphvizError.unusableText("the graph has no name; write `digraph name {`")) {
        try GraphvizLayout.render(dot: dot, as: .svg)
      }
      try expectNextWorks()
    }

    @Test(
      "A control character is refused with its line",
      arguments: [(0, "U+0000"), (1, "U+0001"), (0x1B, "U+001B"), (0xFFFF, "U+FFFF")] as [(UInt32, String)])
    func control(value: UInt32, code: String) throws {
      let character = Character(try #require(Unicode.Scalar(value)))

      #expect(
        throws: GraphvizError.unusableText("line 2 of the DOT text holds the control character \(code)")
      ) {
        try GraphvizLayout.render(dot: "digraph g {\n\ta [label=\"\(character)\"] }\r\n", as: .svg)
      }
    }

    @Test("A graph over the limit is refused, one at the limit is drawn")
    func limit() throws {
      let dot = "digraph g { a -> b -> c -> a }"

      #expect(try GraphvizLayout.size(ofDOT: dot) == GraphSize(nodes: 3, edges: 3))
      #expect(throws: Never.self) {
        try GraphvizLayout.render(dot: dot, as: .svg, limit: GraphLimit(nodes: 3, edges: 3))
      }
      let nodes = #expect(throws: GraphvizError.self) {
        try GraphvizLayout.render(dot: dot, as: .svg, limit: GraphLimit(nodes: 2))
      }
      let edges = #expect(throws: GraphvizError.self) {
        try GraphvizLayout.render(dot: dot, as: .svg, limit: GraphLimit(edges: 2))
      }
      #expect("\(try #require(nodes))" == "3 nodes are more than the limit 2")
      #expect("\(try #require(edges))" == "3 edges are more than the limit 2")
      try expectNextWorks()
    }

    private func expectNextWorks() throws {
      let svg = try GraphvizLayout.render(dot: "digraph next { after }", as: .svg).bytes
      #expect(String(decoding: svg, as: UTF8.self).contains("<title>after</title>"))
    }
  }

#endif
