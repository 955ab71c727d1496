import Glibc
import RaftTraceChecker

/// How far a long command has come, on standard error: one line that is written over on a terminal, otherwise many.
final class ProgressLine {
  private let isTerminal = Console.isTerminal(STDERR_FILENO)
  private let isWanted: Bool
  private let clock = ContinuousClock()
  private var due: ContinuousClock.Instant
  private var hasOpenLine = false

  init(isWanted: Bool) {
    self.isWanted = isWanted || isTerminal
    due = clock.now.advanced(by: .milliseconds(500))
  }

  /// Shows how far an exploration has come.
  func show(_ progress: ExplorationProgress) {
    show(
      "\(progress.distinctCount) distinct states, \(progress.generatedCount) steps, \(progress.queueCount) waiting, depth \(progress.depth)"
    )
  }

  /// Shows where it stands, twice a second at most.
  func show(_ words: @autoclosure () -> String) {
    guard isWanted, clock.now >= due else { return }
    due = clock.now.advanced(by: .milliseconds(500))
    let text = words()
    try? Console.write(
      Array((isTerminal ? "\r\u{1B}[K\(text)" : text + "\n").utf8), to: STDERR_FILENO, name: "standard error")
    hasOpenLine = isTerminal
  }

  /// Clears the line before anything else is written.
  func end() {
    if hasOpenLine { try? Console.write(Array("\r\u{1B}[K".utf8), to: STDERR_FILENO, name: "standard error") }
    hasOpenLine = false
  }
}
