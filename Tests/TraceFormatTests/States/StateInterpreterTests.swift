import RaftTraceTestSupport
import Testing

@testable import TraceFormat

@Suite("Steps of a specification as events")
struct StateInterpreterTests {
  private typealias F = StateFixtures

  private static let request = SpecValue.record([
    "mtype": .text("RequestVoteRequest"), "mterm": .integer(1), "mlastLogTerm": .integer(0),
    "mlastLogIndex": .integer(0), "msource": .text("n1"), "mdest": .text("n2"),
  ])
  private static let grant = SpecValue.record([
    "mtype": .text("RequestVoteResponse"), "mterm": .integer(1), "mvoteGranted": .boolean(true),
    "msource": .text("n2"), "mdest": .text("n1"),
  ])
  private static let empty = SpecValue.sequence([])

  @Test("A vote: what arrives, the term, the decision, the answer")
  func vote() throws {
    let before = F.state(
      terms: [1, 0], roles: ["Candidate"], votes: ["n1"], messages: .bag([Self.request]))
    let after = F.state(
      terms: [1, 1], roles: ["Candidate"], votes: ["n1", "n1"], messages: .bag([Self.grant]))
    let reading = try F.tell([before, after])
    #expect(
      reading.lines.suffix(4) == [
        "n2:2 received RequestVoteRequest", "n2:2 observed", "n2:2 vote n1 true",
        "n2:2 sent RequestVoteResponse",
      ])
    let received = reading.events[2].observation
    #expect(received.moment == .before && received.currentTerm == .known(.zero))
    let voted = try #require(reading.events.first { $0.kind.name == .voteGranted })
    #expect(voted.observation.currentTerm == .known(Term(1)))
    guard case .voteDecided(let decision) = voted.kind else { return }
    #expect(decision.term == .known(Term(1)) && decision.lastLogIndex == .known(.zero))
    #expect(reading.dialect.showsMessages && reading.dialect.isComplete && reading.dialect.isOrdered)
  }

  @Test("An election and a first entry in one step: the role before the entry")
  func election() throws {
    let steps = try F.steps([
      F.state(terms: [1, 1], roles: ["Candidate"]),
      F.state(terms: [1, 1], roles: ["Leader"], logs: [[1]], commits: [1]),
    ])
    #expect(steps == ["n1:2 roleChanged leader", "n1:2 appended [1]", "n1:2 committed 1"])
  }

  @Test("A log that differs loses its end first")
  func log() throws {
    let steps = try F.steps([
      F.state(terms: [3, 3], logs: [[], [1, 1, 2]]), F.state(terms: [3, 3], logs: [[], [1, 3, 3, 3]]),
    ])
    #expect(steps == ["n2:2 truncated 2", "n2:2 appended [2, 3, 4]"])
  }

  @Test("A term that falls, a vote that changes and a commit index that falls are told as they are")
  func wrong() throws {
    let steps = try F.steps([
      F.state(terms: [2, 2], votes: ["n1", "n1"], logs: [[], [1, 1]], commits: [0, 2]),
      F.state(terms: [2, 2], votes: ["n1", "n2"], logs: [[], [1, 1]], commits: [0, 1]),
      F.state(terms: [2, 1], votes: ["n1"], logs: [[], [1, 1]], commits: [0, 1]),
    ])
    #expect(steps == ["n2:2 vote n2 true", "n2:2 committed 1", "n2:3 observed"])
  }

  @Test("A restart is known by its action's name", arguments: ["Restart", "DoNodeCrash", "server_reboot"])
  func restart(_ action: String) throws {
    let before = F.state(terms: [2, 2], roles: ["Leader"], votes: ["n1"], logs: [[1]], commits: [1])
    let after = F.state(terms: [2, 2], votes: ["n1"], logs: [[1]], action: action)
    let reading = try F.tell([before, after])
    #expect(reading.lines.suffix(2) == ["n1:2 crash", "n1:2 start"])
    #expect(reading.events.last?.observation.lastLogIndex == .known(LogIndex(1)))
  }

  @Test("Without a telling name a restart is known by all that it forgets")
  func unnamedRestart() throws {
    func state(_ role: String, _ votes: SpecValue, commit: Int64) -> SpecState {
      var state = F.state(
        terms: [2, 2], roles: [role], votes: ["n1"], logs: [[1]], commits: [commit], action: "Next")
      state.variables["votesGranted"] = .byServer([votes, .set([])])
      return state
    }
    let first = state("Follower", .set([]), commit: 0)
    let leader = state("Leader", .set([.text("n1")]), commit: 1)
    #expect(try F.steps([first, leader, first]).suffix(2) == ["n1:3 crash", "n1:3 start"])
    let steppedDown = state("Follower", .set([.text("n1")]), commit: 1)
    #expect(try F.steps([first, leader, steppedDown]).last == "n1:3 roleChanged follower")
    let commitFell = state("Leader", .set([.text("n1")]), commit: 0)
    #expect(try F.steps([first, leader, commitFell]).last == "n1:3 committed 0")
  }

  @Test("What leaves the network without a trace is lost or handled")
  func loss() throws {
    func steps(_ message: SpecValue, _ action: String?, role: String = "Follower") throws -> [String] {
      try F.steps([
        F.state(terms: [1, 1], roles: [role], messages: .bag([message])),
        F.state(terms: [1, 1], roles: [role], messages: Self.empty, action: action),
      ])
    }
    #expect(try steps(Self.request, "DropMessage") == ["n1:2 dropped RequestVoteRequest"])
    #expect(try steps(Self.request, nil) == ["n1:2 dropped RequestVoteRequest"])
    #expect(try steps(Self.request, "HandleRequestVote") == ["n2:2 received RequestVoteRequest"])
    #expect(try steps(Self.grant, "Next") == ["n1:2 received RequestVoteResponse"])
    #expect(try steps(Self.grant, "LoseMessage") == ["n2:2 dropped RequestVoteResponse"])
  }

  @Test("A vote that a candidate should have counted was lost")
  func lostVote() throws {
    var before = F.state(terms: [1, 1], roles: ["Candidate"], messages: .bag([Self.grant]))
    before.variables["votesGranted"] = .byServer([.set([]), .set([])])
    var after = F.state(terms: [1, 1], roles: ["Candidate"], messages: Self.empty)
    after.variables["votesGranted"] = .byServer([.set([]), .set([])])
    #expect(try F.steps([before, after]) == ["n2:2 dropped RequestVoteResponse"])
    after.variables["votesGranted"] = .byServer([.set([.text("n2")]), .set([])])
    #expect(try F.steps([before, after]) == ["n1:2 received RequestVoteResponse"])
  }

  @Test("A message that appears again in an otherwise equal state was doubled by the network")
  func duplicate() throws {
    let one = F.state(terms: [1, 1], messages: .bag([Self.grant]))
    let two = F.state(terms: [1, 1], messages: .bag([Self.grant, Self.grant]))
    #expect(try F.steps([one, two]) == ["n1:2 duplicated RequestVoteResponse"])
    var named = two
    named.action = "Resend"
    #expect(try F.steps([one, named]) == ["n2:2 sent RequestVoteResponse"])
  }

  @Test("Of a set no message is told, of numbered messages in a set each is")
  func sets() throws {
    let empty = F.state(terms: [1, 1], messages: .set([]))
    let plain = try F.tell([empty, F.state(terms: [1, 1], messages: .set([Self.request]))])
    #expect(plain.lines.count == 2 && plain.dialect.showsMessages == false && plain.dialect.isComplete)
    guard case .function(let pairs) = Self.request else { return }
    let numbered = SpecValue.function(pairs + [.init(.text("seq"), .integer(1))])
    let told = try F.tell([empty, F.state(terms: [1, 1], messages: .set([numbered]))])
    #expect(told.lines.last == "n1:2 sent RequestVoteRequest" && told.dialect.showsMessages)
  }

  @Test("Votes that are counted without taking their message out make the messages say nothing")
  func hiddenReception() throws {
    var states = (0..<2).map { _ in
      F.state(terms: [1, 1], roles: ["Candidate"], messages: .bag([Self.grant]))
    }
    states[0].variables["votesGranted"] = .byServer([.set([]), .set([])])
    states[1].variables["votesGranted"] = .byServer([.set([.text("n2")]), .set([])])
    let reading = try F.tell(states)
    #expect(reading.dialect.isComplete == false && reading.dialect.showsMessages == false)
  }

  @Test("Queues by source and destination, and by destination")
  func queues() throws {
    let inner = SpecValue.record(["type": .text("M_RV"), "body": .record(["term": .integer(1)])])
    let addressed = SpecValue.record(["type": .text("RV"), "term": .integer(1), "from": .text("n1")])
    let pairs = SpecValue.byServer([
      .function([.init(.text("n2"), .sequence([inner]))]), .function([.init(.text("n1"), Self.empty)]),
    ])
    let boxes = SpecValue.byServer([Self.empty, .sequence([addressed])])
    let byPair = SpecValue.function([.init(.sequence([.text("n1"), .text("n2")]), .sequence([inner]))])
    for queues in [pairs, boxes, byPair] {
      let before = F.state(terms: [1, 1], messages: .byServer([Self.empty, Self.empty]))
      let reading = try F.tell([before, F.state(terms: [1, 1], messages: queues)])
      #expect(reading.lines.last == "n1:2 sent RequestVoteRequest")
      guard case .messageSent(let message)? = reading.events.last?.kind else { return }
      #expect(message.destination == .known(reading.symbols.server("n2")) && message.term == .known(Term(1)))
    }
  }

  @Test("Messages of an unknown kind end what is concluded from their absence")
  func unknownMessages() throws {
    let fetch = SpecValue.record([
      "mtype": .text("FetchRequest"), "msource": .text("n1"), "mdest": .text("n2"),
    ])
    let reading = try F.tell([
      F.state(terms: [1, 1], messages: Self.empty), F.state(terms: [1, 1], messages: .bag([fetch])),
    ])
    #expect(reading.dialect.isComplete == false && reading.dialect.showsMessages == false)
  }

  @Test("Entries: the previous index numbers them, their payload is the same in log and message")
  func entries() throws {
    let append = SpecValue.record([
      "mtype": .text("AppendEntriesRequest"), "mterm": .integer(2), "msource": .text("n1"),
      "mdest": .text("n2"),
      "mprevLogIndex": .integer(1), "mprevLogTerm": .integer(1), "mcommitIndex": .integer(1),
      "mentries": .sequence([.record(["value": .text("v2"), "term": .integer(2)])]),
    ])
    let reading = try F.tell([
      F.state(terms: [2, 2], roles: ["Leader"], logs: [[1], [1]], messages: Self.empty),
      F.state(terms: [2, 2], roles: ["Leader"], logs: [[1, 2], [1]], messages: .bag([append])),
    ])
    guard case .entriesAppended(let appended) = reading.events[2].kind,
      case .messageSent(let message) = reading.events[3].kind,
      case .appendEntriesRequest(let request) = message.body
    else {
      Issue.record("\(reading.lines)")
      return
    }
    #expect(appended.entries == request.entries.entries && appended.entries[0].payload.isKnown)
    #expect(request.leaderCommit == .known(LogIndex(1)))
  }

  @Test("Snapshots: of one's own log, and of the leader's")
  func snapshots() throws {
    func state(_ log: [Int64], snapshot: Int64, commit: Int64) -> SpecState {
      var state = F.state(terms: [1, 1], logs: [log], commits: [commit])
      state.variables["snapshotIndex"] = .byServer([.integer(snapshot), .integer(0)])
      state.variables["snapshotTerm"] = .byServer([.integer(snapshot == 0 ? 0 : 1), .integer(0)])
      return state
    }
    let own = try F.steps([state([1, 1, 1], snapshot: 0, commit: 2), state([1], snapshot: 2, commit: 2)])
    #expect(own == ["n1:2 snapshotTaken 2"])
    let leaders = try F.steps([state([], snapshot: 0, commit: 0), state([], snapshot: 2, commit: 2)])
    #expect(leaders == ["n1:2 snapshotInstalled 2"])
    let kept = try F.tell([
      state([1, 1, 1], snapshot: 0, commit: 2), state([1, 1, 1], snapshot: 2, commit: 2),
    ])
    #expect(kept.events.last?.observation.lastLogIndex == .known(LogIndex(3)))
  }

  @Test("One variable with a record per server, servers that are numbers, roles that are numbers")
  func shapes() throws {
    func server(_ term: Int64, _ role: SpecValue, _ vote: SpecValue) -> SpecValue {
      .record(["term": .integer(term), "vote": vote, "state": role, "log": .sequence([.integer(1)])])
    }
    func state(_ first: SpecValue) -> SpecState {
      SpecState(
        variables: ["raft": .sequence([first, server(1, .integer(0), .integer(0))])],
        position: SourcePosition(file: FileID(0), line: 1))
    }
    var mapping = SpecMapping.standard
    mapping.roles += [("0", .follower), ("1", .candidate)]
    let steps = try F.steps(
      [state(server(1, .integer(0), .integer(0))), state(server(2, .integer(1), .integer(1)))],
      mapping: mapping)
    #expect(steps == ["1:2 campaignStarted", "1:2 roleChanged candidate", "1:2 vote 1 true"])
  }

  @Test("A sentinel in front of the log has index 0; one that is committed is an entry")
  func sentinel() throws {
    let sentinel = try F.tell([F.state(terms: [1, 1], logs: [[0], [0]])])
    #expect(sentinel.events[0].observation.lastLogIndex == .known(.zero))
    let committed = try F.tell([F.state(terms: [1, 1], logs: [[0], [0]], commits: [1, 1])])
    #expect(committed.events[0].observation.lastLogIndex == .known(LogIndex(1)))
    let fromZero = try F.tell([F.state(terms: [1, 1], commits: [-1, -1])])
    #expect(fromZero.events[0].observation.commitIndex == .known(.zero))
  }

  @Test("Words for roles and for nobody that are not known say nothing")
  func unknownWords() throws {
    let reading = try F.tell([F.state(terms: [1], roles: ["Dreamer"], votes: ["Nil"])])
    #expect(reading.events[0].observation.role == .unknown)
    #expect(reading.events[0].observation.votedFor == .known(nil))
    let later = try F.tell([F.state(terms: [1]), F.state(terms: [2], votes: ["stranger"])])
    #expect(later.events.last?.observation.votedFor == .unknown)
  }

  @Test("All servers are members where no variable speaks of members")
  func members() throws {
    let plain = try F.tell([F.state(terms: [1, 1])])
    #expect(plain.events[0].observation.configuration.isKnown)
    var state = F.state(terms: [1, 1])
    state.variables["reconfigCount"] = .integer(0)
    #expect(try F.tell([state]).events[0].observation.configuration == .unknown)
    state.variables["config"] = .byServer([.set([.text("n1")]), .set([.text("n1"), .text("n2")])])
    let told = try F.tell([state])
    #expect(told.events[0].observation.configuration.map { told.symbols[$0].voters.count } == .known(1))
  }
}
