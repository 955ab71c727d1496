import FoundationEssentials
import RaftTraceTestSupport

/// The folders in samples, each a trace.
enum Samples {
  static let names = contents(of: "samples").filter { !$0.contains(".") }

  /// The files of a sample that are its trace, from the package's root.
  static func files(of name: String) -> [String] {
    contents(of: "samples/\(name)").filter { !["PROVENANCE.md", "expected.txt"].contains($0) }.map {
      "samples/\(name)/\($0)"
    }
  }

  /// The same as arguments of a command.
  static func arguments(of name: String) -> String { files(of: name).joined(separator: " ") }

  private static func contents(of folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: "\(PackageFile.root)/\(folder)")) ?? []).sorted()
  }
}
