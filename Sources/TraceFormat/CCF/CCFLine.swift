/// The fields of one trace line as they were written; what they mean is `CCFInterpreter`'s business.
struct CCFLine {
  var function: CCFFunction?
  /// The global logical clock of the process that ran all servers.
  var time: UInt64?
  var state = CCFState()
  var packet: CCFPacket?
  /// Who sent the message, of one that arrives or is dropped.
  var source: ServerID?
  var destination: ServerID?
  /// The view and the index of a new entry of the leader.
  var view: Observed<Term> = .unknown
  var index: Observed<LogIndex> = .unknown
  /// What is added by `add_configuration`.
  var configuration: CCFConfiguration?
  /// The memberships in force, oldest first; nil where the line shows none at all.
  var configurations: [CCFConfiguration]?
}

/// What a line shows of its server.
struct CCFState {
  var server: ServerID?
  var view: Observed<Term> = .unknown
  var last: Observed<LogIndex> = .unknown
  var commit: Observed<LogIndex> = .unknown
  var leadership: CCFLeadership?
  /// Whether the server has seen the entry that removes it.
  var isRetired = false

  /// Whether the server can have done nothing yet.
  var isBlank: Bool { view == .known(.zero) && last == .known(.zero) && commit == .known(.zero) }
}

/// A membership with the index of its entry; 0 where no entry carries it.
struct CCFConfiguration: Equatable {
  var index: LogIndex
  var servers: [ServerID]
}
