/// The text that a hole took.
struct Capture: Sendable, BitwiseCopyable {
  var start: Int
  var end: Int
  /// The value where it is a number of its own: of an `int`, a time, a word of a table.
  var number: UInt64 = 0
  /// True for a number past 64 bits.
  var isTooLarge = false

  var range: Range<Int> { start..<end }
}
