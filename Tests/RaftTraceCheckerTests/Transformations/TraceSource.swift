import FoundationEssentials
import RaftTraceTestSupport
import Testing

/// Files that are one trace: a sample, a correct run, the logs of a real cluster, a trace of etcd's raft library.
struct TraceSource: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let paths: [String]

  static let all = samples + correctRuns + etcdLogs + libraryTraces

  func read() throws -> TestTrace { try TestTrace(paths: paths) }

  /// The logs of a folder are one trace, native traces one each.
  private static let samples = files(in: "\(PackageFile.root)/samples").flatMap { folder in
    let logs = files(in: folder).filter { $0.hasSuffix(".log") }
    let traces = files(in: folder).filter { $0.hasSuffix(".ndjson") }
    return (logs.isEmpty ? [] : [TraceSource(folder, logs)]) + traces.map { TraceSource($0, [$0]) }
  }

  private static let correctRuns = files(in: "\(PackageFile.root)/Tests/Fixtures/CorrectRuns").map {
    TraceSource($0, [$0])
  }

  private static let etcdLogs = ["etcd-3.4", "etcd-3.4-capnslog", "etcd-3.5"].flatMap { version in
    SharedFiles.names(in: "logs/\(version)").compactMap { scenario in
      let paths = SharedFiles.files(in: "logs/\(version)/\(scenario)", endingIn: [".log", ".log.gz"])
      return paths.isEmpty ? nil : TraceSource("\(version)/\(scenario)", paths)
    }
  }

  private static let libraryTraces = ["etcd-raft", "etcd-raft-faulty"].flatMap { folder in
    SharedFiles.files(in: "traces/\(folder)", endingIn: [".ndjson", ".ndjson.gz"]).map {
      TraceSource($0, [$0])
    }
  }

  /// - Parameter name: abridged to its last two parts.
  private init(_ name: String, _ paths: [String]) {
    testDescription = name.split(separator: "/").suffix(2).joined(separator: "/")
    self.paths = paths
  }

  private static func files(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().map { "\(folder)/\($0)" }
  }
}
