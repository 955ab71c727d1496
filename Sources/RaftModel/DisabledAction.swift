public import TraceFormat

/// Why an action cannot happen in a state: the first requirement that is not met, and what was found instead.
public struct DisabledAction: Error, Sendable {
  /// A value that a requirement looked at.
  public enum Found: Sendable, Equatable {
    case role(Role)
    case term(Term)
    case index(LogIndex)
    case position(LogPosition)
    case server(ServerID?)
    case servers(ServerSet)
    case membership(Membership)
    case count(Int)
    /// What should be there is not.
    case nothing
    /// An option of the model that is off.
    case off
  }

  /// The requirement as a formula, in the names of Figure 2; what was found is the value of its left-hand side.
  public let requirement: StaticString
  public let found: Found

  public init(_ requirement: StaticString, found: Found) {
    self.requirement = requirement
    self.found = found
  }

  /// The sentence for a person: "requires role(i) = leader; it is follower".
  public var sentence: String { "requires \(requirement); \(foundText)" }

  private var foundText: String {
    switch found {
    case .role(let role): "it is \(role)"
    case .term(let term): "it is \(term)"
    case .index(let index): "it is \(index)"
    case .position(let position): "it is index \(position.index) of term \(position.term)"
    case .server(let server): "it is \(server?.modelName ?? "none")"
    case .servers(let servers): "it is \(names(servers))"
    case .membership(let membership): "it is \(words(membership))"
    case .count(let count): "it is \(count)"
    case .nothing: "there is none"
    case .off: "it is off"
    }
  }

  private func words(_ membership: Membership) -> String {
    let learners = membership.learners.isEmpty ? "" : " with learners \(names(membership.learners))"
    let old = membership.isJoint ? "\(names(membership.outgoingVoters)) joint with " : ""
    return old + names(membership.voters) + learners
  }

  private func names(_ servers: ServerSet) -> String {
    servers.isEmpty ? "none" : servers.map(\.modelName).joined(separator: ", ")
  }
}

/// Checks a requirement of an action.
///
/// - Throws: the requirement and what was found, where it is not met.
@inline(__always)
public func require(
  _ condition: Bool, _ requirement: StaticString, found: @autoclosure () -> DisabledAction.Found
) throws(DisabledAction) {
  if !condition { throw DisabledAction(requirement, found: found()) }
}
