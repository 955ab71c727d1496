import RaftTraceChecker
import TraceFormat

/// Raft §7: snapshots.
extension RequirementPair {
  static let snapshots = [
    RequirementPair(.snapshotIsCommitted) {
      $0.start("n1") { ($0.term, $0.last, $0.commit, $0.applied) = (1, (2, 1), 1, 1) }
      $0.tell("n1", .snapshotTaken($0.snapshot(2, 1))) { $0.snapshot = 2 }
    } conforming: {
      $0.start("n1") { ($0.term, $0.last, $0.commit, $0.applied) = (1, (2, 1), 1, 1) }
      $0.tell("n1", .snapshotTaken($0.snapshot(1, 1))) { $0.snapshot = 1 }
    },
    RequirementPair(.snapshotIsOwn) {
      $0.leadAlone("n1")
      $0.append("n1", [$0.entry(1, 1)])
      $0.commit("n1", 1)
      $0.tell("n1", .snapshotTaken($0.snapshot(1, 2))) { $0.snapshot = 1 }
    } conforming: {
      $0.leadAlone("n1")
      $0.append("n1", [$0.entry(1, 1)])
      $0.commit("n1", 1)
      $0.tell("n1", .snapshotTaken($0.snapshot(1, 1))) { $0.snapshot = 1 }
    },
    RequirementPair(.installIsExplained) {
      $0.start("n1") { $0.term = 1 }
      $0.install("n1", $0.snapshot(1, 1), last: 1)
    } conforming: {
      $0.start("n1") { $0.term = 1 }
      $0.get("n1", from: "n2", term: 1, .install($0.snapshot(1, 1)))
      $0.install("n1", $0.snapshot(1, 1), last: 1)
    },
    RequirementPair(.installKeepsWhatFollows) {
      $0.receiveTwoAndSnapshotOfOne("n1")
      $0.install("n1", $0.snapshot(1, 1), last: 1)
    } conforming: {
      $0.receiveTwoAndSnapshotOfOne("n1")
      $0.install("n1", $0.snapshot(1, 1), last: 2)
    },
  ]
}

extension ServerStory {
  /// A follower stores two entries, and gets a snapshot of the first.
  fileprivate mutating func receiveTwoAndSnapshotOfOne(_ server: String) {
    start(server) { $0.term = 1 }
    let entries = [entry(1, 1), entry(2, 1)]
    get(server, from: "n2", term: 1, .entries(entries))
    append(server, entries)
    get(server, from: "n2", term: 1, .install(snapshot(1, 1)))
  }

  fileprivate mutating func install(_ server: String, _ snapshot: Snapshot, last: UInt64) {
    tell(server, .snapshotInstalled(snapshot)) {
      $0.snapshot = snapshot.lastIncludedIndex.rawValue
      ($0.last, $0.commit, $0.applied) = ((last, 1), $0.snapshot, $0.snapshot)
    }
  }
}
