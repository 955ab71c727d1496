public import RaftModel
public import RaftTraceChecker

/// How a layer saw a mutation, or that it did not.
public struct Counterexample: Sendable {
  public let view: LayeredModel.View
  /// The steps, the last of which is seen; empty where none is.
  public var lines: [String]
  /// Whether no shorter run is seen in the layer: a breadth-first search found it.
  public var isShortest: Bool
  /// To which depth nothing is seen, where the search was given up; nil where all states were searched.
  public var searchedDepth: Int?

  public init(_ view: LayeredModel.View, lines: [String], isShortest: Bool, searchedDepth: Int? = nil) {
    self.view = view
    self.lines = lines
    self.isShortest = isShortest
    self.searchedDepth = searchedDepth
  }

  /// The counterexamples of a mutation by exhaustive search.
  ///
  /// - Parameter distinctMaximum: the most states that are looked at.
  public static func search(
    _ mutation: any Mutation.Type, distinctMaximum: Int
  ) -> (found: [Counterexample], distinctCount: Int) {
    search(LayeredModel(mutation), behind: [], distinctMaximum: distinctMaximum)
  }

  /// The counterexamples that begin with given steps, and are as short as any that do.
  public static func search(
    _ mutation: any Mutation.Type, behind direction: Direction, distinctMaximum: Int
  ) throws -> [Counterexample] {
    var model = mutation.model
    direction.widen(&model.bounds)
    let start = try Scenario(direction.lines, in: model).steps
    let begun = RaftModel(
      rules: model.rules, bounds: model.bounds, initialState: start.last?.after ?? model.initialState)
    let views = LayeredModel(mutation).views
    let prefix = start.map(\.action.line)
    var found = search(
      LayeredModel(begun, views: views), behind: prefix, distinctMaximum: distinctMaximum
    ).found
    let whole = LayeredModel(model, views: views)
    for view in views.indices {
      guard let first = start.firstIndex(where: { !whole.firing(view, in: $0).isEmpty }) else { continue }
      found[view].lines = Array(prefix[...first])
    }
    return found
  }

  private static func search(
    _ model: LayeredModel, behind prefix: [String], distinctMaximum: Int
  ) -> (found: [Counterexample], distinctCount: Int) {
    var explorer = Explorer(model)
    explorer.findsAllBreaks = true
    explorer.distinctMaximum = distinctMaximum
    let exploration = explorer.run()
    let found = zip(model.views, exploration.properties).map { view, property in
      Counterexample(
        view, lines: property.counterexample.map { prefix + $0.steps.map(\.action.line) } ?? [],
        isShortest: prefix.isEmpty, searchedDepth: exploration.isExhaustive ? nil : exploration.depth - 1)
    }
    return (found, exploration.distinctCount)
  }
}

/// The first steps of a counterexample too deep for exhaustive search.
public struct Direction: Sendable {
  public var lines: [String] = []
  private var numbers: [Int] = []

  /// Reads a direction: `bounds TERM LOG MESSAGES RESTARTS`, then the steps; `#` begins a comment.
  public init(_ text: String) {
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      if line.hasPrefix("bounds ") {
        numbers = line.split(separator: " ").compactMap { Int($0) }
      } else {
        lines += Self.steps(String(line))
      }
    }
  }

  /// What a line stands for: `elect A by B`, `copy A to B` (with the answer), `store A to B` (without), or itself.
  private static func steps(_ line: String) -> [String] {
    let words = line.split(separator: " ").map(String.init)
    guard words.count == 4 else { return [line] }
    let (a, b) = (words[1], words[3])
    let store = ["\(a) sends entries to \(b)", "\(b) receives appendEntriesRequest of \(a)"]
    return switch words[0] {
    case "elect":
      [
        "\(a) times out", "\(b) receives requestVoteRequest of \(a)",
        "\(a) receives requestVoteResponse of \(b)",
      ]
    case "store": store
    case "copy": store + ["\(a) receives appendEntriesResponse of \(b)"]
    default: [line]
    }
  }

  func widen(_ bounds: inout Bounds) {
    guard numbers.count == 4 else { return }
    bounds.termMaximum = numbers[0]
    bounds.logLengthMaximum = numbers[1]
    bounds.messageMaximum = numbers[2]
    bounds.restartMaximum = numbers[3]
  }
}

