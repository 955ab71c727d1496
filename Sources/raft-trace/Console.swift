import ArgumentParser
import Glibc
import TraceFormat

/// Standard output and standard error, written with checked system calls.
///
/// Swift's `print` ignores write errors, so a closed pipe would go unnoticed and a full disk too.
enum Console {
  /// Writes results.
  static func write(_ text: String) throws { try write(Array(text.utf8)) }

  static func write(_ bytes: [UInt8]) throws {
    try write(bytes, to: STDOUT_FILENO, name: "standard output")
  }

  /// Says something that is not a result: a warning, an error, progress.
  static func say(_ text: String) {
    try? write(Array((text + "\n").utf8), to: STDERR_FILENO, name: "standard error")
  }

  /// Says what is wrong and ends with the status.
  static func fail(_ text: String, _ status: ExitStatus) -> ExitCode {
    say("raft-trace: \(text)")
    return status.code
  }

  /// Writes a whole file, or standard output where the path is `-`.
  static func write(_ bytes: [UInt8], toFile path: String) throws {
    guard path != "-" else { return try write(bytes) }
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw cannotWrite(path) }
    defer { close(file) }
    try write(bytes, to: file, name: path)
  }

  static func write(_ bytes: [UInt8], to file: CInt, name: String) throws {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(file, $0.baseAddress! + written, $0.count - written)
      }
      if count < 0 {
        if errno == EINTR { continue }
        if errno == EPIPE { throw ExitStatus.closedPipe.code }
        throw cannotWrite(name)
      }
      written += count
    }
  }

  /// Whether two paths lead to one file.
  static func isSameFile(_ a: String, _ b: String) -> Bool {
    var (first, second) = (stat(), stat())
    guard stat(a, &first) == 0, stat(b, &second) == 0, first.st_mode & S_IFMT == S_IFREG else { return false }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }

  static func cannotWrite(_ name: String) -> ExitCode {
    fail(
      "\(ReadingError.escape(name)): cannot be written: \(String(cString: strerror(errno)))",
      .internalError)
  }

  /// Whether a person reads it: a terminal that is not dumb.
  static func isTerminal(_ file: CInt) -> Bool {
    isatty(file) == 1 && environment("TERM") != "dumb"
  }

  /// The value of an environment variable, nil where it is not set or empty.
  static func environment(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }

  /// The width of the terminal in columns, 80 where there is none.
  static var width: Int {
    var size = winsize()
    guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0,
      size.ws_col > 0
    else {
      return 80
    }
    return Int(size.ws_col)
  }
}
