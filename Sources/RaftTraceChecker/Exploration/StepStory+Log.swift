import RaftModel
import TraceFormat

/// The log, what is committed and applied of it, and snapshots.
extension StepStory {
  mutating func tellLog(_ after: ServerState, _ action: Action) {
    let membership = view.membership
    if after.log.snapshot != view.log.snapshot, !action.takesSnapshot { tellSnapshotInstalled(after) }
    tellEntries(after.log)
    guard view.membership != membership, case .known(let configuration) = words.configuration(view.membership)
    else { return }
    let index = view.log.membershipIndex
    tell(
      .configurationInUse(
        ConfigurationChange(configuration: configuration, index: index == .zero ? .unknown : .known(index))))
  }

  private mutating func tellSnapshotInstalled(_ after: ServerState) {
    let snapshot = after.log.snapshot
    let end = snapshot.position.index
    if after.log.lastIndex == end || end < view.log.snapshot.position.index {
      view.log = after.log
    } else {
      view.log.compact(into: snapshot)
    }
    if after.commitIndex >= end { view.commitIndex = max(view.commitIndex, end) }
    if after.lastApplied >= end, view.lastApplied < end {
      view.lastApplied = end
      view.machine = snapshot.content
    }
    tell(.snapshotInstalled(words.snapshot(snapshot)))
  }

  /// From the first entry that differs on the old ones go and the new ones come.
  private mutating func tellEntries(_ target: ServerLog) {
    var index = max(view.log.firstIndex, target.firstIndex)
    while index <= min(view.log.lastIndex, target.lastIndex), view.log[index] == target[index] {
      index = index.next
    }
    if index <= view.log.lastIndex {
      view.log.truncate(from: index)
      tell(.logTruncated(from: index))
    }
    guard index <= target.lastIndex else { return }
    var entries: [LogEntry] = []
    while let entry = target[index] {
      entries.append(words.entry(entry, at: index))
      if !view.log.isFull { view.log.append(entry) }
      index = index.next
    }
    tell(.entriesAppended(EntryBatch(entries)))
  }

  mutating func tellCommit(_ after: ServerState) {
    guard after.commitIndex != view.commitIndex else { return }
    view.commitIndex = after.commitIndex
    let term = after.log.term(at: after.commitIndex)
    tell(.committed(CommitAdvance(index: after.commitIndex, entryTerm: Observed(term))))
  }

  mutating func tellApplied(_ after: ServerState, _ step: Step) {
    while view.lastApplied < after.lastApplied {
      view.lastApplied = view.lastApplied.next
      showsMachine = view.lastApplied == after.lastApplied
      if showsMachine { view.machine = after.machine }
      let index = view.lastApplied
      guard let entry = view.log[index] ?? after.log[index] else { continue }
      tell(.applied(words.entry(entry, at: index)))
    }
  }

  mutating func tellSnapshotTaken(_ after: ServerState, _ action: Action) {
    guard action.takesSnapshot, after.log.snapshot != view.log.snapshot else { return }
    view.log = after.log
    tell(.snapshotTaken(words.snapshot(after.log.snapshot)))
  }
}

extension Action {
  fileprivate var takesSnapshot: Bool {
    if case .takeSnapshot = self { true } else { false }
  }
}
