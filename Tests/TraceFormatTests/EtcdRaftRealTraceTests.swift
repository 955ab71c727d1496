import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite(
  "etcd's raft library: traces of real runs",
  .enabled(if: SharedFiles.root != nil, Comment(rawValue: SharedFiles.absence)))
struct EtcdRaftRealTraceTests {
  private static let files = ["etcd-raft", "etcd-raft-faulty"].flatMap { folder in
    SharedFiles.files(in: "traces/\(folder)", endingIn: [".ndjson", ".ndjson.gz"])
  }

  private func read(_ path: String) throws -> EtcdRaftReading { EtcdRaftReading(try ByteSource(path: path)) }

  private func read(_ name: String, in folder: String) throws -> EtcdRaftReading {
    let files = SharedFiles.files(in: "traces/\(folder)", endingIn: [name])
    return try read(try #require(files.first))
  }

  @Test("Every line is read and becomes an event, and the format is recognized", arguments: files)
  func everyLine(file: String) throws {
    let reading = try read(file)
    #expect(reading.errors.isEmpty)
    #expect(reading.tally.lines > 0)
    #expect(reading.tally.linesWithoutEvents == 0)
    #expect(reading.events.count >= reading.tally.lines)
    #expect(Set(reading.events.map(\.position.line)).count == reading.tally.lines)
    let prefix = try ByteSource(path: file).prefix(4096)
    let isRecognized = EtcdRaftTraceReader.recognizes(prefix.span)
    #expect(isRecognized)
  }

  @Test("Terms and commit indices never fall, and a leader's own entries follow its log", arguments: files)
  func monotony(file: String) throws {
    var shown: [ServerID: Observation] = [:]
    for event in try read(file).events {
      let last = event.kind == .start ? Observation() : shown[event.server] ?? Observation()
      #expect(event.observation.currentTerm.value ?? Term(.max) >= last.currentTerm.value ?? .zero)
      #expect(event.observation.commitIndex.value ?? LogIndex(.max) >= last.commitIndex.value ?? .zero)
      if case .entriesAppended(let batch) = event.kind {
        #expect(last.role == .known(.leader))
        #expect(batch.entries.first?.index == last.lastLogIndex.value?.next)
        #expect(batch.entries.allSatisfy { $0.term == last.currentTerm })
      } else if event.kind.name != .configurationInUse {
        shown[event.server] = event.observation
      }
    }
  }

  @Test("The committed example shows nine changes of membership")
  func example() throws {
    let reading = try read("example.ndjson.gz", in: "etcd-raft")
    #expect(reading.tally.lines == 4_888)
    #expect(reading.kinds.filter { $0.name == .configurationProposed }.count == 9)
    let leader = reading.server("2")
    let used = reading.events.filter { $0.server == leader && $0.kind.name == .configurationInUse }
    #expect(used.count == 10)
  }

  @Test("The faulty voter answers two candidates of term 1")
  func doubleVote() throws {
    let reading = try read("double_vote.mut.ndjson", in: "etcd-raft-faulty")
    for (line, candidate) in [(24 as UInt32, "1"), (26, "2")] {
      let events = reading.events.filter { $0.position.line == line }
      let vote = Message(
        source: reading.server("3"), destination: .known(reading.server(candidate)), term: .known(Term(1)),
        body: .requestVoteResponse(RequestVoteResponse(voteGranted: .known(true))))
      #expect(events.map(\.kind) == [.messageSent(vote)])
      #expect(events.map(\.server) == [reading.server("3")])
    }
  }

  @Test("A snapshot is sent with its index, and accepted with it")
  func snapshot() throws {
    let reading = try read("slow_follower_after_compaction.ndjson.gz", in: "etcd-raft")
    let bodies = reading.kinds.compactMap { kind -> MessageBody? in
      if case .messageReceived(let message) = kind { message.body } else { nil }
    }
    let request = InstallSnapshotRequest(
      snapshot: Snapshot(lastIncludedIndex: LogIndex(18)), isDone: .known(true))
    let sent = try #require(bodies.firstIndex(of: .installSnapshotRequest(request)))
    let answer = AppendEntriesResponse(success: .known(true), matchIndex: .known(LogIndex(18)))
    #expect(bodies[sent...].contains(.appendEntriesResponse(answer)))
  }
}
