public import TraceFormat

/// A random behavior of raft.tla, its actions written after the specification.
///
/// github.com/ongardie/raft.tla. What differs from our model: a candidate begins without a vote and asks itself for one,
/// a higher term is adopted in a step of its own, and a follower changes its log in steps that leave the request.
public struct RaftTLAWalk {
  private struct Entry: Equatable { var term: Int64; var value: String }

  private struct Server: Equatable {
    var term: Int64 = 1
    var role = "Follower"
    var votedFor: Int?
    var log: [Entry] = []
    var commitIndex = 0
    var responded: Set<Int> = []
    var granted: Set<Int> = []
    var next: [Int]
    var match: [Int]

    var lastTerm: Int64 { log.last?.term ?? 0 }
  }

  private struct Packet: Equatable {
    enum Body: Equatable {
      case requestVote(lastTerm: Int64, lastIndex: Int)
      case vote(granted: Bool)
      case append(previous: Int, previousTerm: Int64, entries: [Entry], commit: Int)
      case acknowledge(success: Bool, match: Int)
    }

    var term: Int64
    var source: Int
    var destination: Int
    var body: Body
  }

  private let count: Int
  private var servers: [Server]
  private var packets: [Packet] = []
  private var random: SeededRandom
  private var value = 0
  /// Whether steps carry the names of their actions.
  private let namesActions: Bool
  /// Whether a voter heeds the vote that it has given, as it must.
  private let keepsVotes: Bool

  public init(serverCount: Int, seed: UInt64, namesActions: Bool, keepsVotes: Bool = true) {
    self.keepsVotes = keepsVotes
    count = serverCount
    random = SeededRandom(seed: seed)
    self.namesActions = namesActions
    servers = (0..<serverCount).map { _ in
      Server(next: Array(repeating: 1, count: serverCount), match: Array(repeating: 0, count: serverCount))
    }
  }

  /// The states of a run.
  public mutating func states(steps: Int) -> [SpecState] {
    var states = [state(nil, 1)]
    var attempts = 0
    while states.count <= steps, attempts < steps * 40 {
      attempts += 1
      if let action = step() { states.append(state(namesActions ? action : "Next", states.count + 1)) }
    }
    return states
  }

  private mutating func step() -> String? {
    let i = Int.random(in: 0..<count, using: &random)
    let j = Int.random(in: 0..<count, using: &random)
    switch Int.random(in: 0..<100, using: &random) {
    case 0: return restart(i)
    case 1..<4: return timeout(i)
    case 4..<20: return requestVote(i, j)
    case 20..<30: return becomeLeader(i)
    case 30..<36: return clientRequest(i)
    case 36..<46: return advanceCommit(i)
    case 46..<60: return appendEntries(i, j)
    case 60..<62: return duplicate()
    case 62..<64: return drop()
    default: return receive()
    }
  }

  private mutating func restart(_ i: Int) -> String? {
    let server = servers[i]
    servers[i] = Server(next: Array(repeating: 1, count: count), match: Array(repeating: 0, count: count))
    (servers[i].term, servers[i].votedFor, servers[i].log) = (server.term, server.votedFor, server.log)
    return "Restart"
  }

  private mutating func timeout(_ i: Int) -> String? {
    guard servers[i].role != "Leader", servers[i].term < 8 else { return nil }
    servers[i].role = "Candidate"
    servers[i].term += 1
    servers[i].votedFor = nil
    servers[i].responded = []
    servers[i].granted = []
    return "Timeout"
  }

  private mutating func requestVote(_ i: Int, _ j: Int) -> String? {
    guard servers[i].role == "Candidate", !servers[i].responded.contains(j) else { return nil }
    let body = Packet.Body.requestVote(lastTerm: servers[i].lastTerm, lastIndex: servers[i].log.count)
    return send(Packet(term: servers[i].term, source: i, destination: j, body: body), "RequestVote")
  }

  private mutating func send(_ packet: Packet, _ action: String) -> String? {
    guard packets.count < 12 else { return nil }
    packets.append(packet)
    return action
  }

