import RaftModel
import TraceFormat

/// States with which a run could begin instead of its own, each simpler by one thing.
struct SimplerBeginnings {
  private let rerun: Rerun
  private let state: ClusterState

  init(of rerun: Rerun) {
    self.rerun = rerun
    state = rerun.initialState
  }

  /// The boldest first.
  var all: [Rerun] { withoutState + withoutServer }

  /// All servers new: in term 0, with empty logs.
  private var withoutState: [Rerun] {
    guard rerun.servers.contains(where: { !isNew($0) }), let membership = commonMembership else { return [] }
    var fresh = ClusterState(serverCount: state.serverCount, membership: .none)
    for i in rerun.servers where !state[i].membership.voters.isEmpty {
      fresh[i] = ServerState(membership: membership)
    }
    return [with(fresh, rerun.servers)]
  }

  private func isNew(_ i: ServerID) -> Bool {
    state[i].currentTerm == .zero && state[i].log.lastIndex == .zero && state[i].votedFor == nil
  }

  /// One server less, the last first; three voters are left, as of two both are always a quorum.
  private var withoutServer: [Rerun] {
    guard rerun.servers.allSatisfy({ state[$0].log.lastIndex == .zero }), let membership = commonMembership
    else { return [] }
    return rerun.servers.reversed().compactMap { server in
      if membership.voters.contains(server), membership.voters.count <= 3 { return nil }
      let rest = Membership(
        voters: membership.voters.removing(server),
        outgoingVoters: membership.outgoingVoters.removing(server),
        learners: membership.learners.removing(server))
      let servers = rerun.servers.filter { $0 != server }
      guard !servers.isEmpty else { return nil }
      var smaller = state
      for i in state.allServers where !state[i].membership.voters.isEmpty {
        smaller[i].log = ServerLog(membership: i == server ? .none : rest)
      }
      return with(smaller, servers)
    }
  }

  /// The configuration with which every server begins that knows one.
  private var commonMembership: Membership? {
    let memberships = rerun.servers.map { state[$0].membership }.filter { !$0.voters.isEmpty }
    guard let first = memberships.first, memberships.allSatisfy({ $0 == first }) else { return nil }
    return first
  }

  private func with(_ state: ClusterState, _ servers: [ServerID]) -> Rerun {
    Rerun(rules: rerun.rules, initialState: state, servers: servers, goesBack: rerun.goesBack)
  }
}
