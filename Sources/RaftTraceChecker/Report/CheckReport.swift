public import TraceFormat

/// What a check found, as data.
public struct CheckReport: Sendable {
  public var verdict: Verdict
  public var events: Int
  public var servers: [ServerID]
  public var groups: Int
  /// Those whose lines come from several files: the lines of one file are not ordered against those of another.
  public var serversInSeveralFiles: [ServerID] = []
  /// Whether only some of the properties were asked for.
  public private(set) var isRestricted = false
  /// One result a property, in the order of `PropertyName`; none where the facts were not asked for.
  public var properties: [PropertyResult]
  /// At most `Findings.violationMaximum` a property, in the order of the properties; `PropertyResult` has the full count.
  public var violations: [Violation]
  /// What the replay against Raft's steps found; nil where it was not asked for.
  public var conformance: ConformanceResult?

  public init(
    verdict: Verdict, events: Int, servers: [ServerID], groups: Int, properties: [PropertyResult],
    violations: [Violation], conformance: ConformanceResult? = nil
  ) {
    self.verdict = verdict
    self.events = events
    self.servers = servers
    self.groups = groups
    self.properties = properties
    self.violations = violations
    self.conformance = conformance
  }

  /// The layers that were asked for, in the order of `CheckLayer`.
  public var layers: [CheckLayer] {
    (properties.isEmpty ? [] : [.facts]) + (conformance == nil ? [] : [.conformance])
  }

  /// The report of some of the properties and of what the replay found, with the verdict that these give.
  public func restricted(to names: [PropertyName]) -> CheckReport {
    var report = self
    report.properties.removeAll { !names.contains($0.name) }
    report.violations.removeAll { !names.contains($0.property) }
    report.verdict = Verdict(report.properties, conformance)
    report.isRestricted = true
    return report
  }

  /// Whether every property was observable, and the replay, where it was asked for, came to a verdict.
  ///
  /// What clients were told is no server's to show: those properties count where they are asked for by name.
  public var decidesAll: Bool {
    !properties.contains { $0.status == .notObservable && (isRestricted || !$0.name.isAboutClients) }
      && (conformance.map { $0.status == .violates || $0.decidesConformity } ?? true)
  }

  /// How many properties ended so.
  public func count(_ status: PropertyStatus) -> Int { properties.count { $0.status == status } }
}

/// The answer of a check as a whole.
public enum Verdict: String, Sendable {
  /// Nothing is violated, and at least one property held or the replay tested a requirement and found every step to be
  /// one of Raft's.
  case conforms
  /// A property is violated, or a line shows what no step of Raft explains.
  case violates
  /// No property was observable, and the replay decided nothing.
  case inconclusive

  /// The verdict over some properties and, where it was asked for, the replay.
  public init(_ results: [PropertyResult], _ conformance: ConformanceResult? = nil) {
    if results.contains(where: { $0.status == .violated }) || conformance?.status == .violates {
      self = .violates
    } else if results.contains(where: { $0.status == .held }) {
      self = .conforms
    } else {
      self = conformance?.decidesConformity ?? false ? .conforms : .inconclusive
    }
  }
}

/// The answer for one property.
public enum PropertyStatus: String, Sendable {
  case held
  case violated
  case notObservable
}

/// How one property ended, and on how much.
public struct PropertyResult: Sendable {
  public var name: PropertyName
  public var status: PropertyStatus
  /// How many facts were put to the test; 0 means that nothing was decided.
  public var facts: Int
  public var violationCount: Int
  /// What no event showed, where the property was not observable.
  public var missing: [String]

  public init(name: PropertyName, status: PropertyStatus, facts: Int, violationCount: Int, missing: [String])
  {
    self.name = name
    self.status = status
    self.facts = facts
    self.violationCount = violationCount
    self.missing = missing
  }
}
