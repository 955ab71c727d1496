import Testing
import TraceFormat
import TraceRendering

@Suite("Excerpts of original logs")
struct LogExcerptTests {
  private let symbols = TraceSymbols()

  private func excerpt(_ kept: [UInt32], of count: Int, isNumbered: Bool) -> String {
    let file = symbols.file("n1.log")
    let excerpt = LogExcerpt(kept: kept.map { SourcePosition(file: file, line: $0) }, symbols: symbols)
    var text = excerpt.text(of: file, isNumbered: isNumbered)
    var output: [UInt8] = []
    for number in 0..<count { text.take(Array("line \(number + 1)".utf8).span, into: &output) }
    text.finish(into: &output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test("Lines come once each, in their order, verbatim")
  func plain() {
    #expect(excerpt([7, 2, 7], of: 9, isNumbered: false) == "line 2\nline 7\n")
    #expect(excerpt([], of: 9, isNumbered: false) == "")
  }

  @Test("With numbers a gap says how many lines are left out")
  func numbered() {
    let expected = """
            … 1 line
         2  line 2
         3  line 3
            … 1,204 lines
      1208  line 1208
            … 2 lines

      """
    let text = excerpt([2, 3, 1208], of: 1210, isNumbered: true)
    #expect(
      text.split(separator: "\n").map { $0.drop { $0 == " " } }
        == expected.split(separator: "\n").map { $0.drop { $0 == " " } })
    #expect(text.hasPrefix("      … 1 line\n   2  line 2\n"))
  }

  @Test("Files stand in the order of their names, and an event that was made has no line")
  func files() {
    let (b, a) = (symbols.file("b.log"), symbols.file("a.log"))
    let kept = [
      SourcePosition(file: b, line: 3), SourcePosition(file: a, line: 1), SourcePosition(file: a, line: 0),
    ]
    let excerpt = LogExcerpt(kept: kept, symbols: symbols)
    #expect(excerpt.files == [a, b])
    #expect(excerpt.lines(of: a) == [1])
  }

  @Test("A file that has become shorter is noticed")
  func missing() {
    let file = symbols.file("n1.log")
    let excerpt = LogExcerpt(kept: [SourcePosition(file: file, line: 5)], symbols: symbols)
    var text = excerpt.text(of: file, isNumbered: false)
    var output: [UInt8] = []
    text.take(Array("only".utf8).span, into: &output)
    #expect(text.missingCount == 1)
    #expect(!text.isComplete)
  }

  @Test("Bytes that are no UTF-8 stay as they are")
  func bytes() {
    let file = symbols.file("n1.log")
    let excerpt = LogExcerpt(kept: [SourcePosition(file: file, line: 1)], symbols: symbols)
    var text = excerpt.text(of: file, isNumbered: false)
    var output: [UInt8] = []
    text.take([0xff, 0x00, 0x41].span, into: &output)
    #expect(output == [0xff, 0x00, 0x41, 0x0a])
  }
}