/// The counterexamples of one mutation, as they are kept in a file.
public struct CounterexampleFile: Sendable {
  public var counterexamples: [Counterexample]
  /// How many states were looked at.
  public var distinctCount: Int

  public init(counterexamples: [Counterexample], distinctCount: Int) {
    self.counterexamples = counterexamples
    self.distinctCount = distinctCount
  }

  /// Whether nothing is left to find: each view has its counterexample, or all states were looked at.
  public var isComplete: Bool {
    counterexamples.allSatisfy { !$0.lines.isEmpty && $0.isShortest || $0.searchedDepth == nil }
  }

  /// Reads what `text` writes.
  public init(_ text: String) {
    self.init(counterexamples: [], distinctCount: 0)
    for line in text.split(separator: "\n") {
      if line.hasPrefix("  ") {
        counterexamples[counterexamples.count - 1].lines.append(String(line.dropFirst(2)))
      } else if line.hasPrefix("searched ") {
        distinctCount = Int(line.split(separator: " ")[1]) ?? 0
      } else if line.contains(", shortest") || line.contains(", directed") || line.contains(": none in") {
        let name = line.prefix { $0 != "," && $0 != ":" }
        let depth =
          line.hasSuffix("steps") ? line.split(separator: " ").dropLast().last.flatMap { Int($0) } : nil
        counterexamples.append(
          Counterexample(
            LayeredModel.View(String(name)), lines: [], isShortest: !line.contains(", directed"),
            searchedDepth: depth))
      }
    }
  }

  public func text(of mutation: any Mutation.Type) -> String {
    var lines = ["\(mutation.name) breaks: \(mutation.description.rule)", mutation.setting, ""]
    for counterexample in counterexamples {
      lines.append(counterexample.heading)
      lines += counterexample.lines.map { "  \($0)" }
      lines.append("")
    }
    lines.append("searched \(distinctCount) states")
    return lines.joined(separator: "\n") + "\n"
  }
}

extension Counterexample {
  fileprivate var heading: String {
    if !lines.isEmpty {
      guard isShortest else {
        return "\(view.name), directed" + (searchedDepth.map { ", none in \($0) steps" } ?? "")
      }
      return "\(view.name), shortest"
    }
    return searchedDepth.map { "\(view.name): none in \($0) steps" }
      ?? "\(view.name): none in any state within the bounds"
  }
}

extension Mutation {
  /// Options, servers and bounds in one line.
  public static var setting: String {
    let bounds = description.bounds
    var parts = ["\(description.serverCount) servers"]
    if description.memberCount != description.serverCount {
      parts.append("\(description.memberCount) of them members")
    }
    parts.append("terms to \(bounds.termMaximum), logs to \(bounds.logLengthMaximum)")
    parts.append("\(bounds.messageMaximum) messages, \(bounds.restartMaximum) restarts")
    if bounds.duplicatesMessages { parts.append("copies") }
    if bounds.sendsHeartbeats { parts.append("heartbeats") }
    return (parts + Self().options.names).joined(separator: "; ")
  }
}

extension ModelOptions {
  fileprivate var names: [String] {
    let switches: [(Bool, String)] = [
      (hasPreVote, "pre-vote"), (hasCheckQuorum, "check-quorum"), (hasLeadershipTransfer, "transfer"),
      (hasSnapshots, "snapshots"), (hasReads, "reads"), (hasLearners, "learners"),
      (membershipChange == .oneServer, "one-server changes"), (membershipChange == .joint, "joint consensus"),
      (appendsNoOperation, "empty entries"), (pipelinesEntries, "pipelining"),
      (appliesSeparately, "apply is a step"),
      (entriesPerMessageMaximum < 4, "\(entriesPerMessageMaximum) entries a message"),
    ]
    return switches.filter(\.0).map(\.1)
  }
}
