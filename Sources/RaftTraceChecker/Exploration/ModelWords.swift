import RaftModel
import TraceFormat

/// What a model says, in the words of a trace: its servers are called n1, n2, … there, unless they are given names.
struct ModelWords {
  let symbols: TraceSymbols
  private let servers: [ServerID]
  private let client: NameID

  /// - Parameter names: what the servers are called, by number; n1, n2, … if nil.
  init(symbols: TraceSymbols, serverCount: Int, names: [String]? = nil) {
    self.symbols = symbols
    servers = (0..<serverCount).map { symbols.server(names?[$0] ?? ServerID(UInt32($0)).modelName) }
    client = symbols.name("client")
  }

  /// The trace's number of a server of the model.
  subscript(server: ServerID) -> ServerID { servers[Int(server.rawValue)] }

  /// A configuration; unknown for a server that knows none.
  func configuration(_ membership: Membership) -> Observed<ConfigurationID> {
    guard !membership.voters.isEmpty else { return .unknown }
    return .known(
      symbols.configuration(
        Configuration(
          voters: membership.voters.map { self[$0] },
          outgoingVoters: membership.outgoingVoters.map { self[$0] },
          learners: membership.learners.map { self[$0] })))
  }

  func entry(_ entry: ServerLog.Entry, at index: LogIndex) -> LogEntry {
    LogEntry(index: index, term: .known(entry.term), payload: .known(entry.digest(at: index)))
  }

  func snapshot(_ snapshot: ServerLog.SnapshotState) -> Snapshot {
    Snapshot(
      lastIncludedIndex: snapshot.position.index, lastIncludedTerm: .known(snapshot.position.term),
      configuration: configuration(snapshot.membership),
      content: .known(PayloadHash(UInt64(snapshot.content))))
  }

  func read(_ number: UInt64) -> ClientOperation {
    ClientOperation(client: client, request: number, action: .known(.read))
  }

  /// A state of a server, as far as a line shows it.
  func observation(_ server: ServerState, leader: ServerID?) -> Observation {
    var observation = Observation()
    observation.currentTerm = .known(server.currentTerm)
    observation.votedFor = .known(server.votedFor.map { self[$0] })
    observation.role = .known(server.role)
    observation.leader = .known(leader.map { self[$0] })
    observation.lastLogIndex = .known(server.log.lastIndex)
    observation.lastLogTerm = .known(server.log.lastTerm)
    observation.commitIndex = .known(server.commitIndex)
    observation.lastApplied = .known(server.lastApplied)
    observation.durableIndex = .known(server.log.lastIndex)
    observation.snapshotIndex = .known(server.log.snapshot.position.index)
    observation.stateHash = .known(PayloadHash(UInt64(server.machine)))
    observation.configuration = configuration(server.membership)
    return observation
  }
}

extension ServerLog.Entry {
  /// A digest that tells an entry from every other one of a run: of its kind, its origin, its term and its index.
  func digest(at index: LogIndex) -> PayloadHash {
    let content =
      if let membership {
        "configuration \(membership.voters.bits) \(membership.outgoingVoters.bits) \(membership.learners.bits)"
      } else if let commandOrigin { "command of \(commandOrigin.modelName)" } else { "no operation" }
    return PayloadHash(of: Array("\(content), term \(term), index \(index)".utf8).span)
  }
}
