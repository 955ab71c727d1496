import RaftTraceTestSupport
import Testing

import TraceFormat

@Suite("States: writing")
struct StateWriterTests {
  /// Two servers; n1 wins term 1 and appends an entry, which n2 stores and loses.
  private func election() -> TraceBuilder {
    var trace = TraceBuilder {
      $0.isOrdered = true
      $0.showsMessages = true
    }
    for server in ["n2", "n1"] {
      trace.add(server, .start) {
        $0.currentTerm = .known(.zero)
        $0.votedFor = .known(nil)
        $0.role = .known(.follower)
        $0.lastLogIndex = .known(.zero)
        $0.commitIndex = .known(.zero)
      }
    }
    let id = trace.id("n1")
    trace.add("n1", .roleChanged(.candidate)) {
      $0.currentTerm = .known(Term(1))
      $0.votedFor = .known(id)
    }
    trace.grant("n2", to: "n1", term: 1)
    trace.role("n1", .leader, term: 1)
    trace.append("n1", [trace.entry(1, term: 1, payload: 7)])
    trace.commit("n1", 1)
    trace.append("n2", [trace.entry(1, term: 1, payload: 7)])
    trace.truncate("n2", from: 1)
    return trace
  }

  private func itf(_ trace: TraceBuilder) throws -> JSONValue {
    let survey = survey(trace)
    var writer = ITFTraceWriter(symbols: trace.symbols, survey: survey, dialect: trace.dialect)
    writer.write(trace.events)
    writer.finish()
    return try JSONValue(String(decoding: writer.takeBytes(), as: UTF8.self))
  }

  private func survey(_ trace: TraceBuilder) -> StateSurvey {
    var survey = StateSurvey(symbols: trace.symbols)
    for event in trace.events { survey.consider(event) }
    return survey
  }

  private func states(_ document: JSONValue) -> [JSONValue] {
    if case .array(let states)? = document["states"] { states } else { [] }
  }

  private func values(_ states: [JSONValue], _ variable: String, _ server: String) -> [String] {
    states.map { state in
      switch state[variable]?[server] {
      case .integer(let number)?: "\(number)"
      case .string(let text)?: text
      case .array(let entries)?: "\(entries.count)"
      default: "?"
      }
    }
  }

