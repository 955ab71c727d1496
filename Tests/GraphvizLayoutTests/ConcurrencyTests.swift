#if Graphviz

  import Testing

  import GraphvizLayout

  @Suite struct ConcurrencyTests {
    @Test("200 calls from as many tasks give each its own picture")
    func manyTasks() async throws {
      let expected = try (0..<4).map { try Self.render($0) }

      let results = await withTaskGroup { group in
        for index in 0..<200 {
          group.addTask { (index, try? Self.render(index % 4)) }
        }
        return await group.reduce(into: [(Int, Picture?)]()) { $0.append($1) }
      }

      #expect(results.count == 200)
      #expect(results.allSatisfy { index, picture in picture == expected[index % 4] })
    }

    @Test("Errors among concurrent calls reach only their own caller")
    func errorsAmongTasks() async {
      let results = await withTaskGroup { group in
        for index in 0..<100 {
          group.addTask { (index, (try? Self.render(index % 4, ending: index % 2 == 0 ? "" : "}")) != nil) }
        }
        return await group.reduce(into: [(Int, Bool)]()) { $0.append($1) }
      }

      #expect(results.allSatisfy { index, succeeded in succeeded == (index % 2 == 0) })
    }

    private static func render(_ kind: Int, ending: String = "") throws(GraphvizError) -> Picture {
      let format = PictureFormat.allCases[kind]
      let dot = "digraph g\(kind) { subgraph cluster_0 { a -> b } b -> c [label=<<b>x</b>>] }"
      return try GraphvizLayout.render(dot: dot + ending, as: format)
    }
  }

#endif
