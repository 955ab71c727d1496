import RaftModel
import TraceFormat

/// The log, what is committed and applied of it, snapshots and configurations.
extension ScheduleReading {
  /// What is appended by a leader that handles no request is a client's, but for the entry with which it begins its term.
  mutating func takeEntries(_ batch: EntryBatch, _ line: Line) -> Int? {
    let i = line.server
    guard batch.count != .known(0) else { return join(line) }
    guard self[i].role == .leader || createsEntries(i), !isRequested(batch, i) else {
      return takeFollowerEntries(batch, line)
    }
    guard let step = open(i) else { return takeCommands(batch, line) }
    if steps[step].isProposal, !steps[step].hasAppended { return takeProposedEntry(batch, step, line) }
    if steps[step].hasWon, !steps[step].hasAppended, let entry = batch.entries.first,
      batch.count == .known(1),
      isNoOperation(entry, i)
    {
      options.appendsNoOperation = true
      steps[step].hasAppended = true
      store(.noOperation(term: entry.term.value ?? self[i].currentTerm), entry, i)
      return join(line, step)
    }
    return takeCommands(batch, line)
  }

  private func createsEntries(_ i: ServerID) -> Bool {
    open(i).map { steps[$0].isProposal && !steps[$0].hasAppended } ?? false
  }

  /// Whether entries are of a request that is being handled, as only a wrong leader stores.
  private func isRequested(_ batch: EntryBatch, _ i: ServerID) -> Bool {
    guard let step = open(i), !steps[step].isAnswered, !steps[step].hasAppended,
      let request = steps[step].action.received, request.kind == .appendEntriesRequest,
      let first = batch.entries.first
    else { return false }
    guard first.index > request.prevLog.index, first.index <= request.lastNewIndex else { return false }
    let place = Int(first.index.rawValue - request.prevLog.index.rawValue) - 1
    return first.term == .known(request.entries[place].term)
  }

  private func isNoOperation(_ entry: LogEntry, _ i: ServerID) -> Bool {
    let term = entry.term.value ?? self[i].currentTerm
    if isOwn { return payloads.recognized(entry, term: term)?.isNoOperation ?? false }
    return appendsNoOperation
  }

  private mutating func takeFollowerEntries(_ batch: EntryBatch, _ line: Line) -> Int? {
    let i = line.server
    let step = implyRequest(line) ?? join(line)
    let isShort = batch.count.value != batch.entries.count
    for entry in batch.entries { store(payloads.entry(entry, term: self[i].log.lastTerm, at: i), entry, i) }
    if isShort { self[i].log.isKnown = false }
    self[i].logChanges()
    return step
  }

  private mutating func takeCommands(_ batch: EntryBatch, _ line: Line) -> Int? {
    let i = line.server
    var step: Int?
    for (number, entry) in batch.entries.enumerated() {
      step = number == 0 ? awaitingStep(i) ?? beginAppend(line) : beginAppend(line)
      if let step { join(line, step, appending: true) }
      let term = entry.term.value ?? self[i].currentTerm
      store(payloads.recognized(entry, term: term) ?? .command(term: term, from: i), entry, i)
    }
    for _ in batch.entries.count..<min(max(batch.entries.count, batch.count.value ?? 1), 64) {
      step = beginAppend(line)
      self[i].log.isKnown = false
    }
    if batch.count.value != batch.entries.count { self[i].log.isKnown = false }
    return step
  }

  private func awaitingStep(_ i: ServerID) -> Int? {
    open(i).flatMap { steps[$0].awaitsEntry ? $0 : nil }
  }

  mutating func beginAppend(_ line: Line, awaitsEntry: Bool = false) -> Int {
    let i = line.server
    if self[i].transferTarget != nil, !awaitsEntry {
      begin(.abortTransfer(i), at: i, nil)
      self[i].transferTarget = nil
    }
    let step = begin(.clientAppend(i), at: i, line)
    steps[step].awaitsEntry = awaitsEntry
    return step
  }

  private mutating func join(_ line: Line, _ step: Int, appending: Bool) {
    steps[step].add(line: line.place)
    steps[step].awaitsEntry = false
    steps[step].hasAppended = appending
  }

  private mutating func takeProposedEntry(_ batch: EntryBatch, _ step: Int, _ line: Line) -> Int? {
    let i = line.server
    steps[step].hasAppended = true
    for entry in batch.entries {
      let term = entry.term.value ?? self[i].currentTerm
      store(.membership(term: term, steps[step].proposal ?? .none), entry, i)
    }
    if batch.count.value != batch.entries.count { self[i].log.isKnown = false }
    return join(line, step)
  }

  private mutating func store(_ entry: ServerLog.Entry, _ shown: LogEntry, _ i: ServerID) {
    payloads.note(entry, of: shown)
    self[i].log.append(entry, at: shown.index)
    if !shown.term.isKnown { self[i].log.isKnown = false }
    self[i].logChanges()
  }

