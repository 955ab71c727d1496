import Testing
import TraceFormat

@testable import TraceRendering

@Suite("The shortest places that are not ambiguous")
struct LinePlacesTests {
  private func locations(_ files: [String], isNamed: Bool = true) -> [String] {
    let symbols = TraceSymbols()
    let ids = files.map { symbols.file($0) }
    let places = LinePlaces(symbols)
    return ids.map { places.location(SourcePosition(file: $0, line: 7), isNamed: isNamed) }
  }

  @Test("a file is called by as many of its last components as no other ends in")
  func endings() {
    #expect(locations(["run/a/n1.log", "run/a/n2.log"]) == ["n1.log:7", "n2.log:7"])
    #expect(locations(["run/n1/raft.log", "run/n2/raft.log"]) == ["n1/raft.log:7", "n2/raft.log:7"])
    #expect(locations(["raft.log", "old/raft.log"]) == ["raft.log:7", "old/raft.log:7"])
    #expect(locations(["/x/raft.log", "x/raft.log"]) == ["/x/raft.log:7", "x/raft.log:7"])
    #expect(locations([""]) == ["\"\":7"])
  }

  @Test("a line of the only file needs no name; its state stays")
  func unnamed() {
    #expect(locations(["run/n1.log"], isNamed: false) == [":7"])
    let symbols = TraceSymbols()
    let position = SourcePosition(file: symbols.file("a/b.itf.json"), line: 1, state: 12)
    #expect(LinePlaces(symbols).location(position, isNamed: true) == "b.itf.json:1#12")
  }
}
