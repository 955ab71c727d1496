/// What a hole `{life}` took: what tells the processes apart that a server ran as, as their numbers do.
struct ProcessLife: Hashable {
  let value: UInt64
  /// False for numbers that any two processes may share: those of the first processes of a container or a machine.
  let isTelling: Bool

  init(_ text: Span<UInt8>) {
    value = PayloadHash(of: text).rawValue
    let isNumber = text.endOfDigits(from: 0) == text.count
    isTelling = !isNumber || text.count > 3 || (text.count == 3 && text[0] >= UInt8(ascii: "3"))
  }
}

/// The processes that the servers of a file ran as, one behind the other.
///
/// A value that differs from the one before it is a new life of its server, of all its groups. Equal values prove nothing.
/// More lives than there were only leave less to compare.
struct ProcessLives {
  private struct Process {
    var life: ProcessLife
    var number = 0
  }

  private var processes: [ServerID: Process] = [:]
  /// The number of the process that a group's latest line was of.
  private var numbers: [LineOwner: Int] = [:]
  private var latest: (owner: LineOwner, life: ProcessLife?)?
  /// How many processes have begun that could be any server's.
  private var unknownStarts = 0

  /// Takes note of a new process, and that it is not told whose.
  mutating func noteUnknownStart() {
    unknownStarts += 1
    latest = nil
  }

  /// Takes note of a line that is of no group.
  mutating func note(_ life: ProcessLife, of server: ServerID) {
    latest = nil
    var process = processes[server] ?? Process(life: life)
    if process.life != life {
      process.life = life
      process.number += 1
    }
    processes[server] = process
  }

  /// Takes note of a line; returns whether its group has had lines of an earlier process and none of this one.
  mutating func isFirst(_ life: ProcessLife?, of owner: LineOwner) -> Bool {
    guard life != nil || unknownStarts > 0 else { return false }
    if let latest, latest.owner == owner, latest.life == life { return false }
    if let life { note(life, of: owner.server) }
    latest = (owner, life)
    let number = unknownStarts + (processes[owner.server]?.number ?? 0)
    let before = numbers.updateValue(number, forKey: owner) ?? (life == nil ? 0 : number)
    return before != number
  }
}