  @Test("A state stands before the first event and behind each")
  func sequence() throws {
    let document = try itf(election())
    let states = states(document)
    #expect(states.count == 10)
    #expect(values(states, "currentTerm", "n1").joined() == "0001111111")
    #expect(values(states, "currentTerm", "n2").joined() == "0000111111")
    #expect(
      values(states, "votedFor", "n2") == Array(repeating: "Nil", count: 4) + Array(repeating: "n1", count: 6)
    )
    #expect(values(states, "state", "n1")[3...5] == ["Candidate", "Candidate", "Leader"])
    #expect(values(states, "log", "n2").joined() == "0000000010")
    #expect(values(states, "commitIndex", "n1").joined() == "0000000111")
    #expect(
      states.map { $0["action_taken"] }.suffix(3) == [
        .string("AdvanceCommitIndex"), .string("EntriesAppended"), .string("LogTruncated"),
      ])
    #expect(states[3]["#meta"]?["at"] == .string("n1.log:2"))
    let variables = [
      "currentTerm", "state", "votedFor", "log", "commitIndex", "messages", "action_taken",
      "stepsMayBeMissing",
    ]
    #expect(document["vars"] == .array(variables.map(JSONValue.string)))
  }

  @Test("A variable that is unknown of one server in one state is left out")
  func unknownVariables() throws {
    var trace = election()
    trace.add("n2", .entriesAppended(EntryBatch(count: 2)))
    trace.add("n1", .start) { $0.currentTerm = .known(Term(1)) }
    let vars = try itf(trace)["vars"]
    let variables = ["currentTerm", "messages", "action_taken", "stepsMayBeMissing"]
    #expect(vars == .array(variables.map(JSONValue.string)))
  }

  @Test("What a server's first event changes is not known before it")
  func firstEvents() throws {
    var trace = TraceBuilder()
    trace.role("n1", .leader, term: 3)
    #expect(!survey(trace).knowsServers)
    var observed = TraceBuilder()
    observed.term("n1", 3)
    #expect(survey(observed).knowsServers)
  }

  @Test("Messages in flight are a bag; without all their fields they are left out")
  func messages() throws {
    var trace = election()
    let vote = RequestVoteRequest(lastLogIndex: .known(.zero), lastLogTerm: .known(.zero))
    trace.send("n1", to: "n2", term: 1, .requestVoteRequest(vote))
    trace.send("n1", to: "n2", term: 1, .requestVoteRequest(vote))
    trace.receive("n2", from: "n1", term: 1, .requestVoteRequest(vote))
    let counts = states(try itf(trace)).suffix(4).map { state in
      guard case .array(let pairs)? = state["messages"]?["#map"] else { return "?" }
      return pairs.map { pair in
        guard case .array(let parts) = pair else { return "?" }
        return "\(parts[0]["mtype"] == .string("RequestVoteRequest"))×\(parts[1])"
      }.joined()
    }
    #expect(counts == ["", "true×integer(1)", "true×integer(2)", "true×integer(1)"])
    trace.send("n1", to: "n2", term: 1, .requestVoteRequest(RequestVoteRequest()))
    #expect(try itf(trace)["vars"].map { "\($0)".contains("messages") } == false)
  }

  @Test("TLC's document has each step with both its states, and all states")
  func tlc() throws {
    let trace = election()
    let survey = survey(trace)
    var text = ""
    for part in TLCTraceWriter.Part.allCases {
      var writer = TLCTraceWriter(symbols: trace.symbols, survey: survey, dialect: trace.dialect, part: part)
      writer.write(trace.events)
      writer.finish()
      text += String(decoding: writer.takeBytes(), as: UTF8.self)
    }
    let document = try JSONValue(text)
    guard case .array(let steps)? = document["counterexample"]?["action"],
      case .array(let states)? = document["counterexample"]?["state"]
    else {
      Issue.record("\(document)")
      return
    }
    #expect(steps.count == trace.events.count)
    #expect(states.count == trace.events.count + 1)
    for (number, step) in steps.enumerated() {
      guard case .array(let parts) = step else { continue }
      #expect(parts.count == 3)
      #expect(parts[0] == states[number])
      #expect(parts[2] == states[number + 1])
    }
  }

  @Test("Values are TLA+ where a key of JSON must hold them")
  func keys() throws {
    var trace = election()
    let append = AppendEntriesRequest(
      prevLogIndex: .known(.zero), prevLogTerm: .known(.zero),
      entries: EntryBatch([trace.entry(1, term: 1, payload: 7)]), leaderCommit: .known(.zero))
    trace.send("n1", to: "n2", term: 1, .appendEntriesRequest(append))
    var writer = TLCTraceWriter(
      symbols: trace.symbols, survey: survey(trace), dialect: trace.dialect, part: .states)
    writer.write(trace.events)
    let text = String(decoding: writer.takeBytes(), as: UTF8.self)
    #expect(
      text.contains(
        #"{"[mtype |-> \"AppendEntriesRequest\", mterm |-> 1, mprevLogIndex |-> 0, mprevLogTerm |-> 0, "#
          + #"mentries |-> <<[term |-> 1, value |-> \"0000000000000007\"]>>, mcommitIndex |-> 0, "#
          + #"msource |-> \"n1\", mdest |-> \"n2\"]":1}"#))
  }

  @Test("Any events make valid JSON", arguments: 1...UInt64(4))
  func anything(seed: UInt64) throws {
    let symbols = TraceSymbols()
    var generator = EventGenerator(seed: seed, symbols: symbols)
    var survey = StateSurvey(symbols: symbols)
    let events = (0..<200).map { _ in generator.event() }
    for event in events { survey.consider(event) }
    var writer = ITFTraceWriter(symbols: symbols, survey: survey, dialect: SourceDialect())
    writer.write(events)
    writer.finish()
    // An arrival is one step with what its server does next.
    let merged = zip(events, events.dropFirst()).count { arrival, next in
      arrival.kind.name == .messageReceived && next.kind.name != .messageReceived
        && next.server == arrival.server
    }
    let written = states(try JSONValue(String(decoding: writer.takeBytes(), as: UTF8.self))).count
    #expect(written == 201 - merged)
  }
}
