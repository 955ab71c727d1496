/// The words that may stand at one place of the native format: looked up by bytes, listed in errors.
struct NativeVocabulary<Value: Sendable>: Sendable {
  /// What stands at the place, as "a role".
  let title: String
  private let words: [String]
  private let table: ByteKeyTable<Value>

  init(_ title: String, _ pairs: [(String, Value)]) {
    self.title = title
    words = pairs.map { $0.0 }
    table = ByteKeyTable(pairs)
  }

  /// What a scanned string stands for.
  ///
  /// - Throws: which word was found and which would have been the nearest; without file and line.
  func value(_ line: Span<UInt8>, _ word: JSONString) throws(ReadingError) -> Value {
    guard let value = table.value(line, word) else { throw unknown(line, word) }
    return value
  }

  private func unknown(_ line: Span<UInt8>, _ word: JSONString) -> ReadingError {
    let found = word.text(in: line)
    return ReadingError(
      file: "", column: word.range.lowerBound,
      kind: .malformed(found: ReadingError.quote(found), expected: title + suggestion(for: found)))
  }

  private func suggestion(for found: String) -> String {
    if let nearest = NearestWord.find(found, among: words) { return ", perhaps \"\(nearest)\"" }
    if words.count <= 8 { return ": " + words.map { "\"\($0)\"" }.joined(separator: ", ") }
    return ""
  }
}

extension NativeVocabulary where Value: RawRepresentable<String> & CaseIterable {
  /// Every case under its raw value.
  init(_ title: String, of values: Value.AllCases) {
    self.init(title, values.map { ($0.rawValue, $0) })
  }
}
