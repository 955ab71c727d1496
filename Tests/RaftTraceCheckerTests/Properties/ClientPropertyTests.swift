import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("AckedSurvives and Linearizability, Raft §8")
struct ClientPropertyTests {
  private func check(_ histories: String...) throws -> CheckReport {
    let sources = histories.enumerated().map { ByteSource(bytes: Array($1.utf8), name: "h\($0)") }
    return try TestTrace(sources: sources).check()
  }

  private func status(_ name: PropertyName, _ report: CheckReport) -> PropertyStatus? {
    report.properties.first { $0.name == name }?.status
  }

  private func expectViolations(_ names: [PropertyName], _ report: CheckReport) {
    #expect(report.properties.filter { $0.status == .violated }.map(\.name) == names)
  }

  private func expectHeld(_ name: PropertyName, _ report: CheckReport) {
    #expect(status(name, report) == .held)
  }

  private func expectNotObservable(_ name: PropertyName, _ report: CheckReport) {
    #expect(status(name, report) == .notObservable)
  }

  private func write(
    _ key: String, from call: Int, to done: Int, index: Int, _ more: String = ""
  ) -> String {
    #"{"client":1,"f":"put","k":"\#(key)","v":"\#(key)","invoke":\#(call),"done":\#(done),"ok":true,"index":\#(index)\#(more)}"#
      + "\n"
  }

  @Test("A later write at the place of an acknowledged one violates AckedSurvives, once a loss")
  func lostWrite() throws {
    let report = try check(
      write("a", from: 1, to: 2, index: 5) + write("b", from: 3, to: 4, index: 5)
        + write("c", from: 5, to: 6, index: 6))
    expectViolations([.ackedSurvives], report)
    #expect(report.violations.count == 1)
    #expect(report.violations[0].witnesses.map(\.position.line) == [1, 2])
    #expect(report.servers.isEmpty)
  }

  @Test("Writes that overlap, of other logs or repeated, may have any place")
  func noLoss() throws {
    let overlapping = write("a", from: 1, to: 4, index: 5) + write("b", from: 3, to: 5, index: 4)
    let repeated = write("a", from: 1, to: 2, index: 5) + write("a", from: 3, to: 4, index: 5)
    let otherLog =
      write("a", from: 1, to: 2, index: 5) + write("b", from: 3, to: 4, index: 1, #","stream":"s""#)
    for history in [overlapping, repeated, otherLog] {
      let report = try check(history)
      #expect(status(.ackedSurvives, report) != .violated)
    }
    let later = try check(write("a", from: 1, to: 2, index: 5) + write("b", from: 3, to: 4, index: 6))
    expectHeld(.ackedSurvives, later)
    let files = try check(write("a", from: 1, to: 2, index: 5), write("b", from: 3, to: 4, index: 5))
    expectNotObservable(.ackedSurvives, files)
  }

  private func jepsen(_ operations: [String]) -> String {
    operations.map { operation in
      let words = operation.split(separator: " ").map(String.init)
      return
        "{:process \(words[0]), :type :\(words[1]), :f :\(words[2]), :value \(words[3...].joined(separator: " "))}\n"
    }.joined()
  }

  @Test("A read that finds an older value violates Linearizability; only what proves it is shown")
  func staleRead() throws {
    let report = try check(
      jepsen([
        "0 invoke write 1", "0 ok write 1", "1 invoke read nil", "1 ok read 1", "0 invoke write 2",
        "0 ok write 2", "2 invoke read nil", "2 ok read 1", "1 invoke read nil", "1 ok read 2",
      ]))
    expectViolations([.linearizability], report)
    #expect(report.violations.map { $0.witnesses.map(\.position.line) } == [[2, 6, 8]])
  }

  @Test(
    "A write whose outcome is unknown may be found at any time later, or never; one that failed may not be")
  func unknownOutcome() throws {
    let begin = ["0 invoke write 1", "0 ok write 1", "1 invoke write 2", "1 info write 2"]
    let never = begin + ["0 invoke read nil", "0 ok read 1"]
    let late = never + ["0 invoke read nil", "0 ok read 2"]
    for history in [never, late] {
      try expectHeld(.linearizability, check(jepsen(history)))
    }
    let back = late + ["0 invoke read nil", "0 ok read 1"]
    try expectViolations([.linearizability], check(jepsen(back)))
  }

  @Test("A key that somebody else writes, or of another kind, is not judged")
  func strangers() throws {
    let begin = ["0 invoke write 1", "0 ok write 1"]
    let foreign = begin + ["0 invoke read nil", "0 ok read 9"]
    let added = begin + ["1 invoke add 3", "1 ok add 3", "0 invoke read nil", "0 ok read 4"]
    for history in [foreign, added] {
      try expectNotObservable(.linearizability, check(jepsen(history)))
    }
    let stale = begin + ["0 invoke write 2", "0 ok write 2", "0 invoke read nil", "0 ok read 1"]
    try expectNotObservable(.linearizability, check(jepsen(stale), jepsen(begin)))
  }

  @Test("A key that vanishes after a write violates Linearizability")
  func vanished() throws {
    let history = ["0 invoke write 1", "0 ok write 1", "0 invoke read nil", "0 ok read nil"]
    try expectViolations([.linearizability], check(jepsen(history)))
  }

  @Test("Too many open operations are said to be too many")
  func tooConcurrent() throws {
    var history: [String] = []
    for i in 0..<70 { history += ["\(i) invoke write \(i)"] }
    for i in 0..<70 { history += ["\(i) ok write \(i)"] }
    history += ["0 invoke read nil", "0 ok read 3"]
    let report = try check(jepsen(history))
    let result = report.properties.first { $0.name == .linearizability }
    #expect(result?.status == .notObservable)
    #expect(result?.missing == ["a key with at most 64 operations open at a time"])
  }
}
