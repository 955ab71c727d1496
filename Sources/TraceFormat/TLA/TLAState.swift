/// A state as TLC prints it: `/\ x = 1` for each variable, or `x = 1` for a single one.
enum TLAState {
  static func variables(_ bytes: Span<UInt8>) throws(TLASyntaxError) -> [String: SpecValue] {
    var scanner = TLAValueScanner()
    var variables: [String: SpecValue] = [:]
    while !scanner.isAtEnd(bytes) {
      let start = scanner.position
      guard scanner.take(#"/\"#, bytes) || variables.isEmpty else {
        throw TLASyntaxError(#"/\ and the next variable"#, at: start, in: bytes)
      }
      guard let name = scanner.name(bytes) else {
        throw TLASyntaxError("the name of a variable", at: scanner.position, in: bytes)
      }
      guard scanner.take("=", bytes) else { throw TLASyntaxError("=", at: scanner.position, in: bytes) }
      variables[name] = try scanner.value(bytes)
    }
    return variables
  }
}