  private mutating func becomeLeader(_ i: Int) -> String? {
    guard servers[i].role == "Candidate", servers[i].granted.count * 2 > count else { return nil }
    servers[i].role = "Leader"
    servers[i].next = Array(repeating: servers[i].log.count + 1, count: count)
    servers[i].match = Array(repeating: 0, count: count)
    return "BecomeLeader"
  }

  private mutating func clientRequest(_ i: Int) -> String? {
    guard servers[i].role == "Leader", servers[i].log.count < 7 else { return nil }
    value += 1
    servers[i].log.append(Entry(term: servers[i].term, value: "v\(value % 3)"))
    return "ClientRequest"
  }

  private mutating func advanceCommit(_ i: Int) -> String? {
    guard servers[i].role == "Leader" else { return nil }
    let server = servers[i]
    let agreed = (1...max(server.log.count, 1)).last { index in
      (0..<count).count { $0 == i || server.match[$0] >= index } * 2 > count
    }
    guard let index = agreed, index <= server.log.count, server.log[index - 1].term == server.term else {
      return nil
    }
    servers[i].commitIndex = index
    return "AdvanceCommitIndex"
  }

  private mutating func appendEntries(_ i: Int, _ j: Int) -> String? {
    guard i != j, servers[i].role == "Leader" else { return nil }
    let server = servers[i]
    let previous = server.next[j] - 1
    let last = min(server.log.count, server.next[j])
    let body = Packet.Body.append(
      previous: previous, previousTerm: previous > 0 ? server.log[previous - 1].term : 0,
      entries: previous < last ? Array(server.log[previous..<last]) : [],
      commit: min(server.commitIndex, last))
    return send(Packet(term: server.term, source: i, destination: j, body: body), "AppendEntries")
  }

  private mutating func duplicate() -> String? {
    guard !packets.isEmpty, packets.count < 12 else { return nil }
    packets.append(random.element(of: packets))
    return "DuplicateMessage"
  }

  private mutating func drop() -> String? {
    guard !packets.isEmpty else { return nil }
    packets.remove(at: Int.random(in: packets.indices, using: &random))
    return "DropMessage"
  }

  private mutating func receive() -> String? {
    guard !packets.isEmpty else { return nil }
    let place = Int.random(in: packets.indices, using: &random)
    let packet = packets[place]
    let i = packet.destination
    if packet.term > servers[i].term {
      (servers[i].term, servers[i].role, servers[i].votedFor) = (packet.term, "Follower", nil)
      return "UpdateTerm"
    }
    switch packet.body {
    case .requestVote(let lastTerm, let lastIndex):
      let isCurrent =
        lastTerm > servers[i].lastTerm || lastTerm == servers[i].lastTerm && lastIndex >= servers[i].log.count
      let grants =
        packet.term == servers[i].term && isCurrent
        && (!keepsVotes || servers[i].votedFor == nil || servers[i].votedFor == packet.source)
      if grants { servers[i].votedFor = packet.source }
      return reply(place, .vote(granted: grants), "HandleRequestVoteRequest")
    case .vote(let granted):
      packets.remove(at: place)
      guard packet.term == servers[i].term else { return "DropStaleResponse" }
      servers[i].responded.insert(packet.source)
      if granted { servers[i].granted.insert(packet.source) }
      return "HandleRequestVoteResponse"
    case .append(let previous, let previousTerm, let entries, let commit):
      return handleAppend(place, previous, previousTerm, entries, commit)
    case .acknowledge(let success, let match):
      packets.remove(at: place)
      guard packet.term == servers[i].term else { return "DropStaleResponse" }
      if success {
        servers[i].next[packet.source] = match + 1
        servers[i].match[packet.source] = match
      } else {
        servers[i].next[packet.source] = max(servers[i].next[packet.source] - 1, 1)
      }
      return "HandleAppendEntriesResponse"
    }
  }

  private mutating func reply(_ place: Int, _ body: Packet.Body, _ action: String) -> String? {
    let packet = packets[place]
    packets[place] = Packet(
      term: servers[packet.destination].term, source: packet.destination, destination: packet.source,
      body: body)
    return action
  }

