import FoundationEssentials
import Testing

import TraceFormat

@Suite("FizzBee: reading paths")
struct FizzBeeReaderTests {
  private static func server(
    _ term: Int, _ role: String, vote: String = "None", log: String = #"[(0, "")]"#, commit: Int = 0
  ) -> KeyValuePairs<String, String> {
    [
      "term": "\(term)", "mode": "\"\(role)\"", "votedFor": vote, "log": log, "commitIndex": "\(commit)",
      "leaderId": "None",
    ]
  }

  /// Two servers: one campaigns in three statements, is voted for, appends, commits, and crashes.
  static let election: FizzBeePath = {
    var path = FizzBeePath()
    let idle = server(0, "Follower")
    path.add("Init", [("Server#0", idle), ("Server#1", idle)])
    path.add(
      "Server#0.Timeout", [("Server#0", server(1, "Follower")), ("Server#1", idle)], threads: [(4, "a")])
    path.add("thread-0", [("Server#0", server(1, "Candidate")), ("Server#1", idle)], threads: [(4, "b")])
    let candidate = server(1, "Candidate", vote: "Server0")
    path.add("thread-0", [("Server#0", candidate), ("Server#1", idle)], threads: [(4, "c")])
    path.add("thread-0", [("Server#0", candidate), ("Server#1", idle)], threads: [(4, "d")])
    let voter = server(1, "Follower", vote: "Server0")
    path.add("thread-0", [("Server#0", candidate), ("Server#1", voter)], threads: [(4, "e")], calls: true)
    path.add(
      "thread-0", [("Server#0", server(1, "Leader", vote: "Server0")), ("Server#1", voter)], calls: true)
    let log = #"[(0, ""), (1, "x")]"#
    path.add(
      "Server#0.Submit", [("Server#0", server(1, "Leader", vote: "Server0", log: log)), ("Server#1", voter)],
      threads: [(9, "a")])
    path.add(
      "thread-0",
      [("Server#0", server(1, "Leader", vote: "Server0", log: log, commit: 1)), ("Server#1", voter)])
    path.add(
      "crash-role Server#0",
      [("Server#0", server(1, "Follower", vote: "Server0", log: log)), ("Server#1", voter)])
    return path
  }()

