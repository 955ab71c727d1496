import RaftTraceChecker
import TraceFormat

extension ShortReport {
  /// Writes how to learn what was violated first, and how to see it.
  func writeNext(of lead: Lead, to page: inout TextPage) {
    let label = "Next: "
    let explain = ShellCommand(["raft-trace", "explain", subject(of: lead)])
    let width = page.width - label.count
    let lines = explain.lines(width: width, fileMaximum: 0) + minimize(width: width) + render(width: width)
    for (i, line) in lines.enumerated() {
      let margin = i == 0 ? label : String(repeating: " ", count: label.count)
      page.line([TextSpan(margin, .heading), TextSpan(line)])
    }
  }

  /// The command that makes the trace small, on one line.
  private func minimize(width: Int) -> [String] {
    let command = onInput(["minimize", "-o", "small.ndjson"])
    return command?.line(width: width).map { [$0] } ?? []
  }

  /// The command that draws the trace; none where no file's name fits.
  private func render(width: Int) -> [String] {
    guard let command = onInput(["render", "-o", "trace.svg"]) else { return [] }
    let lines = command.lines(width: width, fileMaximum: options.fileMaximum)
    if room.commandsAreWhole, lines.count == 2 { return lines }
    return command.line(width: width).map { [$0] } ?? []
  }

  /// A command on the same input; none where some of it came from standard input, which cannot be read again.
  private func onInput(_ words: [String]) -> ShellCommand? {
    let files = context.inputs.map(\.file)
    guard !files.isEmpty, !files.contains(ByteSource.standardInputName) else { return nil }
    return ShellCommand(["raft-trace"] + words, files: files)
  }

  /// What `raft-trace explain` is to tell: the requirement that failed, or the property.
  private func subject(of lead: Lead) -> String {
    switch lead {
    case .refutation(let refutation):
      refutation.nearMisses.first?.requirement.rawValue ?? ConformanceDescription.name
    case .violation(let violation): violation.property.rawValue
    case .none:
      report.properties.first { $0.status == .violated }?.name.rawValue ?? ConformanceDescription.name
    }
  }
}
