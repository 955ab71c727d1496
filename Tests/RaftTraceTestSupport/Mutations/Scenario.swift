public import RaftModel
import TraceFormat

/// Steps of a model, one line each, in the words of `Action.line`.
public struct Scenario: Sendable {
  /// A line that names no action that is possible where it comes.
  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }

  public let steps: [Step]

  /// The run in which the actions happen that these lines name.
  ///
  /// - Parameter lines: a line names a possible action whose own line begins with it.
  public init(_ lines: some Sequence<String>, in model: RaftModel) throws(Failure) {
    var steps: [Step] = []
    var state = model.initialState
    for (number, line) in lines.enumerated() {
      guard let step = Self.step(line, from: state, in: model) else {
        throw Failure(description: "line \(number + 1) is not possible: \(line)")
      }
      steps.append(step)
      state = step.after
    }
    self.steps = steps
  }

  /// As much of the run as is possible: lines that name no possible action are left out.
  public init(possible lines: some Sequence<String>, in model: RaftModel) {
    var steps: [Step] = []
    for line in lines {
      let state = steps.last?.after ?? model.initialState
      if let step = Self.step(line, from: state, in: model) { steps.append(step) }
    }
    self.steps = steps
  }

  /// The first possible action whose line is this one; else, of those whose line begins so, the one with the latest
  /// message: that of the highest term.
  private static func step(_ line: String, from state: ClusterState, in model: RaftModel) -> Step? {
    var found: Step?
    model.forEachCandidate(in: state) { action in
      guard found?.action.line != line, action.line.hasPrefix(line) else { return }
      let isLater = found.flatMap(\.action.received?.term) ?? .zero <= action.received?.term ?? .zero
      guard found == nil || isLater || action.line == line else { return }
      var after = state
      do { try model.take(action, in: &after) } catch { return }
      found = Step(before: state, action: action, after: after)
    }
    return found
  }
}
