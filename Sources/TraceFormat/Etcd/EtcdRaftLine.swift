/// The fields of one trace line as they were written; what they mean is `EtcdRaftInterpreter`'s business.
struct EtcdRaftLine {
  /// Nil where the line gives none, which no version of the library does.
  var name: EtcdRaftEventName?
  var server: ServerID?
  var time: Observed<WallTime> = .unknown
  var term: Observed<Term> = .unknown
  var vote: Observed<ServerID?> = .unknown
  var commit: Observed<LogIndex> = .unknown
  var role: Observed<Role> = .unknown
  /// The index of the last entry.
  var log: Observed<LogIndex> = .unknown
  /// Unknown also where no voters are shown: the library shows that while it loads or restores a configuration.
  var configuration: Observed<ConfigurationID> = .unknown
  /// Specula's extension: the members that do not vote.
  var learners: [ServerID] = []
  /// Specula's extension: the last entry that the server's snapshot covers; 0 where it has none.
  var snapshotIndex: Observed<LogIndex> = .unknown
  var snapshotTerm: Observed<Term> = .unknown
  /// Specula's extension: through which entry the application has taken the log, in lines that are about it.
  var applied: Observed<LogIndex> = .unknown
  var message: EtcdRaftMessage?
  /// What `prop.cc.changes` proposes; empty for all events but ChangeConf.
  var changes: [EtcdRaftChange] = []
}

/// One step of a proposed change of membership.
struct EtcdRaftChange: Equatable {
  /// Nil where the library has voided the step by the id 0.
  var server: ServerID?
  var action: EtcdRaftChangeAction = .other
}
