/// What one server has shown in its present life, as far as the meaning of its next line depends on it.
struct EtcdRaftServerView {
  /// How far the process has come in its start.
  enum Stage {
    /// The library may still show zeros instead of the term, the vote and the commit index that it has stored.
    case loading
    /// Loaded with an empty log: `Bootstrap` may still set a term and commit a first membership, which no step of
    /// Raft explains.
    case blank
    case running
  }

  /// A server that was not seen from its start on, or of which a line was lost, may be starting.
  private(set) var stage = Stage.loading
  private(set) var term: Observed<Term> = .unknown
  private(set) var role: Observed<Role> = .unknown
  private(set) var log: Observed<LogIndex> = .unknown
  private(set) var commit: Observed<LogIndex> = .unknown
  private(set) var configuration: Observed<ConfigurationID> = .unknown
  /// What the last line showed to arrive, if it was a snapshot.
  private var offered: LogIndex?

  /// Moves on to the stage that the line belongs to.
  mutating func enter(_ line: EtcdRaftLine, _ name: EtcdRaftEventName) {
    switch (stage, name) {
    case (_, .initState): self = EtcdRaftServerView()
    case (.loading, .applyConfChange), (.blank, .applyConfChange), (.blank, .becomeFollower): break
    case (.loading, .becomeFollower): stage = line.log.value ?? .zero > .zero ? .running : .blank
    case (.loading, _), (.blank, _), (.running, _): stage = .running
    }
  }

  /// Remembers what the line has shown, where it is to be believed.
  mutating func remember(_ line: EtcdRaftLine) {
    guard stage == .running else { return }
    term = line.term
    role = line.role
    log = line.log
    commit = line.commit
    configuration = line.configuration.or(configuration)
    offered = nil
    if line.name == .receive, let message = line.message, message.type == .msgSnap {
      offered = message.snapshotIndex
    }
  }

  /// The snapshot that the line, the next behind the one that shows it arrive, shows to be in place of the log.
  func installation(in line: EtcdRaftLine) -> Snapshot? {
    guard let offered, line.snapshotIndex == .known(offered), line.log == .known(offered) else { return nil }
    return Snapshot(lastIncludedIndex: offered, lastIncludedTerm: line.snapshotTerm)
  }

  /// The first index by which the line shows a leader's log to have grown in its term, and how many there are.
  ///
  /// Raft §5.2, §5.3: within its term a leader adds only entries that it creates itself.
  func growth(in line: EtcdRaftLine) -> (first: LogIndex, count: UInt64)? {
    guard role == .known(.leader), line.role == role, term.isKnown, line.term == term,
      let old = log.value, let new = line.log.value, new > old
    else { return nil }
    return (old.next, new.rawValue - old.rawValue)
  }

  /// Whether the line shows another membership in force than the lines before it.
  func configurationChange(in line: EtcdRaftLine) -> ConfigurationID? {
    line.configuration == configuration ? nil : line.configuration.value
  }
}
