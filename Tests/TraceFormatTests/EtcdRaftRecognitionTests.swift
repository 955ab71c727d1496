import Testing
import TraceFormat

@Suite("etcd's raft library: recognition by the first bytes")
struct EtcdRaftRecognitionTests {
  private func recognizes(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return EtcdRaftTraceReader.recognizes(bytes.span)
  }

  private let line = EtcdRaftFixtureLine(name: "InitState").text

  @Test("A trace is recognized also behind other lines, and where the last line is cut")
  func traces() {
    #expect(recognizes(line))
    #expect(recognizes("=== RUN\n{\"tag\":\"config\"}\n{broken\n\(line)\n{\"level\":\"deb"))
  }

  @Test("Traces of others with the same tag are not")
  func others() {
    let hashicorp =
      #"{"ts":"2024","tag":"trace","event":{"name":"BecomeLeader","nid":"s1","state":{"role":"Leader"}}}"#
    #expect(!recognizes(""))
    #expect(!recognizes("{\"tag\":\"trace\"}\n"))
    #expect(!recognizes(hashicorp))
    #expect(!recognizes(line.replacing("InitState", with: "Unheard")))
    #expect(!recognizes(line.replacing(#""tag":"trace""#, with: #""tag":"raft_trace""#)))
    #expect(!recognizes(String(line.dropLast())))
  }
}
