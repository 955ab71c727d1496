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
