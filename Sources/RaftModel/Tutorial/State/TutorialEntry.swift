/// One entry of a log of the tutorial: the term, and the number of the command.
///
/// FizzBee's Raft tutorial, `(term, "cmd" + str(nextCmd))`. Term and command are packed into one byte, so both are below 16.
public struct TutorialEntry: Hashable, Sendable, BitwiseCopyable {
  /// 0 for no entry and for the sentinel at index 0, since no leader has term 0.
  public let rawValue: UInt8

  /// The largest term and the largest command number that fit.
  public static let termMaximum = 15

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(term: UInt8, command: UInt8) {
    precondition(term <= Self.termMaximum && command <= Self.termMaximum, "the bounds allow it")
    rawValue = term << 4 | command
  }

  /// What stands for no entry, and for the tutorial's sentinel `(0, "")`.
  public static let none = TutorialEntry(rawValue: 0)

  public var term: UInt8 { rawValue >> 4 }
  /// Counted from 0: the first command of a run is 0.
  public var command: UInt8 { rawValue & 15 }
}

extension TutorialEntry: CustomStringConvertible {
  public var description: String { self == .none ? "(0, \"\")" : "(\(term), \"cmd\(command)\")" }
}
