public import RaftModel
import TraceFormat

/// Carries out the directives of a scenario file on a modelled cluster and says what comes of them.
///
/// Tests/RaftModelTests/Scenarios/README.md lists the directives.
public struct ScenarioRunner {
  /// Rules other than Raft's that `cluster rules=…` may name.
  public var variants: [String: @Sendable (ModelOptions) -> any RaftRules] = [:]

  private var cluster = ModelCluster(1)
  private var saved: [String: ModelCluster] = [:]
  private var violationCount = 0

  public init(variants: [String: @Sendable (ModelOptions) -> any RaftRules] = [:]) {
    self.variants = variants
  }

  /// The file with the outputs that its directives have now.
  public mutating func run(_ file: ScenarioFile) -> ScenarioFile {
    var result = file
    for i in result.paragraphs.indices where !result.paragraphs[i].directives.isEmpty {
      result.paragraphs[i].output = result.paragraphs[i].directives.flatMap { run($0) }
    }
    return result
  }

  /// What one directive prints; nothing where it puts a server into a state.
  mutating func run(_ line: String) -> [String] {
    var lines: [String]
    do {
      lines = try carryOut(ScenarioWords(line))
    } catch let refusal as DisabledAction {
      lines = ["disabled: \(refusal.sentence)"]
    } catch {
      lines = ["error: \(error)"]
    }
    for violation in cluster.violations.dropFirst(violationCount)
    where !lines.contains("VIOLATES \(violation)") {
      lines.append("VIOLATES \(violation)")
    }
    violationCount = cluster.violations.count
    return lines.isEmpty && !line.prefix(4).contains(":") ? ["nothing changes"] : lines
  }

  private mutating func carryOut(_ words: ScenarioWords) throws -> [String] {
    switch words.verb {
    case "cluster": return try begin(words)
    case let name where name.hasSuffix(":"): return try set(words)
    case "show": return try show(words.plain.isEmpty ? Array(cluster.state.allServers) : words.servers)
    case "messages": return cluster.messages().map(ScenarioText.message).sorted()
    case "deliver": return try step(.receive(try message(words), again: words.plain.contains("again")))
    case "deliver-all": return try deliverAll(words)
    case "lose":
      _ = try step(.lose(try message(words)))
      return ["1 message is lost"]
    case "lose-all":
      let count = cluster.state.network.count
      cluster.loseAll()
      return ["\(count) \(count == 1 ? "message is" : "messages are") lost"]
    case "campaign":
      return try story { try $0.campaign(try words.server, among: try words.servers("among") ?? []) }
    case "replicate":
      return try story { try $0.replicate(try words.server, to: try words.servers("to") ?? []) }
    case "bring": return try bring(words)
    case "save":
      saved[words.plain.joined(separator: " ")] = cluster
      return ["saved"]
    case "return-to": return try load(words.plain.joined(separator: " "))
    default: return try step(try action(words))
    }
  }

  // MARK: Setting up

  private mutating func begin(_ words: ScenarioWords) throws -> [String] {
    var options = ModelOptions()
    for word in words.option("with")?.split(separator: ",") ?? [] { try choose(String(word), in: &options) }
    switch words.option("change") {
    case nil: options.membershipChange = .none
    case "one-server": options.membershipChange = .oneServer
    case "joint": options.membershipChange = .joint
    case let other?: throw ModelClusterError("change=\(other) is unknown")
    }
    if let maximum = try words.number("entries") { options.entriesPerMessageMaximum = UInt8(maximum) }
    var rules: any RaftRules = Raft(options: options)
    if let name = words.option("rules") {
      guard let variant = variants[name] else { throw ModelClusterError("rules=\(name) is unknown") }
      rules = variant(options)
    }
    cluster = ModelCluster(
      Int(try words.number("servers") ?? 3), voters: try words.servers("voters"),
      learners: try words.servers("learners") ?? [], rules: rules)
    violationCount = 0
    let membership = cluster.initialMembership
    return ["configuration \(ScenarioText.membership(membership))"]
  }

  private mutating func load(_ name: String) throws -> [String] {
    guard let copy = saved[name] else { throw ModelClusterError("nothing is saved as \(name)") }
    cluster = copy
    violationCount = copy.violations.count
    return try show(Array(cluster.state.allServers))
  }

  private func choose(_ word: String, in options: inout ModelOptions) throws {
    switch word {
    case "pre-vote": options.hasPreVote = true
    case "check-quorum": options.hasCheckQuorum = true
    case "transfer": options.hasLeadershipTransfer = true
    case "snapshots": options.hasSnapshots = true
    case "reads": options.hasReads = true
    case "learners": options.hasLearners = true
    case "no-operation": options.appendsNoOperation = true
    case "pipelining": options.pipelinesEntries = true
    case "separate-apply": options.appliesSeparately = true
    default: throw ModelClusterError("with=\(word) is unknown")
    }
  }

