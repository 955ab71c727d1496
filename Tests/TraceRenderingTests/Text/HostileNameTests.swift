import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

@testable import TraceRendering

@Suite("Names that would act on a terminal")
struct HostileNameTests {
  private static let hostile = [
    "\u{1B}[2J\u{1B}]0;owned\u{07}", "a\nVIOLATES b", "\r\t\u{8}", "\u{202E}gol.1n", "\u{9B}31m",
    "a\u{2028}b", "",
    "n\u{200B}1",
  ]

  @Test("a report sends none of their characters to the terminal", arguments: hostile)
  func report(name: String) {
    var fixture = ReportFixture.violating
    let server = fixture.symbols.server(name)
    fixture.groups = 2
    fixture.read(name)
    fixture.violations.append(
      Violation(
        property: .electionSafety, group: fixture.symbols.group(name),
        clash: .twoLeaders(server, fixture.symbols.server("n1"), Term(5)),
        witnesses: [fixture.witness(name, 1, name, .becameLeader(Term(5)))]))
    let text = fixture.text() + fixture.wholeText
    #expect(!text.unicodeScalars.contains { $0 != "\n" && VisibleText.isInvisible($0) })
    #expect(!text.contains("\nVIOLATES b"))
  }

  @Test("they are spelled out")
  func spelledOut() {
    #expect(VisibleText.name("\u{1B}[2J\n\t\r\u{7F}\u{202E}") == "\\u{1B}[2J\\n\\t\\r\\u{7F}\\u{202E}")
    #expect(VisibleText.name("Küche 厨房 🙂") == "Küche 厨房 🙂")
    #expect(VisibleText.name("") == "\"\"")
  }

  @Test("JSON gives them back exactly, and no control character stands in the document", arguments: hostile)
  func json(name: String) throws {
    var fixture = ReportFixture(servers: [name])
    fixture.read(name)
    let text = fixture.json
    #expect(text.utf8.allSatisfy { $0 >= 0x20 || $0 == 0x0A })
    let document = try JSONValue(text)
    #expect(document["servers"] == .array([.string(name)]))
    guard case .array(let files) = document["files"] else {
      Issue.record("no files")
      return
    }
    #expect(files.map { $0["file"] } == [.string(name)])
  }
}
