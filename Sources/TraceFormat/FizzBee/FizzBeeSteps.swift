/// Joins FizzBee's statements to the steps of Raft that they are part of.
///
/// FizzBee yields after each statement. A specification that raises the term in one statement and notes its vote in the
/// next means one step of Raft. Statements are one step where the same thread changes the same server in the same call,
/// nothing else changes between them, and no field changes twice: what a field was in between is never lost.
///
/// States that equal the one before are left out: FizzBee's loops and returns are no events.
struct FizzBeeSteps {
  private struct Step {
    var link: FizzBeeLink
    /// The only server that changes; nil where it is not one.
    var server: String?
    var fields: Set<String>
  }

  private var latest: FizzBeeState?
  private var pending: Step?
  /// A call or a return stands between the pending step and the next link.
  private var callIsBetween = false

  /// Takes a link and returns the step that it ends, if any.
  mutating func add(_ link: FizzBeeLink) -> FizzBeeLink? {
    let before = latest
    latest = link.state
    callIsBetween = callIsBetween || link.crossesCall
    guard let before else {
      pending = Step(link: link, server: nil, fields: [])
      return nil
    }
    let step = Self.step(link, from: before)
    guard !step.fields.isEmpty || link.crashesRole else { return nil }
    defer { callIsBetween = false }
    if let first = pending, !callIsBetween, Self.continues(first, step) {
      pending?.link.state = link.state
      pending?.link.position = link.position
      pending?.link.thread = link.thread ?? first.link.thread
      pending?.fields.formUnion(step.fields)
      return nil
    }
    defer { pending = step }
    return pending?.link
  }

  /// The last step.
  mutating func finish() -> FizzBeeLink? {
    defer { pending = nil }
    return pending?.link
  }

  private static func step(_ link: FizzBeeLink, from before: FizzBeeState) -> Step {
    var servers: Set<String> = []
    var fields: Set<String> = []
    for role in link.state.roles {
      let earlier = before.roles.first { $0.reference == role.reference }
      for field in role.fields where earlier?[field.name] != field.value {
        servers.insert(role.reference)
        fields.insert(field.name)
      }
    }
    let globalsDiffer = before.globals != link.state.globals
    if fields.isEmpty, globalsDiffer || before.roles.count != link.state.roles.count {
      return Step(link: link, server: nil, fields: ["globals"])
    }
    return Step(link: link, server: servers.count == 1 ? servers.first : nil, fields: fields)
  }

  private static func continues(_ first: Step, _ second: Step) -> Bool {
    guard let server = first.server, server == second.server, first.fields.isDisjoint(with: second.fields),
      !second.link.beginsAction, !first.link.crashesRole, !second.link.crashesRole
    else { return false }
    guard let thread = second.link.thread else { return false }
    return first.link.thread == thread || first.link.thread == nil && first.link.beginsAction
  }
}
