import RaftTraceChecker
import TraceFormat

extension ReportText {
  /// Writes the commands that lead on from this verdict.
  func writeNext(to page: inout TextPage) {
    let label = "Next: "
    let lines = nextCommands.flatMap { command in
      command.lines(width: page.width - label.count, fileMaximum: options.fileMaximum)
    }
    for (i, line) in lines.enumerated() {
      let lead = i == 0 ? label : String(repeating: " ", count: label.count)
      page.line([TextSpan(lead, .heading), TextSpan(line)])
    }
  }

  private var nextCommands: [ShellCommand] {
    switch report.verdict {
    case .violates:
      onInput(["minimize", "-o", "small.ndjson"]) + onInput(["render", "-o", "trace.svg"]) + explainViolation
    case .conforms: onInput(["render", "-o", "trace.svg"]) + explain(.notObservable)
    case .inconclusive where report.events == 0: [ShellCommand(["raft-trace", "formats"])]
    case .inconclusive:
      onInput(["convert", "-o", "trace.ndjson"]) + explain(.notObservable) + [
        ShellCommand(["raft-trace", "formats"])
      ]
    }
  }

  /// A command on the same input; none where some of it came from standard input, which cannot be read again.
  private func onInput(_ words: [String]) -> [ShellCommand] {
    let files = context.inputs.map(\.file)
    return files.contains(ByteSource.standardInputName)
      ? [] : [ShellCommand(["raft-trace"] + words, files: files)]
  }

  /// The explanation of the first property that ended so.
  private func explain(_ status: PropertyStatus) -> [ShellCommand] {
    let property = report.properties.first { $0.status == status }
    if let property { return [explain(property.name.rawValue)] }
    return report.layers == [.conformance] ? [explain(ConformanceDescription.name)] : []
  }

  /// The explanation of the first violated property, or else of the requirement that the nearest step makes.
  private var explainViolation: [ShellCommand] {
    let violated = report.properties.first { $0.status == .violated }?.name.rawValue
    let requirement = report.conformance?.refutations.first?.nearMisses.first?.requirement.rawValue
    return [explain(violated ?? requirement ?? ConformanceDescription.name)]
  }

  private func explain(_ name: String) -> ShellCommand { ShellCommand(["raft-trace", "explain", name]) }
}
