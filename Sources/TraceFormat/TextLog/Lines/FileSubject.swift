/// The server whose log a file is, as far as the file has told.
///
/// A line that names no server is of the only one that the file has shown. Once it has shown a second, the file is a
/// merge of several logs, and such lines belong to nobody for good.
struct FileSubject {
  private enum Shown {
    case none
    case one(ServerID)
    case several
  }

  private var shown = Shown.none
  /// By rule, the other name that it gave to the file's server.
  private var ownNames: [Int: Int] = [:]

  /// Takes note of a line that names its own server; returns whether it is the first.
  mutating func show(_ server: ServerID, _ symbols: TraceSymbols) -> Bool {
    switch shown {
    case .none:
      shown = .one(server)
      return true
    case .one(let known):
      if known != server, symbols.canonical(known) != symbols.canonical(server) { shown = .several }
      return false
    case .several: return false
    }
  }

  /// Takes note of another name of the file's server; false where the lines of a rule have given it two.
  ///
  /// Logs of two servers in one file show so where their lines name no server otherwise.
  mutating func showName(_ name: Int, rule: Int) -> Bool {
    if let known = ownNames[rule], known != name {
      shown = .several
      return false
    }
    ownNames[rule] = name
    return true
  }

  /// The server of a line that names none; nil where that would be a guess.
  var server: ServerID? {
    if case .one(let server) = shown { server } else { nil }
  }

  var isUnknown: Bool {
    if case .none = shown { true } else { false }
  }

  var isSeveral: Bool {
    if case .several = shown { true } else { false }
  }
}