  @Test("Each form of a path tells the same story")
  func forms() throws {
    let reading = FizzBeeReading(Self.election.json)
    #expect(reading.errors == [])
    #expect(
      reading.story == [
        "Server#0 start 2", "Server#1 start 2", "Server#0 campaignStarted 5", "Server#0 roleChanged 5",
        "Server#0 voteGranted 5", "Server#1 observed 7", "Server#1 voteGranted 7", "Server#0 roleChanged 8",
        "Server#0 entriesAppended 10", "Server#0 committed 10", "Server#0 crash 11", "Server#0 start 11",
      ])
    let console = FizzBeeReading(Self.election.console, symbols: reading.symbols)
    #expect(console.errors == [])
    #expect(console.events.map(Self.withoutPosition) == reading.events.map(Self.withoutPosition))
    try inFolder { folder in
      let bundle = Self.election.bundle
      try Data(bundle.nodes).write(to: URL(filePath: "\(folder)/nodes_errors.pb"))
      try Data(bundle.links).write(to: URL(filePath: "\(folder)/adjacency_lists_errors.pb"))
      let nodes = FizzBeeReading(bundle.nodes, name: "\(folder)/nodes_errors.pb", symbols: reading.symbols)
      #expect(nodes.errors == [])
      #expect(nodes.events.map(Self.withoutPosition) == reading.events.map(Self.withoutPosition))
      let links = FizzBeeReading(bundle.links, name: "\(folder)/adjacency_lists_errors.pb")
      #expect(links.errors.first.map { "\($0)".contains("expected nodes_errors.pb") } == true)
    }
  }

  @Test("The dialect is that of a model whose steps are atomic and whose calls are no messages")
  func dialect() {
    let dialect = FizzBeeReading(Self.election.json).dialect
    #expect(dialect.durability == .atOnce)
    #expect(dialect.isComplete)
    #expect(dialect.isOrdered)
    #expect(!dialect.showsMessages)
  }

  @Test("The sentinel is no entry, an id is a server")
  func values() {
    let reading = FizzBeeReading(Self.election.console)
    let first = reading.events[0].observation
    #expect(first.lastLogIndex == .known(.zero))
    #expect(first.votedFor == .known(nil))
    guard case .entriesAppended(let batch) = reading.events[8].kind else {
      Issue.record("\(reading.story)")
      return
    }
    #expect(batch.entries.map(\.index) == [LogIndex(1)])
    #expect(batch.entries.map(\.term) == [.known(Term(1))])
    #expect(reading.events[6].observation.votedFor == .known(reading.symbols.server("Server#0")))
  }

  @Test("A thread's end is no crash of a server, and a role's crash that changes nothing seen is no event")
  func crashes() {
    var path = FizzBeePath()
    let idle = Self.server(1, "Follower")
    path.add("Init", [("Server#0", Self.server(1, "Leader"))])
    path.add("crash", [("Server#0", idle)])
    path.add("crash-role Server#0", [("Server#0", idle)])
    #expect(FizzBeeReading(path.console).story == ["Server#0 start 5", "Server#0 roleChanged 10"])
  }

  @Test("Statements are not joined over a call, over another thread's step, or where a field changes twice")
  func joining() {
    let idle = Self.server(1, "Follower")
    let term = Self.server(2, "Follower")
    let both = Self.server(2, "Candidate")
    func lines(_ change: (inout FizzBeePath) -> Void) -> [UInt32] {
      var path = FizzBeePath()
      path.add("Init", [("Server#0", idle), ("Server#1", idle)])
      change(&path)
      return FizzBeeReading(path.json).events.dropFirst(2).map(\.position.line)
    }
    let joined = lines {
      $0.add("Server#0.A", [("Server#0", term), ("Server#1", idle)], threads: [(1, "a")])
      $0.add("thread-0", [("Server#0", both), ("Server#1", idle)], threads: [(1, "b")])
    }
    #expect(Set(joined) == [4])
    let overCall = lines {
      $0.add("Server#0.A", [("Server#0", term), ("Server#1", idle)], threads: [(1, "a")])
      $0.add("thread-0", [("Server#0", both), ("Server#1", idle)], threads: [(1, "b")], calls: true)
    }
    #expect(Set(overCall) == [3, 4])
    let overOther = lines {
      $0.add("Server#0.A", [("Server#0", term), ("Server#1", idle)], threads: [(1, "a")])
      $0.add("Server#1.A", [("Server#0", term), ("Server#1", term)], threads: [(1, "a"), (2, "a")])
      $0.add("thread-0", [("Server#0", both), ("Server#1", term)], threads: [(1, "b"), (2, "a")])
    }
    #expect(Set(overOther) == [3, 4, 5])
    let twice = lines {
      $0.add("Server#0.A", [("Server#0", term), ("Server#1", idle)], threads: [(1, "a")])
      $0.add("thread-0", [("Server#0", Self.server(3, "Follower")), ("Server#1", idle)], threads: [(1, "b")])
    }
    #expect(Set(twice) == [3, 4])
    let otherThread = lines {
      $0.add("Server#0.A", [("Server#0", term), ("Server#1", idle)], threads: [(1, "a")])
      $0.add("thread-0", [("Server#0", both), ("Server#1", idle)], threads: [(1, "a"), (2, "b")])
    }
    #expect(Set(otherThread) == [3, 4])
  }

  @Test("Other roles beside the servers, more servers, records as entries")
  func otherSpecifications() {
    var path = FizzBeePath()
    func state(_ log: String) -> [(String, KeyValuePairs<String, String>)] {
      let client = ("Client#0", ["state": "7", "log": "3"] as KeyValuePairs<String, String>)
      return [client]
        + (0..<5).map {
          (
            "Replica#\($0)",
            ["currentTerm": "2", "state": "LEADER", "log": $0 == 4 ? log : "[]", "commit": "0"]
              as KeyValuePairs<String, String>
          )
        }
    }
    path.add("Init", state("[]"))
    path.add("Replica#4.Append", state(#"[record(term = 2, cmd = "a"), record(term = 2, cmd = "b")]"#))
    let reading = FizzBeeReading(path.console)
    #expect(reading.errors == [])
    #expect(reading.story.count == 6)
    guard case .entriesAppended(let batch)? = reading.events.last?.kind else { return }
    #expect(batch.entries.map(\.term) == [.known(Term(2)), .known(Term(2))])
    #expect(batch.entries[0].payload != batch.entries[1].payload)
    #expect(reading.events[0].observation.role == .known(.leader))
  }

  @Test("Literals of any kind are read")
  func literals() {
    var path = FizzBeePath()
    path.add(
      "Init",
      [
        (
          "Server#0",
          [
            "term": "1", "mode": "'Follower'", "a": "{Server0: 1, (1,): [True, None]}", "b": "set([1, 2])",
            "c": #""q\"\\\n\x41\u00e9""#, "d": "-1.5e3", "e": "role Server#0 (fields(term = 1))",
            "f": "struct(x = 1, y = ())", "g": "[]", "h": "{}",
          ]
        )
      ])
    let reading = FizzBeeReading(path.console)
    #expect(reading.errors == [])
    #expect(reading.story == ["Server#0 start 5"])
  }

  @Test("A whole state graph is no trace, and links must lead from each state to the next")
  func graphs() throws {
    let bundle = Self.election.bundle
    let alone = FizzBeeReading(bundle.nodes, name: "standard input")
    #expect(alone.errors.first.map { "\($0)".contains("found states without their links") } == true)
    try inFolder { folder in
      for name in ["000000_of_000000", "errors"] {
        // The first link leads elsewhere.
        var links = bundle.links
        let place = try #require(links.indices.first { $0 > 3 && links[$0] == 0x10 })
        links[place + 1] = 5
        try Data(bundle.nodes).write(to: URL(filePath: "\(folder)/nodes_\(name).pb"))
        try Data(links).write(to: URL(filePath: "\(folder)/adjacency_lists_\(name).pb"))
        let reading = FizzBeeReading(bundle.nodes, name: "\(folder)/nodes_\(name).pb")
        #expect(reading.events == [])
        #expect(reading.errors.first.map { "\($0)".contains("found a graph of 10 states") } == true)
      }
      let missing = FizzBeeReading(bundle.nodes, name: "\(folder)/nodes_other.pb")
      #expect(missing.errors.first?.kind == .missingFile)
    }
  }

  @Test("The files are told apart by their first bytes")
  func recognition() throws {
    let path = Self.election
    let files = [Array(path.json.utf8), Array(path.console.utf8), path.bundle.nodes, path.bundle.links]
    for bytes in files {
      #expect(try FormatTable().guess(bytes, file: "t").name == "fizzbee")
    }
    for text in ["[]", "[{\"a\":1}]", "------\nx\n", "\n\u{8}\u{1}\u{12}", "- -\n--\n"] {
      #expect(throws: ReadingError.self) { try FormatTable().guess(Array(text.utf8), file: "t") }
    }
  }

  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "raft-trace-\(UUID().uuidString)")
      .path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private static func withoutPosition(_ event: TraceEvent) -> TraceEvent {
    var event = event
    event.position = SourcePosition(file: FileID(0), line: 0)
    return event
  }
}
