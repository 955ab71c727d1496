import RaftTraceTestSupport
import Testing

@testable import TraceFormat

@Suite(
  "Counterexamples of real specifications",
  .enabled(if: SharedFiles.root != nil, Comment(rawValue: SharedFiles.absence)))
struct StateRealTraceTests {
  private static let files = ["tlc", "itf", "sandtable"].flatMap { folder in
    SharedFiles.files(in: "traces/\(folder)", endingIn: [".json", ".txt", ".out.gz"])
  }

  private func read(_ path: String) throws -> StateFixtures.Reading {
    let symbols = TraceSymbols()
    var input = try TraceInput(paths: [path], table: FormatTable(), symbols: symbols)
    var reading = StateFixtures.Reading(symbols: symbols)
    while input.read(into: &reading.events) != nil {}
    reading.errors = input.files[0].errors
    reading.dialect = input.dialect(of: 0)
    return reading
  }

  @Test("All states are read, and the term, the role, the vote and the log are found", arguments: files)
  func whole(_ file: String) throws {
    let reading = try read(file)
    #expect(reading.errors.isEmpty)
    #expect(reading.events.count >= 20)
    for event in reading.events {
      let observation = event.observation
      #expect(observation.currentTerm.isKnown && observation.role.isKnown && observation.votedFor.isKnown)
      #expect(
        observation.lastLogIndex.isKnown && observation.lastLogTerm.isKnown && observation.commitIndex.isKnown
      )
    }
    #expect(reading.dialect.isComplete && reading.dialect.showsMessages)
    #expect(reading.events.contains { $0.kind.name == .messageReceived })
  }

  @Test(
    "Text, JSON and ITF of one counterexample are the same events",
    arguments: [
      ["tlc/raftBugVote.out.txt", "tlc/raftBugVote.json", "itf/raftBugVote.itf.json"],
      [
        "sandtable/RaftOS__incorrect_erasing_entries.MC.out.gz",
        "itf/sandtable_RaftOS__incorrect_erasing_entries.itf.json",
      ],
      [
        "sandtable/Xraft-series__election_safety.MC.out.gz",
        "itf/sandtable_Xraft-series__election_safety.itf.json",
      ],
    ])
  func same(_ names: [String]) throws {
    let root = try #require(SharedFiles.root)
    let texts = try names.map { name in try read("\(root)/traces/\(name)").lines.map(withoutLine) }
    for text in texts { #expect(text == texts[0]) }
    #expect(texts[0].count >= 20)
  }

  private func withoutLine(_ line: String) -> String {
    String(line.prefix { $0 != ":" } + line.drop { $0 != " " })
  }
}
