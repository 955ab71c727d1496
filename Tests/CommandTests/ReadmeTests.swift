import RaftTraceTestSupport
import Testing

@Suite("The README tells the truth", .serialized)
struct ReadmeTests {
  @Test("Its commands print what it shows; a line … stands for any number of lines")
  func consoleBlocks() throws {
    let blocks = try Self.blocks(in: PackageFile.text("README.md"))
    #expect(!blocks.isEmpty)
    for block in blocks {
      let outcome = try Sandbox().run(block.command)
      #expect(Self.fits(outcome.output, block.output), "$ \(block.command)\n\(outcome.output)")
    }
  }

  private struct Block {
    var command: String
    var output: String
  }

  /// The console blocks that begin with a command.
  private static func blocks(in text: String) throws -> [Block] {
    text.components(separatedBy: "```console\n").dropFirst().compactMap { piece in
      let block = piece.components(separatedBy: "```")[0]
      guard block.hasPrefix("$ raft-trace") else { return nil }
      var lines = block.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      var command = String(lines.removeFirst().dropFirst(2))
      while command.hasSuffix("\\") { command = command.dropLast() + lines.removeFirst() }
      return Block(command: command, output: lines.joined(separator: "\n"))
    }
  }

  /// Whether the pieces between the lines … occur in the output, in order, the first at its start and the last at its end.
  private static func fits(_ output: String, _ shown: String) -> Bool {
    let pieces = ("\n" + shown).components(separatedBy: "\n…\n")
    var rest = Substring("\n" + output)
    guard rest.hasPrefix(pieces[0]), rest.hasSuffix(pieces[pieces.count - 1]) else { return false }
    for piece in pieces {
      guard let range = rest.firstRange(of: piece) else { return false }
      rest = rest[range.upperBound...]
    }
    return true
  }
}

extension String {
  fileprivate func components(separatedBy separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}
