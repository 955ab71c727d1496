import RaftModel
import TraceFormat

/// One directive: a verb, plain words, and options of the form `name=value`.
struct ScenarioWords {
  let verb: String
  let plain: [String]
  private let options: [(name: String, value: String)]

  init(_ line: String) {
    let words = line.split(separator: " ").map(String.init)
    verb = words.first ?? ""
    plain = words.dropFirst().filter { !$0.contains("=") }
    options = words.dropFirst().filter { $0.contains("=") }.map {
      let parts = $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (String(parts[0]), String(parts[1]))
    }
  }

  /// The options as written.
  var optionWords: [String] { options.map { "\($0.name)=\($0.value)" } }

  func option(_ name: String) -> String? { options.first { $0.name == name }?.value }

  func number(_ name: String) throws -> UInt64? {
    guard let value = option(name) else { return nil }
    guard let number = UInt64(value) else { throw ModelClusterError("\(name)=\(value) is no number") }
    return number
  }

  func servers(_ name: String) throws -> [ServerID]? {
    try option(name)?.split(separator: ",").map { try Self.server(String($0)) }
  }

  /// The plain words as servers.
  var servers: [ServerID] { get throws { try plain.map(Self.server) } }

  /// The first plain word as a server.
  var server: ServerID {
    get throws {
      guard let first = plain.first else { throw ModelClusterError("\(verb) needs a server") }
      return try Self.server(first)
    }
  }

  /// The first plain word as `n1->n2`.
  var link: (source: ServerID, destination: ServerID) {
    get throws {
      let ends = plain.first?.split(separator: ">").map(String.init) ?? []
      guard ends.count == 2, ends[0].hasSuffix("-") else { throw ModelClusterError("\(verb) needs n1->n2") }
      return (try Self.server(String(ends[0].dropLast())), try Self.server(ends[1]))
    }
  }

  static func server(_ name: String) throws -> ServerID {
    guard name.hasPrefix("n"), let number = UInt32(name.dropFirst()), (1...7).contains(number) else {
      throw ModelClusterError("\(name) is no server")
    }
    return ServerID(number - 1)
  }

  // MARK: Logs

  /// The entries of `1,1{123},2*`.
  static func entries(_ text: String) throws -> [ServerLog.Entry] {
    try text.split(separator: ",").map { word in
      let digits = word.prefix { $0.isNumber }
      guard let number = UInt64(digits) else { throw ModelClusterError("\(word) is no entry") }
      let term = Term(number)
      switch word.dropFirst(digits.count) {
      case "": return .command(term: term, from: n1)
      case "*": return .noOperation(term: term)
      case let rest where rest.hasPrefix("{") && rest.hasSuffix("}"):
        return .membership(term: term, try membership(rest.dropFirst().dropLast()))
      default: throw ModelClusterError("\(word) is no entry")
      }
    }
  }

  /// The configuration of `123`, `123>345` or `123+4`.
  private static func membership(_ text: Substring) throws -> Membership {
    let parts = text.split(separator: "+", maxSplits: 1)
    let sets = (parts.first ?? "").split(separator: ">", maxSplits: 1)
    guard let voters = sets.last else { throw ModelClusterError("{\(text)} has no voters") }
    return Membership(
      voters: try set(voters), outgoingVoters: sets.count == 2 ? try set(sets[0]) : ServerSet(),
      learners: parts.count == 2 ? try set(parts[1]) : ServerSet())
  }

  private static func set(_ digits: Substring) throws -> ServerSet {
    ServerSet(try digits.map { try server("n\($0)") })
  }

  /// The position of `3@2`.
  static func position(_ text: String) throws -> LogPosition {
    let parts = text.split(separator: "@").compactMap { UInt64($0) }
    guard parts.count == 2 else { throw ModelClusterError("\(text) is no position") }
    return LogPosition(term: Term(parts[1]), index: LogIndex(parts[0]))
  }
}
