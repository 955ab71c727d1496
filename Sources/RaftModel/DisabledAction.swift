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
    case nothing
  }

  /// The requirement as a formula, in the names of Figure 2.
  public let requirement: StaticString
  public let found: Found

  public init(_ requirement: StaticString, found: Found) {
    self.requirement = requirement
    self.found = found
  }

  /// The sentence for a person: the requirement, and the value seen.
  public var sentence: String { "requires \(requirement); \(foundText)" }

  private var foundText: String {
    switch found {
    case .role(let role): "it is \(role)"
    case .term(let term): "the term is \(term)"
    case .index(let index): "the index is \(index)"
    case .position(let position): "found index \(position.index) of term \(position.term)"
    case .server(let server): server.map { "found server \($0.rawValue + 1)" } ?? "found none"
    case .servers(let servers): "found \(servers.count) servers"
    case .membership(let membership): "found a configuration of \(membership.voters.count) voters"
    case .count(let count): "found \(count)"
    case .nothing: "there is none"
    }
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
