import FoundationEssentials
import Testing
import TraceFormat

@Suite("etcd's raft library: traces of real runs")
struct EtcdRaftRealTraceTests {
  /// The nearest `shared/traces` above the package.
  private static let folder: URL = {
    var place = URL(filePath: #filePath).deletingLastPathComponent()
    while place.path != "/" {
      place = place.deletingLastPathComponent()
      let folder = place.appending(path: "shared/traces")
      if FileManager.default.fileExists(atPath: folder.path) { return folder }
    }
    return place
  }()

  private static let files = ["etcd-raft", "etcd-raft-faulty"].flatMap { name in
    let path = folder.appending(path: name).path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.sorted().map { "\(name)/\($0)" }
  }

  private static let absence = Comment(rawValue: "no folder shared/traces is above the package")

  private func read(_ file: String) throws -> EtcdRaftReading {
    EtcdRaftReading(try ByteSource(path: Self.folder.appending(path: file).path))
  }

  @Test(
    "Every line is read and becomes an event, and the format is recognized",
    .enabled(if: !files.isEmpty, absence), arguments: files)
  func everyLine(file: String) throws {
    let reading = try read(file)
    #expect(reading.errors.isEmpty)
    #expect(reading.tally.lines > 0)
    #expect(reading.tally.linesWithoutEvents == 0)
    #expect(reading.events.count >= reading.tally.lines)
    #expect(Set(reading.events.map(\.position.line)).count == reading.tally.lines)
    let prefix = try ByteSource(path: Self.folder.appending(path: file).path).prefix(4096)
    let isRecognized = EtcdRaftTraceReader.recognizes(prefix.span)
    #expect(isRecognized)
  }

  @Test(
    "Terms and commit indices never fall, and a leader's own entries follow its log",
    .enabled(if: !files.isEmpty, absence), arguments: files)
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

  @Test("The committed example shows nine changes of membership", .enabled(if: !files.isEmpty, absence))
  func example() throws {
    let reading = try read("etcd-raft/example.ndjson.gz")
    #expect(reading.tally.lines == 4_888)
    #expect(reading.kinds.filter { $0.name == .configurationProposed }.count == 9)
    let leader = reading.server("2")
    let used = reading.events.filter { $0.server == leader && $0.kind.name == .configurationInUse }
    #expect(used.count == 10)
  }

  @Test("The faulty voter answers two candidates of term 1", .enabled(if: !files.isEmpty, absence))
  func doubleVote() throws {
    let reading = try read("etcd-raft-faulty/double_vote.mut.ndjson")
    for (line, candidate) in [(24 as UInt32, "1"), (26, "2")] {
      let events = reading.events.filter { $0.position.line == line }
      let vote = Message(
        source: reading.server("3"), destination: .known(reading.server(candidate)), term: .known(Term(1)),
        body: .requestVoteResponse(RequestVoteResponse(voteGranted: .known(true))))
      #expect(events.map(\.kind) == [.messageSent(vote)])
      #expect(events.map(\.server) == [reading.server("3")])
    }
  }

  @Test("A snapshot is sent with its index, and accepted with it", .enabled(if: !files.isEmpty, absence))
  func snapshot() throws {
    let reading = try read("etcd-raft/slow_follower_after_compaction.ndjson.gz")
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
