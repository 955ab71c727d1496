/// A command to run next, ready to paste into a POSIX-like shell (bash, zsh, ksh).
struct ShellCommand {
  private let words: [String]
  private let files: [String]

  /// - Parameter words: The program, the subcommand and its options, none of which needs quotes.
  init(_ words: [String], files: [String] = []) {
    self.words = words
    self.files = files
  }

  /// The command, over several lines where it must be; more than `fileMaximum` files are abridged with `…`.
  func lines(width: Int, fileMaximum: Int) -> [String] {
    let arguments = files.prefix(fileMaximum + 1).map { Self.quote(Self.argument($0)) }
    let whole = (words + arguments).joined(separator: " ")
    if files.count <= fileMaximum, whole.count <= width { return [whole] }
    let isTooWide = arguments.contains { $0.count + Self.indent.count + Self.continuation.count > width }
    return files.count > fileMaximum || isTooWide
      ? [abridged(arguments, width: width)] : continued(arguments, width: width)
  }

  /// The command on one line, with as many files as fit; none where not one of them does.
  func line(width: Int) -> String? {
    let arguments = files.map { Self.quote(Self.argument($0)) }
    let whole = (words + arguments).joined(separator: " ")
    if whole.count <= width || files.isEmpty { return whole }
    let line = abridged(arguments, width: width)
    return line == abridged([], width: width) ? nil : line
  }

  private static let indent = "    "
  private static let continuation = " \\"

  /// As many files as fit on one line; `…` stands for the others.
  private func abridged(_ arguments: [String], width: Int) -> String {
    var text = words.joined(separator: " ")
    for argument in arguments {
      guard text.count + 1 + argument.count + 2 <= width else { break }
      text += " " + argument
    }
    return text + " …"
  }

  private func continued(_ arguments: [String], width: Int) -> [String] {
    var lines = [words.joined(separator: " ")]
    for (i, argument) in arguments.enumerated() {
      let end = i == arguments.count - 1 ? "" : Self.continuation
      if lines[lines.count - 1].count + 1 + argument.count + end.count <= width {
        lines[lines.count - 1] += " " + argument
      } else {
        lines[lines.count - 1] += Self.continuation
        lines.append(Self.indent + argument)
      }
    }
    return lines
  }

  /// Keeps a name that starts with a dash from being taken for an option; `-` alone is standard input.
  private static func argument(_ file: String) -> String {
    file.hasPrefix("-") && file != "-" ? "./" + file : file
  }

  /// The word as the shell reads it back, in plain printable characters.
  static func quote(_ word: String) -> String {
    if !word.isEmpty, word.utf8.allSatisfy(isPlain) { return word }
    guard word.unicodeScalars.contains(where: VisibleText.isInvisible) else {
      return "'" + word.map { $0 == "'" ? "'\\''" : String($0) }.joined() + "'"
    }
    return "$'" + word.unicodeScalars.map(escape).joined() + "'"
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "-_./:=@%+,".utf8.contains(byte)
    }
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    if scalar == "'" || scalar == "\\" { return "\\\(scalar)" }
    guard VisibleText.isInvisible(scalar) else { return String(scalar) }
    return String(scalar).utf8.map { byte in
      let digits = String(byte, radix: 8)
      return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
    }.joined()
  }
}
