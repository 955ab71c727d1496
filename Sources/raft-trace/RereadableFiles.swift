import ArgumentParser
import Glibc
import TraceFormat

/// Files that can be read twice: what comes from standard input or a pipe is first copied to a temporary file.
final class RereadableFiles {
  private(set) var paths: [String] = []
  /// What each is called in a report.
  let names: [String]
  private var descriptors: [CInt] = []

  init(_ files: [String]) throws {
    names = files.map { $0 == "-" ? ByteSource.standardInputName : $0 }
    for file in files {
      let source = file == "-" ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC)
      defer { if source > STDERR_FILENO { close(source) } }
      paths.append(source >= 0 && (file == "-" || !Self.isRegular(source)) ? try copy(source, file) : file)
    }
  }

  /// Opens the file of that number once more, under its name.
  func source(_ file: Int) throws(ReadingError) -> ByteSource {
    guard paths[file] != names[file] else { return try ByteSource(path: paths[file]) }
    let descriptor = open(paths[file], O_RDONLY | O_CLOEXEC)
    return ByteSource(descriptor: descriptor, name: names[file], closesDescriptor: true)
  }

  deinit { for descriptor in descriptors { close(descriptor) } }

  /// A pipe or a terminal; a directory is left for the reader to refuse.
  private static func isRegular(_ descriptor: CInt) -> Bool {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return true }
    return status.st_mode & S_IFMT == S_IFREG || status.st_mode & S_IFMT == S_IFDIR
  }

  /// Copies all bytes to a file without a name, which ends with the process.
  private func copy(_ source: CInt, _ name: String) throws -> String {
    let folder = Console.environment("TMPDIR") ?? "/tmp"
    var path = Array("\(folder)/raft-trace-XXXXXX".utf8CString)
    let target = mkstemp(&path)
    guard target >= 0 else { throw Console.cannotWrite(folder) }
    unlink(path)
    descriptors.append(target)
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = read(source, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count < 0 { throw Console.fail("\(name): \(String(cString: strerror(errno)))", .missingInput) }
      if count == 0 { return "/proc/self/fd/\(target)" }
      try Console.write(Array(buffer[..<count]), to: target, name: folder)
    }
  }
}
