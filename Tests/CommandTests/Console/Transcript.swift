import Foundation
import RaftTraceTestSupport
import Testing

/// Commands with what they write and how they end, kept in a file that `RECORD=1` writes anew.
///
/// A command is a line that begins with `$ `; then come standard output, standard error behind `! `, and the exit status.
/// What stands between an exit status and the next command is a comment.
struct Transcript {
  private enum Part {
    case comment(String)
    case command(String)
  }

  private static let status = "exit status "
  private var parts: [Part] = []

  init(_ text: String) {
    var isOutput = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("$ ") {
        parts.append(.command(String(line.dropFirst(2))))
        isOutput = true
      } else if isOutput {
        isOutput = !line.hasPrefix(Self.status)
      } else {
        parts.append(.comment(line))
      }
    }
  }

  /// The same commands, with what they do now.
  func replayed(in sandbox: Sandbox) throws -> String {
    try parts.map { part in
      switch part {
      case .comment(let line): line
      case .command(let command): "$ \(command)\n" + Self.text(of: try sandbox.run(command))
      }
    }.joined(separator: "\n")
  }

  private static func text(of outcome: Sandbox.Outcome) -> String {
    let errors = outcome.errors.split(separator: "\n").map { "! \($0)\n" }.joined()
    let isOpen = !outcome.output.isEmpty && !outcome.output.hasSuffix("\n")
    return outcome.output + (isOpen ? "\n" : "") + errors + "\(status)\(outcome.status)"
  }
}

/// Expects that the commands of a file of the package do what the file says.
///
/// - Parameter command: the command to begin with where the file is missing; it is then written, and fails once.
func expectTranscript(
  _ path: String, beginningWith command: String = "", at location: SourceLocation = #_sourceLocation
) throws {
  let file = "\(PackageFile.root)/\(path)"
  let recorded = try? String(contentsOfFile: file, encoding: .utf8)
  let replayed = try Transcript(recorded ?? "$ \(command)\n\n").replayed(in: Sandbox())
  let isRecording = ProcessInfo.processInfo.environment["RECORD"] == "1"
  if isRecording || recorded == nil { try replayed.write(toFile: file, atomically: true, encoding: .utf8) }
  if isRecording { return }
  #expect(replayed == recorded, "\(path)", sourceLocation: location)
}
