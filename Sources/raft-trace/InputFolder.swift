import Glibc
import TraceFormat

/// A folder on the command line stands for the files in it, which are one trace.
enum InputFolder {
  /// The paths with folders replaced by their files, in the natural order of their names.
  ///
  /// Files that no format recognizes, as notes beside the logs, are passed over and named on standard error.
  ///
  /// - Parameter table: the formats; nil where the format is named, and every file is of it.
  static func expand(_ paths: [String], table: FormatTable?) throws -> [String] {
    try paths.flatMap { $0 != "-" && isFolder($0) ? try files(in: $0, table) : [$0] }
  }

  private static func files(in folder: String, _ table: FormatTable?) throws -> [String] {
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    let names =
      names(in: folder).filter { !$0.hasPrefix(".") && !isFolder(prefix + $0) }.sorted(
        by: NaturalOrder.isBefore) + writeAheadLogs(in: prefix)
    let traces = names.filter { isTrace(prefix + $0, table) }
    let others = names.filter { !traces.contains($0) }.map { ReadingError.escape($0) }
    guard !traces.isEmpty else {
      throw Console.fail("\(ReadingError.escape(folder)): no file in it is a trace", .missingInput)
    }
    if !others.isEmpty {
      Console.say(
        "raft-trace: \(ReadingError.escape(folder)): no format recognizes \(others.joined(separator: ", "))")
    }
    return traces.map { prefix + $0 }
  }

  /// The segments in the folders in which etcd keeps them below its data directory.
  private static func writeAheadLogs(in prefix: String) -> [String] {
    ["wal/", "member/wal/"].filter { isFolder(prefix + $0) }.flatMap { folder in
      names(in: prefix + folder).filter { $0.hasSuffix(".wal") }.sorted(by: NaturalOrder.isBefore)
        .map { folder + $0 }
    }
  }

  private static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    return names
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether some format recognizes a file by its first bytes.
  private static func isTrace(_ path: String, _ table: FormatTable?) -> Bool {
    guard let table else { return true }
    guard let source = try? ByteSource(path: path) else { return false }
    return (try? table.guess(LineReader(source).prefix(FormatTable.prefixLength), file: path)) != nil
  }
}
