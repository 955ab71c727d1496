import RaftTraceChecker
import TraceFormat

/// Names that mean something to Graphviz, to Mermaid, to XML or to a terminal.
enum HostileText {
  static let all = [
    "", " ", "end", "End", "loop", "rect", "title", "participant", "note", "as", "par", "box", "a;b", ";",
    "a#b",
    "#", "#35;", "#quot;", "%%", "%%{init: {}}%%", "a:b", "::", "->>", "-->>", "-x", "wrap: w", "nowrap: q",
    "$$x$$",
    "&amp;", "a&lt;b", "<b>", "<br/>", "</TABLE>", "<script>alert(1)</script>", "\"", "a\"b", "'", "`", "\\",
    "a\\",
    "\\N", "\\G\\E\\T\\H\\L", "\\l\\r\\n", "\u{0}", "a\u{7}b", "a\nb", "\r\n", "\t", "\u{1B}[31mred",
    "\u{202E}abc",
    "\u{FFFE}", "é→日🙂", "{x}", "[x]", "(x)", "a,b", "+1", "-1", "@{", "x --> y", "]; evil [", "} digraph {",
    "-----", "~~~", "__b__", "**b**", String(repeating: "long", count: 60),
  ]

  /// Every text as a server's name, a client's and a file's, with all servers voting.
  static func trace() -> (trace: SampleTrace, violations: [Violation]) {
    var trace = SampleTrace()
    for name in all where !name.isEmpty {
      trace.add(name, .serverNamed(trace.symbols.name(name)), term: 1)
    }
    var witnesses: [Witness] = []
    let names = all.filter { !$0.isEmpty }
    for (voter, candidate) in zip(names, names.dropFirst()) {
      let position = trace.vote(voter, for: candidate, term: 1)
      witnesses.append(
        Witness(
          position: position, server: trace.id(voter),
          statement: .voted(candidate: trace.id(candidate), Term(1))))
      trace.add(voter, .messageSent(trace.voteRequest(voter, candidate, 1)))
    }
    let violation = Violation(
      property: .oneVotePerTerm, group: GroupID(0),
      clash: .twoVotes(voter: ServerID(0), ServerID(1), ServerID(2), Term(1)), witnesses: witnesses)
    return (trace, [violation])
  }
}
