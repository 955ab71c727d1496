import TraceFormat

/// The shortest `file:line` by which a line is told from those of every other file of a trace.
///
/// A file is called by as many of the last components of its path as no other file ends in.
struct LinePlaces {
  private let symbols: TraceSymbols
  private let names: [String]
  private let namesOfPaths: [String: String]

  init(_ symbols: TraceSymbols) {
    let files = (0..<UInt32(symbols.fileNames.count)).map { symbols[FileID($0)] }
    let endings = files.map(Self.endings)
    var claims: [Substring: Int] = [:]
    for ending in endings.joined() { claims[ending, default: 0] += 1 }
    self.symbols = symbols
    names = zip(files, endings).map { file, endings in
      VisibleText.name(String(endings.first { claims[$0] == 1 } ?? Substring(file)))
    }
    namesOfPaths = Dictionary(zip(files, names)) { first, _ in first }
  }

  /// Whether all events are of one file.
  var isOneFile: Bool { names.count == 1 }

  func name(_ file: FileID) -> String { names[Int(file.rawValue)] }

  /// The short name of the file, or all of it where no event came from it.
  func name(_ path: String) -> String { namesOfPaths[path] ?? VisibleText.name(path) }

  /// The line as `file:line`, or as `:line`.
  func location(_ position: SourcePosition, isNamed: Bool) -> String {
    let whole = symbols.describe(position)
    let line = whole.dropFirst(symbols[position.file].count)
    return (isNamed ? name(position.file) : "") + line
  }

  /// The ends of a path that begin with a component, the shortest first.
  private static func endings(of path: String) -> [Substring] {
    let starts = path.indices.filter { path[$0] == "/" }.map { path.index(after: $0) }
    return starts.reversed().map { path[$0...] } + [path[...]]
  }
}
