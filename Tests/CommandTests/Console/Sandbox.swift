import Foundation
import RaftTraceTestSupport

/// A temporary folder that looks like the package's root; what a command writes there does not reach the package.
final class Sandbox {
  /// What a command line did.
  struct Outcome: Equatable {
    var status: Int32
    var output: String
    var errors: String
  }

  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "raft-trace-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in try FileManager.default.contentsOfDirectory(atPath: PackageFile.root)
    where !name.hasPrefix(".") {
      try FileManager.default.createSymbolicLink(
        atPath: path(name), withDestinationPath: "\(PackageFile.root)/\(name)")
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func path(_ name: String) -> String { folder.appending(path: name).path }

  func write(_ text: String, to name: String) throws {
    try text.write(toFile: path(name), atomically: true, encoding: .utf8)
  }

  func bytes(of name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path(name)))) }

  func text(of name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }

  /// Runs a command line of the shell in the folder; `raft-trace` is the built executable.
  ///
  /// After a minute the command is ended, and its status is 124.
  func run(_ command: String, environment: [String: String] = [:]) throws -> Outcome {
    let capture = try Capture()
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["timeout", "--kill-after=5", "60", "sh", "-c", command]
    process.currentDirectoryURL = folder
    process.environment = try Self.environment().merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: capture.output)
    process.standardError = try FileHandle(forWritingTo: capture.errors)
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: try capture.text(of: capture.output),
      errors: try capture.text(of: capture.errors))
  }

  private static func environment() throws -> [String: String] {
    let inherited = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return ["PATH": "\(try programFolder()):\(inherited)", "LC_ALL": "C"]
  }

  /// The folder of the executable: the one of the program that runs these tests.
  private static func programFolder() throws -> String {
    let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return URL(filePath: program).deletingLastPathComponent().path
  }
}

/// Two files that take what a process writes; pipes would have to be read while it runs.
private final class Capture {
  let folder = FileManager.default.temporaryDirectory.appending(path: "raft-trace-\(UUID().uuidString)")
  var output: URL { folder.appending(path: "output") }
  var errors: URL { folder.appending(path: "errors") }

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for file in [output, errors] { try Data().write(to: file) }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func text(of file: URL) throws -> String { String(decoding: try Data(contentsOf: file), as: UTF8.self) }
}
