import RaftTraceTestSupport
import Testing

@testable import TraceFormat

@Suite("Mappings for states")
struct SpecMappingTests {
  private func mapping(_ yaml: String) throws -> SpecMapping {
    guard case .states(let mapping) = try MappingFile(yaml: Array(yaml.utf8), file: "spec.yaml") else {
      throw StateError(found: "a mapping for logs", expected: "one for states")
    }
    return mapping
  }

  private func mistake(_ yaml: String) -> String? {
    do {
      _ = try MappingFile(yaml: Array(yaml.utf8), file: "spec.yaml")
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test("The example of the documentation gives what the documentation shows")
  func example() throws {
    let pieces = try PackageFile.text("Documentation/Mappings.md").split(
      separator: "```", omittingEmptySubsequences: false)
    let blocks = pieces.indices.filter { $0 % 2 == 1 }.map {
      String(pieces[$0].drop { $0 != "\n" }.dropFirst())
    }
    let place = try #require(blocks.firstIndex { $0.hasPrefix("states: lamp") })
    let reading = try StateFixtures.read(blocks[place - 1], mapping: try mapping(blocks[place]))
    #expect(reading.errors.isEmpty)
    let writer = NativeTraceWriter(symbols: reading.symbols, dialect: SourceDialect())
    #expect(Self.lines(reading, writer) == blocks[place + 1])
  }

  /// Native lines without the header, the observations and the places.
  private static func lines(_ reading: StateFixtures.Reading, _ writer: NativeTraceWriter) -> String {
    var writer = writer
    _ = writer.takeBytes()
    for var event in reading.events {
      event.observation = Observation()
      writer.write(event)
    }
    let lines = String(decoding: writer.takeBytes(), as: UTF8.self).split(separator: "\n")
    return lines.map { line in
      let behind = line.split(separator: ",\"at\"", maxSplits: 1)
      return behind[0] + (behind.count == 1 ? "\n" : "}\n")
    }.joined()
  }

  @Test("The first key tells a mapping for states from one for logs")
  func kinds() throws {
    guard case .log = try MappingFile(yaml: PackageResources.etcd_yaml, file: "etcd.yaml") else {
      Issue.record("etcd.yaml is a mapping for logs")
      return
    }
    #expect(try mapping("states: x").name == "x")
  }

  @Test(
    "Mistakes are named with their line",
    arguments: [
      ("states: x\nvariable: {}", #"spec.yaml:2: found the key "variable""#),
      ("states: x\nvariables:\n  curentTerm: t", #"spec.yaml:3: found the key "curentTerm""#),
      ("states: x\nroles: {a: boss}", #"spec.yaml:2: found "boss", expected one of follower, preCandidate"#),
      ("states: x\nlog: {base: two}", #"spec.yaml:2: found "two", expected one of automatic, one"#),
      (
        "states: x\nmessages: {types: {a: Vote}}",
        #"spec.yaml:2: found "Vote", expected one of RequestVoteRequest"#
      ),
      ("states: x\ndialect: {isComplet: yes}", #"spec.yaml:2: found "isComplet": "yes""#),
      ("states: x\nnone: {a: b}", "spec.yaml:2: found keys and values, expected a list"),
    ])
  func mistakes(_ yaml: String, _ expected: String) {
    #expect(mistake(yaml)?.hasPrefix(expected) == true, "\(mistake(yaml) ?? "none")")
  }

  @Test("A variable that a mapping names must be there")
  func missing() throws {
    let mapping = try mapping("states: x\nvariables: {votedFor: ballot}")
    #expect(
      throws: StateError(
        found: #"nothing in the variable "ballot""#,
        expected: "the votedFor of each server, as the mapping says")
    ) { try StateFixtures.tell([StateFixtures.state(terms: [0, 0])], mapping: mapping) }
  }

  @Test("A field of a record is named behind a dot, and a dialect is declared")
  func dotted() throws {
    let mapping = try mapping(
      "states: x\nvariables: {currentTerm: c.era, role: c.mood}\ndialect: {isComplete: false}")
    let state = SpecState(
      variables: [
        "c": .record([
          "era": .byServer([.integer(3), .integer(4)]),
          "mood": .byServer([.text("Leader"), .text("Follower")]),
        ])
      ], position: SourcePosition(file: FileID(0), line: 1))
    let reading = try StateFixtures.tell([state], mapping: mapping)
    #expect(reading.events.map { $0.observation.currentTerm } == [.known(Term(3)), .known(Term(4))])
    #expect(reading.events[0].observation.role == .known(.leader))
    #expect(reading.dialect.isComplete == false)
  }

  @Test("Words are compared without case and underscores, and behind the last ::")
  func words() {
    #expect(SpecWord("currentTerm") == SpecWord("a::b::Current_Term"))
    #expect(SpecWord("a") != SpecWord("b"))
    #expect(SpecWord("mterm").withoutMessageLetter == SpecWord("term"))
    #expect(SpecWord("joint_config").contains(SpecWord("config")))
    #expect(!SpecWord("conf").contains(SpecWord("config")))
  }
}
