import FoundationEssentials
import RaftTraceTestSupport

/// The folders in samples: the logs of one run, or native traces, each a run of its own.
enum Samples {
  static let names = contents(of: "samples").filter { !$0.contains(".") }

  /// The traces of all samples, as arguments of a command.
  static let traces = names.flatMap(traces(of:))

  /// The traces of a sample, each as arguments of a command: its files, from the package's root.
  static func traces(of name: String) -> [String] {
    let files = contents(of: "samples/\(name)").filter { !["PROVENANCE.md", "expected.txt"].contains($0) }.map
    {
      "samples/\(name)/\($0)"
    }
    return files.allSatisfy { $0.hasSuffix(".ndjson") } ? files : [files.joined(separator: " ")]
  }

  private static func contents(of folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: "\(PackageFile.root)/\(folder)")) ?? []).sorted()
  }
}
