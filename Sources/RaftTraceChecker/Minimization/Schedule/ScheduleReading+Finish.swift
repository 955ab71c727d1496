import RaftModel
import TraceFormat

/// The schedule that was read.
extension ScheduleReading {
  func finish() -> Schedule {
    var schedule = Schedule(
      servers: numbers.servers, initialState: initialState, options: finalOptions,
      steps: steps.filter { !$0.awaitsEntry || !survey.events.contains(.entriesAppended) }.map(scheduled))
    schedule.refusalsHint = survey.refusalsHint && !isOwn
    return schedule
  }

  private var initialState: ClusterState {
    var state = ClusterState(serverCount: numbers.count, membership: .none)
    for i in numbers.all { state[i] = initialViews[Int(i.rawValue)].shown.state }
    return state
  }

  /// Messages are cut only where more entries were waiting.
  private var finalOptions: ModelOptions {
    var options = options
    if cutsBatches, largestBatch > 0 { options.entriesPerMessageMaximum = UInt8(min(largestBatch, 4)) }
    return options
  }

  private func scheduled(_ draft: StepDraft) -> ScheduledStep {
    let showsSent = !draft.sendsMore && !draft.lines.isEmpty && !survey.sent.isEmpty
    return ScheduledStep(
      draft.action, shown: draft.lines.isEmpty ? nil : draft.shown, sent: showsSent ? draft.sent : nil,
      lines: draft.lines)
  }
}
