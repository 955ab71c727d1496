import Testing

@testable import TraceRendering

@Suite("Layout of texts")
struct LayoutTests {
  private static let words = (1...60).map { String(repeating: "w", count: $0 * 7 % 13 + 1) + "\($0)" }

  @Test("lines are filled, never overfull, and no word is lost", arguments: [40, 57, 80])
  func flow(width: Int) {
    var page = TextPage(width: width)
    page.flow([TextSpan(Self.words.joined(separator: " "))], indent: 2, hanging: 6)
    let lines = page.text(.none).split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= width && $0.last != " " })
    #expect(lines.flatMap { $0.split(separator: " ") }.map(String.init) == Self.words)
    for (line, next) in zip(lines, lines.dropFirst()) {
      let word = next.split(separator: " ")[0]
      #expect(line.count + 1 + word.count > width, "\(word) would have fitted behind \(line)")
    }
  }

  @Test("a word wider than a line is cut, and one that stays together moves to the next line")
  func wideWords() {
    var page = TextPage(width: 40)
    page.flow([TextSpan("a"), TextSpan(String(repeating: "x", count: 50))], hanging: 4)
    page.flow([TextSpan("Thirty-four columns are used here,"), TextSpan("(Raft §5.2)", isUnbroken: true)])
    page.flow([TextSpan("more words than one line can hold together", isUnbroken: true)])
    #expect(
      page.text(.none) == """
        a
            xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
            xxxxxxxxxxxxxx
        Thirty-four columns are used here,
        (Raft §5.2)
        more words than one line can hold
        together

        """)
  }

  @Test("what takes more lines than it may ends in …, and what must not be cut makes its line wider")
  func bounds() {
    var page = TextPage(width: 40)
    page.flow([TextSpan("These words would take two lines, if they might")], hanging: 2, maximum: 1)
    page.flow([TextSpan("One line suffices")], maximum: 1)
    page.flow(
      [TextSpan("at"), .location(String(repeating: "x", count: 44) + ":7"), TextSpan("it is")], hanging: 2)
    #expect(
      page.text(.none) == """
        These words would take two lines, if …
        One line suffices
        at
          xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx:7
          it is

        """)
  }

  @Test("a label wider than its column stands on its own line")
  func wideLabel() {
    var page = TextPage(width: 40)
    page.entry(TextSpan("n1.log:1"), column: 12, [TextSpan("n1 leads term 4")])
    page.entry(TextSpan("cluster/n1.log:1"), column: 12, [TextSpan("n1 leads term 4")])
    page.entry(TextSpan("alone"), column: 12, [])
    #expect(
      page.text(.none) == """
          n1.log:1  n1 leads term 4
          cluster/n1.log:1
                    n1 leads term 4
          alone

        """)
  }

  @Test("thousands are set off in counts")
  func thousands() {
    #expect(
      [0, 999, 1_000, 18_204, 1_234_567, -1_000].map(Numerals.grouped) == [
        "0", "999", "1,000", "18,204", "1,234,567", "-1,000",
      ])
  }
}
