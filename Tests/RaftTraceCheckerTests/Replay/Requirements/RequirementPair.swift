import RaftTraceChecker
import TraceFormat

/// A trace whose last line fails a requirement of the replay, and the nearest one that fails none.
struct RequirementPair: Sendable, CustomStringConvertible {
  let requirement: ReplayRequirement
  let refuted: @Sendable (inout ServerStory) -> Void
  let conforming: @Sendable (inout ServerStory) -> Void

  init(
    _ requirement: ReplayRequirement, refuted: @escaping @Sendable (inout ServerStory) -> Void,
    conforming: @escaping @Sendable (inout ServerStory) -> Void
  ) {
    self.requirement = requirement
    self.refuted = refuted
    self.conforming = conforming
  }

  var description: String { requirement.rawValue }

  static let all = terms + elections + leaders + followers + commits + snapshots + restarts + memberships
}
