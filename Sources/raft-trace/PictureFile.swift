import ArgumentParser
import TraceFormat
import TraceRendering

#if Graphviz
  import GraphvizLayout
#endif

/// The kinds of picture files, by the ending of their names.
enum PictureFile: String, CaseIterable, ExpressibleByArgument {
  case svg
  case png
  case pdf
  case dot
  case mmd

  var picture: PictureKind { self == .mmd ? .sequenceDiagram : .stateGraph }

  /// Draws the events and writes the file.
  func write(_ selection: EventSelection, symbols: TraceSymbols, to path: String) throws {
    try Console.write(try bytes(selection, symbols), toFile: path)
  }

  /// Draws a graph in the DOT language and writes the file.
  func write(dot: String, to path: String) throws {
    try Console.write(self == .dot ? Array(dot.utf8) : try layOut(dot), toFile: path)
  }

  private func bytes(_ selection: EventSelection, _ symbols: TraceSymbols) throws -> [UInt8] {
    switch self {
    case .mmd: Array(SequenceDiagram(selection, symbols: symbols).mermaid().utf8)
    case .dot: Array(StateGraph(selection, symbols: symbols).dot().utf8)
    case .svg, .png, .pdf: try layOut(StateGraph(selection, symbols: symbols).dot())
    }
  }

  #if Graphviz
    /// More states than this take `dot` too long, and no reader follows them.
    private static let nodeMaximum = 500

    private func layOut(_ dot: String) throws -> [UInt8] {
      guard let format = PictureFormat(rawValue: rawValue) else { return [] }
      do throws(GraphvizError) {
        return try GraphvizLayout.render(dot: dot, as: format, limit: GraphLimit(nodes: Self.nodeMaximum))
          .bytes
      } catch {
        throw Console.fail("\(error)", .internalError)
      }
    }
  #else
    private func layOut(_ dot: String) throws -> [UInt8] {
      throw Console.fail(
        "this raft-trace was built without Graphviz; -o file.dot and -o file.mmd work", .usage)
    }
  #endif
}
