public import RaftTraceChecker
import TraceFormat

/// What the replay of a trace found, in words.
extension Sentences {
  /// What a step of Raft requires, and what the trace shows instead.
  public func sentence(_ nearMiss: NearMiss) -> String {
    let contrast = contrast(nearMiss)
    return "requires \(nearMiss.requirement.formula)" + (contrast.isEmpty ? "" : "; \(contrast)")
  }

  /// Why a refuted line is wrong, on one line and without a full stop.
  public func sentence(_ refutation: Refutation) -> String {
    let shown = sentence(refutation.shown, of: refutation.server)
    guard let nearest = refutation.nearMisses.first else { return "\(shown), which no step of Raft explains" }
    return "\(shown), but \(nearest.requirement.step.rawValue) \(sentence(nearest))"
  }

  /// What the replay could not judge, and why.
  public func sentence(_ limit: ReplayLimit) -> String {
    switch limit {
    case .incompleteSource(let events):
      "\(Numerals.count(events, "event")) \(events == 1 ? "comes" : "come") from sources that may leave out lines"
    case .logRuns(let maximum):
      "a log has more than \(Numerals.count(maximum, "change")) of term, of which the oldest were forgotten"
    }
  }

  /// A value in a requirement.
  public func phrase(_ value: ReplayValue) -> String {
    switch value {
    case .term(let term): "term \(term)"
    case .index(let index): "index \(index)"
    case .role(let role): phrase(role)
    case .server(let server): server.map { name($0) } ?? "none"
    case .servers(let servers): names(servers)
    case .position(let position):
      position.index == .zero
        ? "an empty log" : phrase(LogEntry(index: position.index, term: .known(position.term)))
    case .count(let count): Numerals.grouped(count)
    case .configuration(let configuration): phrase(configuration)
    }
  }

  /// What a requirement asks for; nil where that is no value.
  func expectation(_ nearMiss: NearMiss) -> String? {
    guard let expected = nearMiss.expected else { return nil }
    return switch (expected, nearMiss.found) {
    case (.count(let count), .servers):
      "\(word(nearMiss.requirement.relation))\(Numerals.count(count, "server"))"
    case (.servers(let servers), .server): Numerals.list(servers.map { name($0) }, "or")
    default: word(nearMiss.requirement.relation) + phrase(expected)
    }
  }

  private func word(_ relation: ReplayRelation) -> String {
    switch relation {
    case .equal: ""
    case .atMost: "at most "
    case .atLeast: "at least "
    case .above: "more than "
    }
  }

  /// What a requirement asks for and what the trace shows instead; empty where neither is a value.
  func contrast(_ nearMiss: NearMiss) -> String {
    [
      expectation(nearMiss).map { "expected \($0)" }, nearMiss.found.map { "seen \(phrase($0))" },
    ].compactMap { $0 }.joined(separator: ", ")
  }
}