  private mutating func handleAppend(
    _ place: Int, _ previous: Int, _ previousTerm: Int64, _ entries: [Entry], _ commit: Int
  ) -> String? {
    let packet = packets[place]
    let i = packet.destination
    let action = "HandleAppendEntriesRequest"
    let logIsOk =
      previous == 0 || previous <= servers[i].log.count && servers[i].log[previous - 1].term == previousTerm
    if packet.term < servers[i].term || servers[i].role == "Follower" && !logIsOk {
      return reply(place, .acknowledge(success: false, match: 0), action)
    }
    if servers[i].role == "Candidate" {
      servers[i].role = "Follower"
      return action
    }
    guard servers[i].role == "Follower" else { return nil }
    let index = previous + 1
    if entries.isEmpty || servers[i].log.count >= index && servers[i].log[index - 1].term == entries[0].term {
      servers[i].commitIndex = max(servers[i].commitIndex, commit)
      return reply(place, .acknowledge(success: true, match: previous + entries.count), action)
    }
    if servers[i].log.count >= index {
      servers[i].log.removeLast()
    } else if servers[i].log.count == previous {
      servers[i].log.append(entries[0])
    }
    return action
  }

  private func state(_ action: String?, _ line: Int) -> SpecState {
    var variables: [String: SpecValue] = [:]
    variables["currentTerm"] = .byServer(servers.map { .integer($0.term) })
    variables["state"] = .byServer(servers.map { .text($0.role) })
    variables["votedFor"] = .byServer(servers.map { $0.votedFor.map { name($0) } ?? .text("Nil") })
    variables["log"] = .byServer(servers.map { .sequence($0.log.map { entry($0) }) })
    variables["commitIndex"] = .byServer(servers.map { .integer(Int64($0.commitIndex)) })
    variables["votesResponded"] = .byServer(servers.map { .set($0.responded.sorted().map { name($0) }) })
    variables["votesGranted"] = .byServer(servers.map { .set($0.granted.sorted().map { name($0) }) })
    variables["nextIndex"] = .byServer(servers.map { .byServer($0.next.map { .integer(Int64($0)) }) })
    variables["matchIndex"] = .byServer(servers.map { .byServer($0.match.map { .integer(Int64($0)) }) })
    variables["messages"] = .bag(packets.map { message($0) })
    return SpecState(
      variables: variables, action: action, position: SourcePosition(file: FileID(0), line: UInt32(line)))
  }

  private func name(_ server: Int) -> SpecValue { .text("n\(server + 1)") }

  private func entry(_ entry: Entry) -> SpecValue {
    .record(["term": .integer(entry.term), "value": .text(entry.value)])
  }

  private func message(_ packet: Packet) -> SpecValue {
    var value: KeyValuePairs<String, SpecValue>
    switch packet.body {
    case .requestVote(let lastTerm, let lastIndex):
      value = [
        "mtype": .text("RequestVoteRequest"), "mlastLogTerm": .integer(lastTerm),
        "mlastLogIndex": .integer(Int64(lastIndex)),
      ]
    case .vote(let granted):
      value = ["mtype": .text("RequestVoteResponse"), "mvoteGranted": .boolean(granted)]
    case .append(let previous, let previousTerm, let entries, let commit):
      value = [
        "mtype": .text("AppendEntriesRequest"), "mprevLogIndex": .integer(Int64(previous)),
        "mprevLogTerm": .integer(previousTerm), "mentries": .sequence(entries.map { entry($0) }),
        "mcommitIndex": .integer(Int64(commit)),
      ]
    case .acknowledge(let success, let match):
      value = [
        "mtype": .text("AppendEntriesResponse"), "msuccess": .boolean(success),
        "mmatchIndex": .integer(Int64(match)),
      ]
    }
    let ends: KeyValuePairs<String, SpecValue> = [
      "mterm": .integer(packet.term), "msource": name(packet.source), "mdest": name(packet.destination),
    ]
    return .function((Array(value) + Array(ends)).map { SpecValue.Pair(.text($0.key), $0.value) })
  }
}
