import FoundationEssentials

/// A file of directives and of what they are expected to print.
///
/// Paragraphs of a comment (lines that begin with `#`), of directives up to a line `----`, and of their output, which
/// holds no empty line. `RECORD=1` writes the output anew.
public struct ScenarioFile: Sendable {
  /// One paragraph: a comment, or directives with their output.
  public struct Paragraph: Sendable {
    public var line: Int
    public var comment: [String] = []
    public var directives: [String] = []
    public var output: [String] = []

    var text: String {
      var lines = comment + directives
      if !directives.isEmpty { lines += ["----"] + output }
      return lines.map { $0 + "\n" }.joined()
    }
  }

  /// The path from the package's root.
  public let path: String
  public var paragraphs: [Paragraph]

  public init(path: String) throws {
    self.path = path
    paragraphs = Self.parse(try PackageFile.text(path))
  }

  public var text: String { paragraphs.map(\.text).joined(separator: "\n") }

  /// Whether this run of the tests writes outputs anew.
  public static var isRecording: Bool { ProcessInfo.processInfo.environment["RECORD"] == "1" }

  public func write() throws {
    try Data(text.utf8).write(to: URL(filePath: "\(PackageFile.root)/\(path)"))
  }

  /// The scenario files of a folder of the package, sorted.
  public static func paths(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(PackageFile.root)/\(folder)")) ?? []
    return names.filter { $0.hasSuffix(".txt") }.sorted().map { "\(folder)/\($0)" }
  }

  private static func parse(_ text: String) -> [Paragraph] {
    var paragraphs: [Paragraph] = []
    var isOutput = false
    var isBetween = true
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for (number, line) in lines.enumerated() {
      if line.isEmpty {
        isBetween = true
        continue
      }
      if isBetween { paragraphs.append(Paragraph(line: number + 1)) }
      if isBetween { isOutput = false }
      isBetween = false
      let last = paragraphs.count - 1
      switch line {
      case "----" where !isOutput: isOutput = true
      case _ where isOutput: paragraphs[last].output.append(line)
      case _ where line.hasPrefix("#"): paragraphs[last].comment.append(line)
      default: paragraphs[last].directives.append(line)
      }
    }
    return paragraphs
  }
}
