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

  /// Takes note of a line that names its own server.
  mutating func show(_ server: ServerID) {
    switch shown {
    case .none: shown = .one(server)
    case .one(let known): if known != server { shown = .several }
    case .several: break
    }
  }

  /// The server of a line that names none; nil where that would be a guess.
  var server: ServerID? {
    if case .one(let server) = shown { server } else { nil }
  }

  var isUnknown: Bool {
    if case .none = shown { true } else { false }
  }
}

extension FileSubject {
  /// The last part of a path up to its first point: `n1` of `logs/n1.log.gz`.
  static func serverName(ofFile path: String) -> String {
    let file = path.split(separator: "/").last ?? Substring(path)
    return String(file.split(separator: ".").first ?? file)
  }
}
