import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("CCF: recognition by the first bytes")
struct CCFRecognitionTests {
  private func recognizes(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return CCFTraceReader.recognizes(bytes.span)
  }

  private let line = CCFFixtureLine.bootstrap("0").text

  @Test("A trace is recognized, also behind other lines and with the tag of later versions")
  func traces() throws {
    #expect(recognizes(line))
    #expect(recognizes("{\"tag\":\"raft_trace\",\"cmd\":\"\"}\n{broken\n\(line)\n{\"h_ts"))
    #expect(recognizes(line.replacing("raft_trace", with: "ccf.raft_trace")))
    #expect(try FormatTable().guess(Array(line.utf8), file: "x").name == "ccf")
  }

  @Test("Others are not")
  func others() {
    #expect(!recognizes(""))
    #expect(!recognizes(line.replacing("raft_trace", with: "trace")))
    #expect(!recognizes(line.replacing("bootstrap", with: "unheard")))
    #expect(!recognizes(line.replacing("node_id", with: "id")))
    #expect(!recognizes(String(line.dropLast())))
  }
}
