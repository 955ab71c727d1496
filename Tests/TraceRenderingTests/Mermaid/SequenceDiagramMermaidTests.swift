import Foundation
import RaftTraceChecker
import Testing
import TraceFormat

@testable import TraceRendering

@Suite("Sequence diagrams in Mermaid's language")
struct SequenceDiagramMermaidTests {
  static func diagram(_ trace: SampleTrace, _ violations: [Violation] = []) -> SequenceDiagram {
    let selection = EventSelection(of: trace.events, for: .sequenceDiagram, violations: violations)
    return SequenceDiagram(selection, symbols: trace.symbols)
  }

  @Test("An election, a split vote with two leaders and a log conflict look as recorded")
  func goldens() throws {
    try expectGolden(Self.diagram(SampleTraces.election()).mermaid(), "election.mmd")
    let (trace, violations) = SampleTraces.splitVote()
    try expectGolden(Self.diagram(trace, violations).mermaid(), "split-vote.mmd")
    try expectGolden(Self.diagram(SampleTraces.logConflict()).mermaid(), "log-conflict.mmd")
  }

  @Test("Nothing that Mermaid could take for syntax is left", arguments: HostileText.all)
  func escaping(_ text: String) {
    let escaped = MermaidText.escaped(text)
    #expect(!escaped.isEmpty)
    let withoutCodes = escaped.replacing(/#[0-9]+;/, with: "")
    #expect(!withoutCodes.contains { ";#:%$<>&{}\"`\\*_~\n".contains($0) })
  }

  @Test("Text stays under 50,000 characters, keeps the proof and counts what it leaves out")
  func lengthLimit() {
    var trace = SampleTrace()
    let name = String(repeating: "#", count: 60)
    var position = trace.add("\(name)0", .roleChanged(.leader), term: 1)
    for i in 1..<400 {
      trace.add("\(name)\(i)", .serverNamed(trace.symbols.name(name)), term: 1)
      let vote = trace.vote("\(name)\(i)", for: "\(name)\(i - 1)", term: 1)
      if i == 200 { position = vote }
    }
    let violation = Violation(
      property: .electionSafety, group: GroupID(0), clash: .twoLeaders(ServerID(0), ServerID(1), Term(1)),
      witnesses: [Witness(position: position, server: ServerID(200), statement: .becameLeader(Term(1)))])
    let selection = EventSelection(
      of: trace.events, for: .sequenceDiagram, maximum: 1_000, violations: [violation])
    let text = SequenceDiagram(selection, symbols: trace.symbols).mermaid()
    #expect(text.utf16.count < 50_000)
    #expect(text.contains("left out of the middle"))
    #expect(text.contains("VIOLATES ElectionSafety"))
    #expect(text.components(separatedBy: "✗1 ").count == 3, "the witness and the proof name the line")
  }

  @Test("Mermaid shows hostile names as they are", .enabled(if: MermaidParser.isAvailable))
  func realParser() throws {
    let texts = HostileText.all.map(MermaidText.escaped)
    let names = texts.enumerated().map { "  participant n\($0 + 1) as \($1)\n" }
    let arrows = texts.map { "  n1->>n1: \($0)\n  Note over n1: \($0)\n" }
    let shown = try MermaidParser.texts(of: "sequenceDiagram\n" + (names + arrows).joined())
    let expected = texts.map(MermaidParser.decoded)
    #expect(
      shown == expected.enumerated().flatMap { ["n\($0 + 1)", $1] } + expected.flatMap { [$0, $0] })
  }

  @Test("Mermaid reads a whole diagram of hostile names", .enabled(if: MermaidParser.isAvailable))
  func hostileDiagram() throws {
    let (trace, violations) = HostileText.trace()
    let diagram = Self.diagram(trace, violations)
    let texts = try MermaidParser.texts(of: diagram.mermaid())
    #expect(texts.count > diagram.participants.count * 2)
  }
}

/// The real mermaid.js in Node, where `MERMAID_JS` names one.
enum MermaidParser {
  static var script: String? { ProcessInfo.processInfo.environment["MERMAID_JS"] }
  static var isAvailable: Bool { script != nil && ExternalTool("node") != nil }

  /// Names and descriptions of the participants, and the texts of arrows and notes, as Mermaid will draw them.
  static func texts(of diagram: String) throws -> [String] {
    let result = try withTemporaryFile(diagram) { file in
      try #require(ExternalTool("node")).run([
        "--input-type=module", "-e", program, try #require(script), file,
      ])
    }
    try #require(result.status == 0, "\(result.errors)")
    return try JSONDecoder().decode([String].self, from: Data(result.output.utf8))
  }

  /// What Mermaid shows for character codes.
  static func decoded(_ text: String) -> String {
    text.replacing(/#([0-9]+);/) { match in
      UInt32(match.1).flatMap(Unicode.Scalar.init).map { String($0) } ?? ""
    }
  }

  private static let program = """
    import fs from 'node:fs'; import vm from 'node:vm';
    const [js, file] = process.argv.slice(1);
    vm.runInThisContext(fs.readFileSync(js, 'utf8'), js);
    const mermaid = globalThis.mermaid; mermaid.initialize({startOnLoad: false});
    const db = (await mermaid.mermaidAPI.getDiagramFromText(fs.readFileSync(file, 'utf8'))).db;
    const decode = t => t.replace(/\\u{FB02}\\u{B0}\\u{B0}([0-9]+)\\u{B6}\\u{DF}/gu, (_, n) => String.fromCodePoint(n));
    const texts = [...db.getActors().values()].flatMap(a => [a.name, a.description])
      .concat(db.getMessages().map(m => m.message).filter(m => typeof m === 'string' && m && !m.startsWith('rgb')));
    console.log(JSON.stringify(texts.map(decode)));
    """
}
