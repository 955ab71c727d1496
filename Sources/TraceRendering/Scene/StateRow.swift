import TraceFormat

/// The columns of a server's row, in the order of Raft's Figure 2.
public enum StateColumn: Int, CaseIterable, Sendable {
  case role
  case term
  case vote
  /// The end of the log, as index@term.
  case log
  case commit

  /// The word above the column.
  public var heading: String {
    switch self {
    case .role: "role"
    case .term: "term"
    case .vote: "vote"
    case .log: "log"
    case .commit: "commit"
    }
  }

  /// The column's text where no heading stands above it.
  func phrase(_ text: String) -> String {
    switch self {
    case .role: text
    case .term: "t\(text)"
    case .vote, .log, .commit: "\(heading) \(text)"
    }
  }
}

/// What a trace has shown of one server's state.
public struct StateRow: Hashable, Sendable {
  public struct Cell: Hashable, Sendable {
    public var text: String
    public var isKnown: Bool
    /// The step before has changed it.
    public var isChanged: Bool
  }

  /// What the server is, for the ground of its cell; the cell's word says the same.
  public enum Standing: Sendable {
    case leader
    case candidate
    case other
    case down
  }

  public let standing: Standing
  private let cells: [Cell]

  public subscript(column: StateColumn) -> Cell { cells[column.rawValue] }

  init(_ view: ServerView, before: ServerView?, labels: EventLabels) {
    standing = Standing(view)
    cells = StateColumn.allCases.map { column in
      let text = view.text(column, labels)
      let changed = before.map { $0.text(column, labels) != text } ?? false
      return Cell(text: text ?? "·", isKnown: text != nil, isChanged: changed)
    }
  }
}

extension StateRow.Standing {
  fileprivate init(_ view: ServerView) {
    switch (view.isUp, view.role) {
    case (.known(false), _): self = .down
    case (_, .known(.leader)): self = .leader
    case (_, .known(.candidate)), (_, .known(.preCandidate)): self = .candidate
    case (_, .known(.follower)), (_, .known(.learner)), (_, .unknown): self = .other
    }
  }
}

extension ServerView {
  /// What a cell says; nil where the trace has not shown it.
  func text(_ column: StateColumn, _ labels: EventLabels) -> String? {
    switch column {
    case .role: isUp == .known(false) ? "down" : role.value?.word
    case .term: term.value.map { "\($0)" }
    case .vote: votedFor.value.map { vote in vote.map { labels.name($0, limit: 12) } ?? "none" }
    case .log: logText(labels)
    case .commit: commitIndex.value.map { "\($0)" }
    }
  }

  private func logText(_ labels: EventLabels) -> String? {
    switch (lastLogIndex, lastLogTerm) {
    case (.known(.zero), _): "empty"
    case (.known(let index), let term): labels.entry(index, term)
    case (.unknown, .known(let term)): "?@\(term)"
    case (.unknown, .unknown): nil
    }
  }
}