  private mutating func set(_ words: ScenarioWords) throws -> [String] {
    let server = try ScenarioWords.server(String(words.verb.dropLast()))
    cluster.set(
      server, term: try words.number("term") ?? 0,
      entries: try ScenarioWords.entries(words.option("log") ?? ""),
      vote: try words.servers("vote")?.first, commit: try words.number("commit") ?? 0)
    return []
  }

  // MARK: Actions

  private func action(_ words: ScenarioWords) throws -> Action {
    switch words.verb {
    case "timeout": .electionTimeout(try words.server)
    case "append": .clientAppend(try words.server)
    case "send": .sendAppendEntries(from: try words.link.source, to: try words.link.destination)
    case "heartbeat": .sendHeartbeat(from: try words.link.source, to: try words.link.destination)
    case "restart": .restart(try words.server)
    case "step-down": .stepDown(try words.server)
    case "apply": .apply(try words.server)
    case "snapshot": .takeSnapshot(try words.server)
    case "install-snapshot": .sendInstallSnapshot(from: try words.link.source, to: try words.link.destination)
    case "change":
      .changeMembership(
        try words.server,
        to: Membership(
          voters: ServerSet(try words.servers("voters") ?? []),
          learners: ServerSet(try words.servers("learners") ?? [])))
    case "leave-joint": .leaveJointMembership(try words.server)
    case "transfer": .transferLeadership(from: try words.link.source, to: try words.link.destination)
    case "abort-transfer": .abortTransfer(try words.server)
    case "read": .requestRead(try words.server)
    default: throw ModelClusterError("no directive \(words.verb)")
    }
  }

  /// The one message in flight that the words behind the verb describe, in the words of `messages`.
  private func message(_ words: ScenarioWords) throws -> Packet {
    let wanted = Set(words.plain.filter { $0 != "again" } + words.optionWords)
    let fitting = cluster.messages().filter {
      wanted.isSubset(of: ScenarioText.message($0).split(separator: " ").map(String.init))
    }
    guard let packet = fitting.first, fitting.count == 1 else {
      throw ModelClusterError("\(fitting.count) messages in flight fit")
    }
    return packet
  }

  private mutating func step(_ action: Action) throws -> [String] {
    let before = cluster.state
    try cluster.take(action)
    return changes(since: before) + sent(since: before)
  }

  private mutating func deliverAll(_ words: ScenarioWords) throws -> [String] {
    let reached = try words.servers("among").map { ServerSet($0) } ?? cluster.state.allServers
    var lines: [String] = []
    for _ in 0..<1000 {
      guard let packet = cluster.nextMessage(among: reached) else { return lines }
      let before = cluster.state
      try cluster.take(.receive(packet))
      lines.append(ScenarioText.message(packet))
      lines += changes(since: before).map { "  " + $0 }
    }
    throw ModelClusterError("the messages do not come to an end")
  }

  // MARK: Stories of several steps, of which only the outcome is shown

  private mutating func story(_ body: (inout ModelCluster) throws -> Void) throws -> [String] {
    let before = cluster.state
    try body(&cluster)
    return changes(since: before)
  }

  /// Sends until the follower has the leader's log, and says where it refused and what it accepted.
  private mutating func bring(_ words: ScenarioWords) throws -> [String] {
    let (leader, follower) = try words.link
    let before = cluster.state
    var answers: [String] = []
    repeat {
      try cluster.take(.sendAppendEntries(from: leader, to: follower))
      let request = try cluster.deliver(.appendEntriesRequest, from: leader, to: follower)
      let response = try cluster.deliver(.appendEntriesResponse, from: follower, to: leader)
      let verdict = response.success ? "accepted" : "refused"
      answers.append("prev=\(ScenarioText.position(request.prevLog)) +\(request.entries.count) \(verdict)")
    } while cluster.state[leader].role == .leader
      && cluster.state[leader].matchIndex[follower] < cluster.state[leader].lastLog.index
    return answers + changes(since: before)
  }

  // MARK: Showing

  private func show(_ servers: [ServerID]) throws -> [String] {
    servers.map {
      "\($0.modelName): "
        + ScenarioText.words(cluster.state[$0]).joined(separator: " ")
    }
  }

  private func changes(since before: ClusterState) -> [String] {
    let all = cluster.state.allServers
    var lines: [String] = []
    for server in all {
      let words = ScenarioText.changes(from: before[server], to: cluster.state[server], of: all)
      if !words.isEmpty { lines.append("\(server.modelName): \(words.joined(separator: " "))") }
    }
    let readCount = cluster.state.history.readCount &- before.history.readCount
    if readCount > 0 { lines.append("a read is served") }
    return lines
  }

  private func sent(since before: ClusterState) -> [String] {
    cluster.messages().filter { !before.network.contains($0) }.map { "  " + ScenarioText.message($0) }
  }
}
