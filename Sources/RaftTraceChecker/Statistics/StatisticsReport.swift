public import TraceFormat

/// The answers to all questions, for each group of a trace.
public struct StatisticsReport: Sendable {
  /// One Raft instance with its answers and the picture of its servers.
  public struct Group: Sendable {
    public var group: GroupID
    /// The servers that have lines of their own, by name.
    public var servers: [ServerID]
    /// In the order of `StatisticsQuestion`.
    public var answers: [StatisticsAnswer]
    public var timeline: StatisticsTimeline

    /// Whether anything is known of it: lines of a process that belong to no group make one without Raft.
    var tellsOfRaft: Bool {
      answers.contains { $0.question != .missingEvidence && $0.confidence != .notObservable }
    }

    /// The answer to one question.
    public func answer(_ question: StatisticsQuestion) -> StatisticsAnswer? {
      answers.first { $0.question == question }
    }
  }

  public var groups: [Group]
  public var eventCount: Int
}

/// What is known about one question.
public struct StatisticsAnswer: Sendable {
  /// How far the answer can be relied on.
  public enum Confidence: String, Sendable {
    /// Every server that a membership or a message names has lines of its own, and nothing needed is missing.
    case firm
    /// Something that could change the answer is missing; `missing` says what.
    case partial
    /// The trace shows nothing of it; `missing` says what it would need.
    case notObservable
  }

  public var question: StatisticsQuestion
  public var confidence: Confidence
  /// The most important first; where the question is one of counts, a finding without evidence may sum up the others.
  public var findings: [Finding]
  public var missing: [Lack]

  init(_ question: StatisticsQuestion, _ findings: [Finding], missing: [Lack] = []) {
    self.question = question
    self.findings = findings
    self.missing = missing
    confidence = missing.isEmpty ? .firm : .partial
  }

  /// An answer that the trace does not show.
  static func notObservable(_ question: StatisticsQuestion, _ missing: [Lack]) -> Self {
    var answer = StatisticsAnswer(question, [], missing: missing)
    answer.confidence = .notObservable
    return answer
  }
}
