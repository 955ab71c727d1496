/// Appends JSON to bytes; commas and indentation are its business.
///
///     writer.beginObject()
///     writer.key("term")
///     writer.value(UInt64(4))
///     writer.endObject()
public struct JSONWriter: Sendable {
  /// How the text is laid out.
  public struct Options: Equatable, Sendable {
    /// One member per line, indented by two spaces a level.
    public var isIndented = false
    /// Writes `<`, `>` and `&` as escapes, for text inside HTML's `script` element.
    public var escapesHTML = false

    public init(isIndented: Bool = false, escapesHTML: Bool = false) {
      self.isIndented = isIndented
      self.escapesHTML = escapesHTML
    }
  }

  /// What was written so far; may be emptied between values.
  public var bytes: [UInt8] = []

  let options: Options
  private var depth = 0
  /// A value stands before the next one in the same object or array.
  private var needsComma = false
  /// A key stands before the next value.
  private var isBehindKey = false

  public init(options: Options = Options()) {
    self.options = options
  }

  /// The text written so far.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  public mutating func beginObject() { begin(UInt8(ascii: "{")) }

  public mutating func endObject() { end(UInt8(ascii: "}")) }

  public mutating func beginArray() { begin(UInt8(ascii: "[")) }

  public mutating func endArray() { end(UInt8(ascii: "]")) }

  /// Writes a key that needs no escapes.
  public mutating func key(_ key: StaticString) {
    prepareForValue()
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount))
    bytes.append(UInt8(ascii: "\""))
    finishKey()
  }

  /// Writes a key that is known only at run time.
  public mutating func key(text key: String) {
    prepareForValue()
    appendQuoted(key)
    finishKey()
  }

  public mutating func value(_ value: String) {
    prepareForValue()
    appendQuoted(value)
    needsComma = true
  }

  /// Writes a string given as valid UTF-8.
  public mutating func value(utf8 value: Span<UInt8>) {
    prepareForValue()
    appendQuoted(value)
    needsComma = true
  }

  public mutating func value(_ value: Bool) { literal(value ? "true" : "false") }

  public mutating func null() { literal("null") }

  public mutating func value(_ value: UInt64) {
    prepareForValue()
    appendDigits(value)
    needsComma = true
  }

  public mutating func value(_ value: Int64) {
    prepareForValue()
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    appendDigits(value.magnitude)
    needsComma = true
  }

  public mutating func value(_ value: Int) { self.value(Int64(value)) }

  /// Writes the shortest decimal that reads back as the same double; the value must be finite.
  public mutating func value(_ value: Double) {
    precondition(value.isFinite, "JSON has no \(value)")
    prepareForValue()
    bytes.append(contentsOf: value.description.utf8)
    needsComma = true
  }

  /// Ends a line behind a complete value, so that another may follow (NDJSON).
  public mutating func newline() {
    precondition(depth == 0, "\(depth) objects or arrays are open")
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  private mutating func begin(_ bracket: UInt8) {
    prepareForValue()
    bytes.append(bracket)
    depth += 1
    needsComma = false
  }

  private mutating func end(_ bracket: UInt8) {
    precondition(depth > 0 && !isBehindKey, "an object or array ends that has not begun, or behind a key")
    depth -= 1
    if needsComma, options.isIndented { appendLineBreak() }
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func literal(_ text: StaticString) {
    prepareForValue()
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    needsComma = true
  }

  private mutating func finishKey() {
    bytes.append(UInt8(ascii: ":"))
    if options.isIndented { bytes.append(UInt8(ascii: " ")) }
    isBehindKey = true
  }

  /// Writes what separates the next key or value from what stands before it.
  private mutating func prepareForValue() {
    if isBehindKey {
      isBehindKey = false
      return
    }
    if needsComma {
      precondition(depth > 0, "a second value without a newline() between")
      bytes.append(UInt8(ascii: ","))
    }
    if options.isIndented, depth > 0 { appendLineBreak() }
  }

  private mutating func appendLineBreak() {
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
  }
}
