public import RaftModel
public import RaftTraceChecker

/// How a layer saw a mutation, or that it did not.
public struct Counterexample: Sendable {
  public let layer: LayeredModel.Layer
  /// The steps, the last of which is seen; empty where none is.
  public var lines: [String]
  /// Whether no shorter run is seen in the layer: a breadth-first search found it.
  public var isShortest: Bool
  /// To which depth nothing is seen, where the search was given up; nil where all states were searched.
  public var searchedDepth: Int?

  public init(_ layer: LayeredModel.Layer, lines: [String], isShortest: Bool, searchedDepth: Int? = nil) {
    self.layer = layer
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
    var explorer = Explorer(LayeredModel(mutation.model))
    explorer.findsAllBreaks = true
    explorer.distinctMaximum = distinctMaximum
    let exploration = explorer.run()
    let found = zip(LayeredModel.Layer.allCases, exploration.properties).map { layer, property in
      Counterexample(
        layer, lines: property.counterexample?.steps.map(\.action.line) ?? [], isShortest: true,
        searchedDepth: exploration.isExhaustive ? nil : exploration.depth - 1)
    }
    return (found, exploration.distinctCount)
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

  /// Reads what `text` writes.
  public init(_ text: String) {
    self.init(counterexamples: [], distinctCount: 0)
    for line in text.split(separator: "\n") {
      if line.hasPrefix("  ") {
        counterexamples[counterexamples.count - 1].lines.append(String(line.dropFirst(2)))
      } else if line.hasPrefix("searched ") {
        distinctCount = Int(line.split(separator: " ")[1]) ?? 0
      } else if let layer = LayeredModel.Layer.allCases.first(where: { line.hasPrefix("\($0)") }) {
        let depth =
          line.hasSuffix("steps") ? line.split(separator: " ").dropLast().last.flatMap { Int($0) } : nil
        counterexamples.append(
          Counterexample(layer, lines: [], isShortest: !line.contains("directed"), searchedDepth: depth))
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
        return "\(layer), directed" + (searchedDepth.map { ", none in \($0) steps" } ?? "")
      }
      return "\(layer), shortest"
    }
    return searchedDepth.map { "\(layer): none in \($0) steps" }
      ?? "\(layer): none in any state within the bounds"
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
