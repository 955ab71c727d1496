/// The servers that files are the logs of where no line says so, named by their files.
///
/// `n1.log.gz` and `n1.log.2` of one folder are the log of one server, `n1.log`. Two files of one name in different
/// folders are told apart by as many folders as it takes.
struct FileServers {
  /// The parts of the path of each log, in the order of appearance, without what rotation and compression add.
  private var logs: [[String]] = []

  /// Takes note of a file; to be called for all files before the first name is asked for.
  mutating func add(_ path: String) {
    let log = Self.log(path)
    if !logs.contains(log) { logs.append(log) }
  }

  /// The shortest name of the log that no other log has.
  func name(of path: String) -> String {
    let log = Self.log(path)
    for count in 1...log.count {
      let isShared = logs.contains { $0 != log && $0.suffix(count) == log.suffix(count) }
      if !isShared || count == log.count { return log.suffix(count).joined(separator: "/") }
    }
    return path
  }

  private static func log(_ path: String) -> [String] {
    var parts = path.split(separator: "/").map(String.init)
    guard let last = parts.popLast() else { return [path] }
    return parts + [unrotated(last)]
  }

  private static func unrotated(_ name: String) -> String {
    var name = name
    for suffix in [".gz", ".zst"] where name.hasSuffix(suffix) { name.removeLast(suffix.count) }
    guard let point = name.lastIndex(of: "."), name[name.index(after: point)...].allSatisfy(\.isNumber)
    else { return name }
    let rest = String(name[..<point])
    return [".log", ".txt", ".json", ".out", ".err"].contains { rest.hasSuffix($0) } ? rest : name
  }
}
