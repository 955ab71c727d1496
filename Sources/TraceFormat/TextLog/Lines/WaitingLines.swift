/// Lines whose server is the one that a later line of the file names first.
///
/// A new process may say what it recovered before it says who it is. Where a second one begins before the first was
/// named, the file may be a merge, and whose the lines are cannot be told.
struct WaitingLines {
  struct Line {
    let facts: LineFacts
    let rule: Int
    let number: Int
  }

  /// The most lines that wait; a process says soon who it is, or never.
  private static let lineMaximum = 256

  /// Whether lines that name no server wait for one that does.
  private(set) var isWaiting = false
  /// True where a process has begun, and it will not be told which.
  private(set) var isBroken = false
  private(set) var lines: [Line] = []

  /// Lets a line wait, the first of a process where `begins`; returns how many lines are nobody's for it.
  mutating func add(_ line: Line, begins: Bool) -> Int {
    if (begins && isWaiting) || lines.count == Self.lineMaximum { isBroken = true }
    isWaiting = true
    lines.append(line)
    guard isBroken else { return 0 }
    defer { lines = [] }
    return lines.count
  }

  /// The lines that waited, in order; none waits any longer.
  mutating func take() -> [Line] {
    defer { self = WaitingLines() }
    return lines
  }
}
