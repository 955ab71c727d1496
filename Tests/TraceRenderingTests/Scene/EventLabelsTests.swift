import Testing
import TraceFormat

@testable import TraceRendering

@Suite("Short words for events")
struct EventLabelsTests {
  @Test("Every kind of event and of message has a label of its own")
  func everyKind() {
    let trace = SampleTrace()
    let kinds = Self.kinds(trace)
    let texts = kinds.map { kind in
      let sentences = Sentences(symbols: trace.symbols)
      return EventLabels(trace.symbols, sentences: sentences).label(
        TraceEvent(server: trace.id("n1"), position: SourcePosition(file: FileID(0), line: 1), kind: kind),
        term: .known(Term(4)))
    }
    #expect(Set(kinds.map(\.name)) == Set(EventName.allCases))
    #expect(Set(texts).count == texts.count)
    #expect(texts.allSatisfy { !$0.isEmpty })
    #expect(texts.contains("votes n2 t4") && texts.contains("leads t4") && texts.contains("commits 7@4"))
  }

  /// One event of every kind, and one message of every type.
  private static func kinds(_ trace: SampleTrace) -> [EventKind] {
    let (n1, n2, term, index) = (trace.id("n1"), trace.id("n2"), Term(4), LogIndex(7))
    let entry = LogEntry(index: index, term: .known(term))
    let snapshot = Snapshot(lastIncludedIndex: index, lastIncludedTerm: .known(term))
    let change = ConfigurationChange(
      configuration: trace.symbols.configuration(Configuration(voters: [n1, n2])), index: .known(index))
    let operation = ClientOperation(client: trace.symbols.name("c"), request: 1, action: .known(.write))
    func vote(_ isGranted: Bool, _ isPreVote: Bool) -> EventKind {
      .voteDecided(
        VoteDecision(candidate: n2, term: .known(term), isGranted: isGranted, isPreVote: isPreVote))
    }
    let message = trace.message("n1", "n2", 4, .timeoutNow)
    let bodies: [MessageBody] = [
      .requestVoteRequest(.init()), .requestVoteResponse(.init(voteGranted: .known(true))),
      .preVoteRequest(.init()), .preVoteResponse(.init(voteGranted: .known(false))),
      .appendEntriesRequest(.init()), .appendEntriesResponse(.init()),
      .installSnapshotRequest(.init(snapshot: snapshot)), .installSnapshotResponse(.init()),
      .readIndexRequest(.init()), .readIndexResponse(.init()),
    ]
    return [
      .start, .stop, .crash, .serverNamed(trace.symbols.name("x")), .roleChanged(.leader),
      .roleChanged(.preCandidate), .roleChanged(.learner), .campaignStarted, vote(true, false),
      vote(false, false), vote(true, true),
      vote(false, true), .leaderObserved(n2), .messageSent(message), .messageReceived(message),
      .messageDropped(message), .messageDuplicated(message), .entriesAppended(EntryBatch([entry])),
      .logTruncated(from: index), .persisted(Persistence(coversTermAndVote: true)),
      .committed(CommitAdvance(index: index, entryTerm: .known(term))), .applied(entry),
      .snapshotTaken(snapshot), .snapshotInstalled(snapshot), .configurationProposed(change),
      .configurationInUse(change), .clientCalled(operation), .clientReturned(operation),
      .leaseHeld(Lease(begin: WallTime(nanoseconds: 0), end: WallTime(nanoseconds: 1))), .observed,
    ] + bodies.map { .messageSent(trace.message("n1", "n2", 4, $0)) }
  }
}
