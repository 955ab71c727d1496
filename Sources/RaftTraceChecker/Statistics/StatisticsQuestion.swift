/// What operators ask of a group, the most useful first.
///
/// A question's raw value is its name in reports, in the JSON document and in `Documentation/Statistics.md`; the type that
/// answers it bears the same name.
public enum StatisticsQuestion: String, CaseIterable, Sendable {
  case noLeader = "NoLeader"
  case depositions = "Depositions"
  case elections = "Elections"
  case campaigns = "Campaigns"
  case electable = "Electable"
  case disturbance = "Disturbance"
  case reachability = "Reachability"
  case stalls = "Stalls"
  case commitLatency = "CommitLatency"
  case replicationLag = "ReplicationLag"
  case quorumMargin = "QuorumMargin"
  case restarts = "Restarts"
  case membership = "MembershipTimeline"
  case panics = "Panics"
  case missingEvidence = "MissingEvidence"
}
