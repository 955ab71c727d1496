import RaftModel
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite(
  "The real checker's counterexamples are runs of the model",
  .enabled(if: SharedFiles.root != nil, Comment(rawValue: SharedFiles.absence)))
struct TutorialRealRunTests {
  /// What a state of FizzBee's shows of a server.
  private struct Look: Hashable {
    var term: Int
    var mode: String
    var votedFor: Int?
    var commitIndex: Int
    var log: [String]
  }

  /// The states of a run's `error-graph.json` at which an action can be interrupted: servers and the number of threads.
  private static func states(ofRun name: String) throws -> [(looks: [Look], threads: Int)] {
    let root = try #require(SharedFiles.root)
    let source = try ByteSource(path: "\(root)/traces/fizzbee/\(name)/error-graph.json")
    let text = String(decoding: try source.readToEnd(lengthMaximum: 1 << 24), as: UTF8.self)
    return array(try JSONValue(text)).compactMap { link in
      guard let node = link["Node"], node["name"] == .string("yield") else { return nil }
      return (array(node["roles"]).map { look($0["fields"]) }, array(node["threads"]).count)
    }
  }

  private static func array(_ value: JSONValue?) -> [JSONValue] {
    if case .array(let elements) = value { elements } else { [] }
  }

  private static func look(_ fields: JSONValue?) -> Look {
    func number(_ key: String) -> Int {
      if case .integer(let value) = fields?[key] { Int(value) } else { 0 }
    }
    func text(_ key: String) -> String {
      if case .string(let value) = fields?[key] { value } else { "" }
    }
    return Look(
      term: number("currentTerm"), mode: text("mode").lowercased(),
      votedFor: text("votedFor").last.flatMap { Int(String($0)) }, commitIndex: number("commitIndex"),
      log: array(fields?["log"]).dropFirst().map { entry($0) })
  }

  private static func entry(_ value: JSONValue) -> String {
    guard case .array(let parts) = value, case .integer(let term) = parts[0],
      case .string(let command) = parts[1]
    else { return "\(value)" }
    return "(\(term), \"\(command)\")"
  }

  private static func look(_ server: TutorialServer) -> Look {
    Look(
      term: Int(server.currentTerm), mode: "\(server.mode)", votedFor: server.votedFor,
      commitIndex: Int(server.commitIndex),
      log: stride(from: 1, through: server.log.lastIndex, by: 1).map { "\(server.log[$0])" })
  }

  private static func bounds(elections: Int) -> TutorialBounds {
    var bounds = TutorialBounds(of: .replication)
    bounds.concurrentMaximum = 2
    bounds.electionMaximum = elections
    bounds.crashes = false
    return bounds
  }

  @Test("Step by step", arguments: [("c2_CIMON", 1), ("c2_SMS", 2)])
  func replay(_ run: String, _ elections: Int) throws {
    let model = TutorialModel(.replication, bounds: Self.bounds(elections: elections))
    let real = try Self.states(ofRun: run)
    try #require(real.count > 25)
    var possible = [model.initialState]
    for (number, expected) in real.enumerated().dropFirst() {
      var next: [TutorialState] = []
      for state in possible {
        model.forEachSuccessor(of: state) { _, after in
          let looks = (0..<TutorialState.serverCount).map { Self.look(after.servers[$0]) }
          if looks == expected.looks, after.runningCount == expected.threads { next.append(after) }
        }
      }
      try #require(!next.isEmpty, "state \(number) of \(run)")
      possible = next
    }
  }
}
