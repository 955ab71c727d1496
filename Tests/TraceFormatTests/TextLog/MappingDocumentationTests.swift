import FoundationEssentials
import Testing

@testable import TraceFormat

@Suite struct MappingDocumentationTests {
  /// The blocks between fences, in order, and all of the text.
  private static func document() throws -> (blocks: [String], text: String) {
    let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    let text = try String(contentsOfFile: "/\(root)/Documentation/Mappings.md", encoding: .utf8)
    let pieces = text.split(separator: "```", omittingEmptySubsequences: false)
    let blocks = pieces.enumerated().filter { $0.offset % 2 == 1 }.map { block in
      block.element.split(separator: "\n").dropFirst(block.element.first == "\n" ? 0 : 1).joined(
        separator: "\n")
    }
    return (blocks, text)
  }

  @Test("The example of the documentation gives what the documentation shows")
  func example() throws {
    let blocks = try Self.document().blocks
    try #require(blocks.count >= 3)
    let mapping = try LogMapping(yaml: Array(blocks[1].utf8), file: "kvd.yaml")
    let lines = try TextLogFixtures.lines(blocks[0], mapping)
    #expect(lines.joined(separator: "\n") == blocks[2])
  }

  @Test("The documentation names each field and each type")
  func reference() throws {
    let text = try Self.document().text
    let names =
      MappingField.EventField.allCases.map(\.rawValue) + MappingField.MessageField.allCases.map(\.rawValue)
      + MappingField.StateField.allCases.map(\.rawValue) + HoleType.named.map(\.name)
    for name in names { #expect(text.contains("`\(name)`"), "\(name)") }
  }
}
