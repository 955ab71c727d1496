import RaftTraceTestSupport
import Testing
import TraceFormat

@testable import RaftTraceChecker

@Suite("Minimization of traces whose logs are longer than a model's")
struct LongLogTests {
  /// Three servers with forty entries replicate sixty more in batches of six; then c votes for a and for b in term 9.
  private struct LongRun {
    private(set) var lines = ["a", "b", "c"].map {
      #"{"event":"start","server":"\#($0)","after":{"currentTerm":7,"votedFor":null,"role":"follower","#
        + #""lastLogIndex":40,"lastLogTerm":7,"commitIndex":40,"lastApplied":40}}"#
    }
    private var last = 40

    init() {
      campaign(of: "a", term: 8, voter: "c", lastLog: (40, 7))
      for _ in 0..<10 { replicate(6, from: "a", to: ["b", "c"], term: 8) }
      campaign(of: "a", term: 9, voter: "c", lastLog: (100, 8))
      campaign(of: "b", term: 9, voter: "c", lastLog: (100, 8))
    }

    private mutating func replicate(_ count: Int, from leader: String, to others: [String], term: Int) {
      let entries = (1...count).map { #"{"index":\#(last + $0),"term":\#(term),"payload":"v\#(last + $0)"}"# }
      let batch = entries.joined(separator: ",")
      let end = #""after":{"lastLogIndex":\#(last + count),"lastLogTerm":\#(term)}"#
      lines.append(#"{"event":"entriesAppended","server":"\#(leader)","entries":[\#(batch)],\#(end)}"#)
      for other in others {
        let previous = last > 40 ? term : 7
        message(
          "AppendEntriesRequest", leader, other, term,
          #""prevLogIndex":\#(last),"prevLogTerm":\#(previous),"entries":[\#(batch)],"leaderCommit":\#(last)"#
        )
        lines.append(#"{"event":"entriesAppended","server":"\#(other)","entries":[\#(batch)],\#(end)}"#)
        lines.append(#"{"event":"committed","server":"\#(other)","index":\#(last)}"#)
        message(
          "AppendEntriesResponse", other, leader, term, #""success":true,"matchIndex":\#(last + count)"#)
        if other == others.first {
          lines.append(#"{"event":"committed","server":"\#(leader)","index":\#(last + count)}"#)
        }
      }
      last += count
    }

    private mutating func campaign(
      of candidate: String, term: Int, voter: String, lastLog: (index: Int, term: Int)
    ) {
      let log = #""lastLogIndex":\#(lastLog.index),"lastLogTerm":\#(lastLog.term)"#
      lines.append(#"{"event":"campaignStarted","server":"\#(candidate)"}"#)
      lines.append(
        #"{"event":"roleChanged","server":"\#(candidate)","role":"candidate","#
          + #""after":{"currentTerm":\#(term),"votedFor":"\#(candidate)"}}"#)
      message("RequestVoteRequest", candidate, voter, term, log)
      lines.append(
        #"{"event":"voteGranted","server":"\#(voter)","candidate":"\#(candidate)","term":\#(term),\#(log),"#
          + #""after":{"currentTerm":\#(term),"votedFor":"\#(candidate)","role":"follower"}}"#)
      message("RequestVoteResponse", voter, candidate, term, #""voteGranted":true"#)
      lines.append(
        #"{"event":"roleChanged","server":"\#(candidate)","role":"leader","after":{"currentTerm":\#(term)}}"#)
    }

    private mutating func message(_ type: String, _ from: String, _ to: String, _ term: Int, _ rest: String) {
      for (event, server) in [("messageSent", from), ("messageReceived", to)] {
        lines.append(
          #"{"event":"\#(event)","server":"\#(server)","message":{"type":"\#(type)","from":"\#(from)","#
            + #""to":"\#(to)","term":\#(term),\#(rest)}}"#)
      }
    }
  }

  private let symbols = TraceSymbols()
  private let trace: RecordedTrace
  private let twoLeaders = ViolationTarget.property(.electionSafety, .twoLeaders)

  init() throws {
    let dialect = #""durability":"atOnce","isOrdered":true,"isComplete":true,"showsMessages":true"#
    let header = #"{"format":"raft-trace","version":1,"dialect":{\#(dialect)}}"#
    let text = ([header] + LongRun().lines).joined(separator: "\n") + "\n"
    var reader = NativeTraceReader(
      LineReader(ByteSource(bytes: Array(text.utf8), name: "t")), symbols: symbols)
    var events: [TraceEvent] = []
    while try reader.read(into: &events) {}
    var trace = RecordedTrace(dialects: [reader.dialect])
    trace.lines = events.map { RecordedTrace.Line($0) }
    self.trace = trace
  }

  @Test("Its steps are run again, and nothing but the fault remains")
  func rerun() throws {
    let minimization = try #require(Minimizer(trace, symbols: symbols, target: twoLeaders).run())
    guard case .rerun(let description) = minimization.method else {
      Issue.record("not run again: \(minimization.method)")
      return
    }
    #expect(description.deviationCount <= 1)
    #expect(minimization.after.steps == 6)
    #expect(minimization.isOneMinimal)
    #expect(minimization.after.terms == 2)
  }

  @Test("A shorter log has the terms and the order of the long one")
  func condensedLog() throws {
    let scale = LogLandmarks(trace, focus: []).scale(atMost: 12)
    #expect(scale.kept.count <= 12)
    #expect(scale(LogIndex(39)) == .zero, "no line speaks of the entries before the 40th")
    #expect(scale.keeps(LogIndex(41)), "there the term changes")
    let condensed = trace.condensed(by: scale)
    #expect(condensed.lines.count == trace.lines.count)
    for (line, original) in zip(condensed.lines, trace.lines) {
      #expect(line.event.position == original.event.position)
      guard case .messageReceived(let message) = line.event.kind,
        case .appendEntriesRequest(let request) = message.body
      else { continue }
      #expect(request.entries.entries.count <= 4)
      let isOld = request.prevLogIndex == .known(scale(LogIndex(40)))
      #expect(request.prevLogTerm == .known(isOld ? Term(7) : Term(8)))
    }
  }

  @Test("Where there is no time at all, the lines that the report names are the result")
  func noTime() throws {
    let minimization = try #require(
      Minimizer(trace, symbols: symbols, target: twoLeaders).run { _ in false })
    #expect(minimization.method.isEvidence)
    #expect(!minimization.isOneMinimal)
    #expect(minimization.after.events < 10)
    #expect(twoLeaders.isShown(by: minimization.result.check(symbols: symbols)))
  }
}

extension Minimization.Method {
  fileprivate var isEvidence: Bool {
    switch self {
    case .evidence: true
    case .rerun, .untouched: false
    }
  }
}