  mutating func takeTruncation(_ index: LogIndex, _ line: Line) -> Int? {
    let step = implyRequest(line) ?? join(line)
    self[line.server].log.truncate(from: index)
    self[line.server].logChanges()
    return step
  }

  mutating func takeCommit(_ advance: CommitAdvance, _ line: Line) -> Int? {
    let i = line.server
    let step: Int?
    if self[i].role == .leader {
      step = implyAcknowledgements(upTo: advance.index, line) ?? join(line)
    } else {
      step = implyRequest(line) ?? join(line)
    }
    self[i].set(commitIndex: advance.index)
    if let step { steps[step].hasCommitted = true }
    return step
  }

  mutating func takeApplied(_ entry: LogEntry, _ line: Line) -> Int? {
    let i = line.server
    self[i].set(lastApplied: entry.index)
    guard options.appliesSeparately else { return join(line) }
    return begin(.apply(i), at: i, line)
  }

  mutating func takeSnapshotTaken(_ shown: Snapshot, _ line: Line) -> Int? {
    let i = line.server
    options.hasSnapshots = true
    self[i].log.compact(into: snapshot(shown, of: i), keepsSuffix: true)
    self[i].logChanges()
    return begin(.takeSnapshot(i), at: i, line)
  }

  mutating func takeSnapshotInstalled(_ shown: Snapshot, _ line: Line) -> Int? {
    let i = line.server
    options.hasSnapshots = true
    var snapshot = snapshot(shown, of: i)
    var step = open(i)
    if survey.hides(.installSnapshotRequest) {
      step = implyInstallation(snapshot, line) ?? step
    } else if let received = step.flatMap({ steps[$0].action.received }),
      received.kind == .installSnapshotRequest
    {
      if !isOwn, received.snapshot.position.index == snapshot.position.index { snapshot = received.snapshot }
    }
    let end = snapshot.position.index
    let last = line.event.observation.lastLogIndex.value
    let keepsSuffix = last.map { $0 > end } ?? (self[i].log.term(at: end) == snapshot.position.term)
    self[i].log.compact(into: snapshot, keepsSuffix: keepsSuffix)
    if self[i].commitIndex < end { self[i].commitIndex = end }
    if self[i].lastApplied < end { self[i].lastApplied = end }
    self[i].logChanges()
    return join(line, step)
  }

  // MARK: Configurations

  mutating func takeProposal(_ change: ConfigurationChange, _ line: Line) -> Int? {
    let i = line.server
    let target = numbers.membership(change.configuration)
    note(target)
    let membership = self[i].log.membership
    let leaves =
      membership.isJoint && !target.isJoint && target.voters == membership.voters
      && target.learners == membership.learners
    if self[i].transferTarget != nil, !leaves {
      begin(.abortTransfer(i), at: i, nil)
      self[i].transferTarget = nil
    }
    let goal = Membership(voters: target.voters, learners: target.learners)
    let step = begin(leaves ? .leaveJointMembership(i) : .changeMembership(i, to: goal), at: i, line)
    steps[step].proposal = target
    return step
  }

  private mutating func note(_ membership: Membership) {
    if !membership.learners.isEmpty { options.hasLearners = true }
    if membership.isJoint {
      options.membershipChange = .joint
    } else if options.membershipChange == .none {
      options.membershipChange = .oneServer
    }
  }

  /// Where no proposal is told, a leader's new configuration is one.
  mutating func takeConfigurationInUse(_ change: ConfigurationChange, _ line: Line) -> Int? {
    let i = line.server
    let target = numbers.membership(change.configuration)
    guard target != self[i].log.membership else { return join(line) }
    note(target)
    guard self[i].role == .leader, !survey.events.contains(.configurationProposed), let step = open(i) else {
      learn(target, at: change.index.value, i)
      return join(line)
    }
    if case .clientAppend = steps[step].action, steps[step].hasAppended {
      let index = change.index.value ?? self[i].log.lastIndex
      guard index == self[i].log.lastIndex else { return join(line) }
      let goal = Membership(voters: target.voters, learners: target.learners)
      steps[step].action =
        self[i].log.membership.isJoint && !target.isJoint
        ? .leaveJointMembership(i) : .changeMembership(i, to: goal)
      learn(target, at: index, i)
      return join(line, step)
    }
    return join(line)
  }

  /// The entry at an index carries a configuration.
  private mutating func learn(_ membership: Membership, at index: LogIndex?, _ i: ServerID) {
    guard let index, let entry = self[i].log[index], !entry.isMembership, !isOwn else { return }
    self[i].log.replace(at: index, with: .membership(term: entry.term, membership))
  }
}
