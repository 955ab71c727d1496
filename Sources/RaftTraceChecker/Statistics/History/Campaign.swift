import TraceFormat

/// One attempt of a server to become leader, or to learn by pre-votes whether it could.
struct Campaign {
  enum Outcome {
    case won
    case another(leader: ServerID)
    case higherTerm(by: ServerID?)
    case again
    case restarted
    case stopped
    case gaveUp
    /// The server's lines end with it.
    case open
  }

  var server: ServerID
  var isPreVote: Bool
  /// The term campaigned in; of a pre-vote the term that the server was in.
  var term: Term?
  var begin: Stamp
  var end: Stamp?
  var outcome = Outcome.open
  var asked: [ServerID] = []
  var granted: [ServerID] = []
  var refused: [(voter: ServerID, at: Stamp)] = []
  var answered: [ServerID] = []
  var isTransfer = false
  var configuration: ConfigurationID?

  static func all(_ servers: [ServerRecord]) -> [Campaign] {
    servers.flatMap { history in
      var reading = CampaignReading(server: history.server)
      for milestone in history.milestones { reading.consider(milestone) }
      return reading.finished
    }
  }
}

/// Folds a server's milestones into its campaigns.
private struct CampaignReading {
  let server: ServerID
  private var done: [Campaign] = []
  private var open: Campaign?
  private var announced: Stamp?
  private var wasTransferred = false
  private var configuration: ConfigurationID?

  init(server: ServerID) { self.server = server }

  var finished: [Campaign] { done + (open.map { [$0] } ?? []) }

  mutating func consider(_ milestone: Milestone) {
    let stamp = milestone.stamp
    switch milestone.kind {
    case .campaign:
      if open?.isPreVote == false { close(.again, stamp) }
      announced = stamp
    case .transferReceived:
      wasTransferred = true
      announced = stamp
    case .role(let role): take(role, milestone.term, stamp)
    case .asked(let voter, let isPreVote, let term):
      ask(voter, isPreVote, isPreVote ? milestone.term : term.value ?? milestone.term, stamp)
    case .answered(let voter, let isPreVote, let isGranted):
      answer(voter, isPreVote, isGranted, milestone.term, stamp)
    case .decided(let vote, _):
      if vote.candidate == server, vote.isGranted, !vote.isPreVote { ask(nil, false, vote.term.value, stamp) }
    case .termRaised(let by, _):
      if let own = open, !own.isPreVote, let now = milestone.term, own.term.map({ $0 < now }) ?? true, by != server {
        close(.higherTerm(by: by), stamp)
      } else if let own = open, own.isPreVote, by != nil, by != server {
        close(.higherTerm(by: by), stamp)
      }
    case .follows(let leader): close(.another(leader: leader), stamp)
    case .start:
      close(.restarted, stamp)
      announced = nil
      wasTransferred = false
    case .stop, .crash: close(.stopped, stamp)
    case .configuration(let id, _): configuration = id
    case .heard, .transferSent: break
    }
  }

  private mutating func take(_ role: Role, _ term: Term?, _ stamp: Stamp) {
    switch role {
    case .preCandidate:
      if open == nil || open?.isPreVote == false || announced != nil { begin(isPreVote: true, term, stamp) }
    case .candidate:
      if let own = open, !own.isPreVote, own.term == term { return }
      if open?.isPreVote == true { close(.won, stamp) }
      begin(isPreVote: false, term, stamp)
    case .leader:
      if open == nil, announced == nil { return }
      if open == nil { begin(isPreVote: false, term, stamp) }
      open?.isPreVote = false
      if open?.term == nil { open?.term = term }
      close(.won, stamp)
    case .follower, .learner: close(.gaveUp, stamp)
    }
  }

  private mutating func ask(_ voter: ServerID?, _ isPreVote: Bool, _ term: Term?, _ stamp: Stamp) {
    if let own = open, own.isPreVote, !isPreVote { close(.won, stamp) }
    if open == nil || open?.isPreVote != isPreVote || (isPreVote && announced != nil) || (!isPreVote && open?.term != nil && open?.term != term) {
      begin(isPreVote: isPreVote, term, stamp)
    }
    if open?.term == nil { open?.term = term }
    if let voter, voter != server, open?.asked.contains(voter) == false { open?.asked.append(voter) }
  }

  private mutating func answer(
    _ voter: ServerID, _ isPreVote: Bool, _ isGranted: Observed<Bool>, _ term: Term?, _ stamp: Stamp
  ) {
    let isLate = open == nil && announced == nil
    if !isPreVote, isGranted == .known(true), voter != server, open?.isPreVote != false, !isLate {
      if open != nil { close(.won, stamp) }
      begin(isPreVote: false, term, stamp)
    }
    guard open?.isPreVote == isPreVote, voter != server else { return }
    if open?.answered.contains(voter) == false { open?.answered.append(voter) }
    switch isGranted {
    case .known(true): if open?.granted.contains(voter) == false { open?.granted.append(voter) }
    case .known(false): open?.refused.append((voter, stamp))
    case .unknown: break
    }
  }

  private mutating func begin(isPreVote: Bool, _ term: Term?, _ stamp: Stamp) {
    close(.again, stamp)
    open = Campaign(server: server, isPreVote: isPreVote, term: term, begin: announced ?? stamp)
    open?.isTransfer = wasTransferred
    open?.configuration = configuration
    announced = nil
    wasTransferred = false
  }

  private mutating func close(_ outcome: Campaign.Outcome, _ stamp: Stamp) {
    guard var own = open else { return }
    own.outcome = outcome
    own.end = stamp
    done.append(own)
    open = nil
  }
}
