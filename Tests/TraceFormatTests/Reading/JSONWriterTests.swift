import Testing
import TraceFormat

@Suite struct JSONWriterTests {
  private func write(
    _ options: JSONWriter.Options = JSONWriter.Options(), _ body: (inout JSONWriter) -> Void
  ) -> String {
    var writer = JSONWriter(options: options)
    body(&writer)
    return writer.text
  }

  private func writeReport(_ writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("schema")
    writer.value("raft-trace/report/1")
    writer.key("events")
    writer.value(UInt64.max)
    writer.key("servers")
    writer.beginArray()
    writer.value("n1")
    writer.value(Int64.min)
    writer.beginObject()
    writer.endObject()
    writer.beginArray()
    writer.endArray()
    writer.endArray()
    writer.key(text: "a \"key\"")
    writer.null()
    writer.key("ok")
    writer.value(true)
    writer.endObject()
  }

  @Test func `A document is compact unless told otherwise`() {
    #expect(
      write { writeReport(&$0) } == """
        {"schema":"raft-trace/report/1","events":18446744073709551615,\
        "servers":["n1",-9223372036854775808,{},[]],"a \\"key\\"":null,"ok":true}
        """)
  }

  @Test func `An indented document has one member per line`() {
    #expect(
      write(JSONWriter.Options(isIndented: true)) { writeReport(&$0) } == #"""
        {
          "schema": "raft-trace/report/1",
          "events": 18446744073709551615,
          "servers": [
            "n1",
            -9223372036854775808,
            {},
            []
          ],
          "a \"key\"": null,
          "ok": true
        }
        """#)
  }

  @Test func `Values on lines of their own have no commas between them`() {
    let text = write { writer in
      for term in 0..<3 {
        writer.beginArray()
        writer.value(term)
        writer.endArray()
        writer.newline()
      }
    }
    #expect(text == "[0]\n[1]\n[2]\n")
  }

  @Test func `Controls, quotation marks and backslashes are escaped, and nothing else`() {
    let text = write { $0.value("\0\u{1f}\u{8}\t\n\u{c}\r\"\\/\u{7f}é😀<&>") }
    #expect(text == #""\u0000\u001f\b\t\n\f\r\"\\/\#u{7f}é😀<&>""#)
    let html = write(JSONWriter.Options(escapesHTML: true)) { $0.value("</script>&") }
    #expect(html == #""\u003c/script\u003e\u0026""#)
  }

  @Test func `Doubles are the shortest that read back`() {
    #expect(write { $0.value(0.1) } == "0.1")
    #expect(write { $0.value(1e300) } == "1e+300")
  }

  @Test(arguments: [UInt64](1...4))
  func `The scanner reads back what was written`(seed: UInt64) throws {
    var random = ReadingRandom(seed: seed)
    for _ in 0..<300 {
      let number = random.next() >> UInt64.random(in: 0..<64, using: &random)
      let text = String(decoding: (0..<20).map { _ in UInt8(random.next() & 0x9f) }, as: UTF8.self)
      let bytes = Array(
        write { writer in
          writer.beginArray()
          writer.value(number)
          writer.value(text)
          writer.value(Int64(bitPattern: number))
          writer.endArray()
        }.utf8)
      var scanner = JSONScanner()
      try scanner.enterArray(bytes.span)
      var isAtElement = try scanner.nextElement(bytes.span)
      let numberBack = try scanner.unsignedInteger(bytes.span)
      isAtElement = try isAtElement && scanner.nextElement(bytes.span)
      let textBack = try scanner.string(bytes.span).text(in: bytes.span)
      isAtElement = try isAtElement && scanner.nextElement(bytes.span)
      let signedBack = try scanner.signedInteger(bytes.span)
      #expect(isAtElement)
      #expect(numberBack == number)
      #expect(textBack == text)
      #expect(signedBack == Int64(bitPattern: number))
    }
  }
}
