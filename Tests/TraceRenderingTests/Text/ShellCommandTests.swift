import Testing

@testable import TraceRendering

@Suite("Commands to run next")
struct ShellCommandTests {
  @Test(
    "a file name becomes one word of a shell",
    arguments: [
      ("n1.log", "n1.log"), ("my log", "'my log'"), ("it's", "'it'\\''s'"), ("$(rm -r ~)", "'$(rm -r ~)'"),
      ("", "''"), ("-v", "./-v"), ("-", "-"), ("a\u{1B}'b", "$'a\\033\\'b'"),
      ("\u{202E}x", "$'\\342\\200\\256x'"),
    ])
  func quoting(name: String, word: String) {
    let command = ShellCommand(["raft-trace", "render"], files: [name])
    #expect(command.lines(width: 80, fileMaximum: 1) == ["raft-trace render \(word)"])
  }

  private static let three = ShellCommand(["raft-trace", "render"], files: ["n1.log", "n2.log", "n3.log"])

  @Test("a command that does not fit goes on in the next line")
  func continued() {
    #expect(Self.three.lines(width: 38, fileMaximum: 3) == ["raft-trace render n1.log n2.log n3.log"])
    #expect(
      Self.three.lines(width: 37, fileMaximum: 3) == ["raft-trace render n1.log n2.log \\", "    n3.log"])
    #expect(
      Self.three.lines(width: 25, fileMaximum: 3) == [
        "raft-trace render \\", "    n1.log n2.log n3.log",
      ])
  }

  @Test("too many files, or a name too wide for a line, are abridged")
  func abridged() {
    #expect(Self.three.lines(width: 80, fileMaximum: 2) == ["raft-trace render n1.log n2.log n3.log …"])
    #expect(Self.three.lines(width: 30, fileMaximum: 2) == ["raft-trace render n1.log …"])
    #expect(Self.three.lines(width: 11, fileMaximum: 3) == ["raft-trace render …"])
    #expect(Self.three.line(width: 38) == "raft-trace render n1.log n2.log n3.log")
    #expect(Self.three.line(width: 37) == "raft-trace render n1.log n2.log …")
    #expect(Self.three.line(width: 25) == nil)
  }
}
