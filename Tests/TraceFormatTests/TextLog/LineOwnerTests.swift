import Testing

@testable import TraceFormat

/// Whose line a line is where it does not say so.
@Suite struct LineOwnerTests {
  private static let rules = """
    servers: {file: one}
    rules:
      - line: "recovered {currentTerm}"
        event: start
        ownerFollows: true
      - line: "{server} follows in {currentTerm}"
        event: roleChanged
        set: {role: follower}
      - line: "leads in {currentTerm}"
        event: roleChanged
        set: {role: leader}
      - line: "listens at {server.alias}"
      - line: "knows {leader}"
        event: leaderObserved
    """

  private static func lines(_ log: String) throws -> [String] {
    try TextLogFixtures.lines(log, TextLogFixtures.text(rules))
  }

  /// The names of the servers of all events of files, after all names are known.
  private static func servers(_ files: [(name: String, log: String)]) throws -> [[String]] {
    let symbols = TraceSymbols()
    let names = ServerAliases(symbols: symbols)
    let mapping = try TextLogFixtures.text(rules)
    var readers = files.map { file in
      TextLogReader(
        LineReader(ByteSource(bytes: Array((file.log + "\n").utf8), name: file.name)), mapping: mapping,
        symbols: symbols, names: names)
    }
    var events: [[TraceEvent]] = []
    for i in readers.indices {
      events.append([])
      while try readers[i].read(into: &events[i]) {}
    }
    return events.map { $0.map { symbols[symbols.canonical($0.server)] } }
  }

  @Test("A file of one server is named by its file until it says who it is")
  func fileOfOne() throws {
    #expect(try Self.servers([("logs/n1.log.gz", "leads in 1")]) == [["n1.log"]])
    #expect(try Self.servers([("n1.log", "leads in 1\nb follows in 2\nleads in 3")]) == [["b", "b", "b"]])
    #expect(
      try Self.servers([("n1.log", "leads in 1\nlistens at x:1\nleads in 2"), ("n2.log", "knows x:1")])
        == [["n1.log", "n1.log"], ["n2.log"]])
  }

  @Test("Files of one name in different folders are different servers, rotated ones are the same")
  func fileNames() throws {
    let log = "leads in 1"
    #expect(
      try Self.servers([("a/vault.log", log), ("b/vault.log", log), ("b/vault.log.1.gz", log)])
        == [["a/vault.log"], ["b/vault.log"], ["b/vault.log"]])
    #expect(
      try Self.servers([("10.0.0.1.log", log), ("10.0.0.2.log", log)]) == [
        ["10.0.0.1.log"], ["10.0.0.2.log"],
      ])
  }

  @Test("A file's name is no server's name in the log")
  func misleadingFileNames() throws {
    let servers = try Self.servers([("1", "leads in 1\nlistens at 2"), ("2", "leads in 2\nlistens at 1")])
    #expect(servers[0] != servers[1])
  }

  @Test("Two logs whose servers have one address are of one server; one log with two addresses is a merge")
  func addresses() throws {
    #expect(
      try Self.servers([("a.log", "listens at x:1\nleads in 1"), ("b.log", "listens at x:1\nleads in 2")])
        == [["b.log"], ["b.log"]])
    #expect(
      try Self.servers([("a.log", "listens at x:1\nleads in 1\nlistens at y:1\nleads in 2")]) == [["a.log"]])
  }

  @Test("Lines of a new process wait for the line that names it")
  func waitingLines() throws {
    #expect(
      try Self.lines("recovered 4\nleads in 5\na follows in 6\nrecovered 2\nb follows in 3\nleads in 3") == [
        "1: of the server that a later line names: recovered 4",
        "2: of the server that a later line names: leads in 5",
        "3: start server=a after.currentTerm=4; roleChanged server=a after.currentTerm=5 role=leader; "
          + "roleChanged server=a after.currentTerm=6 role=follower",
        "4: of the server that a later line names: recovered 2",
        "5: start server=b after.currentTerm=2; roleChanged server=b after.currentTerm=3 role=follower",
        "6: left, names no server: leads in 3",
      ])
  }

  @Test(
    "Where two processes begin before one is named, whose lines they are cannot be told, but that they began")
  func merge() throws {
    var reader = try TextLogFixtures.reader(
      "b follows in 5\nrecovered 4\nrecovered 2\nleads in 3\nb follows in 3\nrecovered 5",
      TextLogFixtures.text(Self.rules))
    var events: [TraceEvent] = []
    while try reader.read(into: &events) {}
    #expect(events.map(\.position.line) == [1, 5, 5])
    #expect(events.map(\.kind) == [.roleChanged(.follower), .start, .roleChanged(.follower)])
    #expect(reader.tally.linesWithoutServer == 4)
  }

  @Test("Lines wait in bounded memory, and are nobody's beyond it until one is named")
  func bound() throws {
    let log = "recovered 1\n" + String(repeating: "leads in 1\n", count: 300) + "b follows in 3"
    var reader = try TextLogFixtures.reader(log, TextLogFixtures.text(Self.rules))
    var events: [TraceEvent] = []
    while try reader.read(into: &events) {}
    #expect(reader.tally.linesWithoutServer == 301)
    #expect(events.map(\.kind) == [.start, .roleChanged(.follower)])
  }

  @Test("A start that is nobody's may be of any server that the file names behind it")
  func unknownStart() throws {
    let lines = try Self.lines("a follows in 1\nb follows in 1\nrecovered 1\nb follows in 1\na follows in 1")
    #expect(lines[2] == "3: left, names no server: recovered 1")
    #expect(lines[3] == "4: start server=b; roleChanged server=b after.currentTerm=1 role=follower")
    #expect(lines[4] == "5: start server=a; roleChanged server=a after.currentTerm=1 role=follower")
  }
}
