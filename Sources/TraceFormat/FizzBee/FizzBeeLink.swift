/// One link of a path that FizzBee found, with the state that it leads to.
struct FizzBeeLink {
  /// `Init`, `Node#0.ElectionTimeout`, `thread-0`, `For:role Node#1 (…)`, `Any:x=1`, `crash-role Node#2`, `crash`, `stutter`.
  var name: String
  /// Whether an action begins here; consoles tell it by the name only.
  var beginsAction: Bool
  /// Whether a function of another role is called here, or returns.
  var crossesCall = false
  /// The thread that moved, where it is known.
  var thread: String?
  var state: FizzBeeState
  /// Where the state begins in its file.
  var position: SourcePosition

  init(
    name: String, state: FizzBeeState, position: SourcePosition, isAction: Bool = false, thread: String? = nil
  ) {
    self.name = name
    self.state = state
    self.position = position
    self.thread = thread
    beginsAction = isAction || Self.isAction(name)
  }

  var crashesRole: Bool { name.hasPrefix("crash-role") }

  /// What the step is called when it is told as one of Raft.
  ///
  /// The end of a thread is no crash of its server, and the values behind `For:` and `Any:` are no words of an action.
  var action: String {
    if name == "crash" { return "end of a thread" }
    if name.hasPrefix("For:") { return "For" }
    if name.hasPrefix("Any:") { return "Any" }
    return name
  }

  /// Whether the name is a role's instance with one of its actions.
  private static func isAction(_ name: String) -> Bool {
    guard !name.hasPrefix("For:"), !name.hasPrefix("Any:"), !name.contains(" "),
      let mark = name.firstIndex(of: "#"), let dot = name.firstIndex(of: ".")
    else { return false }
    return mark < dot
  }
}
