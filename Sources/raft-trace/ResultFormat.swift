import ArgumentParser
import TraceFormat

/// What a minimized trace is written as: a trace of some format, or excerpts of the files that were read.
enum ResultFormat: Equatable, ExpressibleByArgument {
  case trace(OutputFormat)
  case logs

  /// The name of the excerpts, also as `--format` takes it.
  static let logsName = "logs"

  init?(argument: String) {
    if argument == Self.logsName {
      self = .logs
    } else if let format = OutputFormat(rawValue: argument) {
      self = .trace(format)
    } else {
      return nil
    }
  }

  var defaultValueDescription: String {
    switch self {
    case .trace(let format): format.rawValue
    case .logs: Self.logsName
    }
  }

  static var allValueStrings: [String] { OutputFormat.allCases.map(\.rawValue) + [logsName] }

  /// Whether `check` reads what is written.
  var isReadable: Bool {
    switch self {
    case .trace(.native), .trace(.itf), .trace(.tlcJSON), .trace(.shiViz): true
    case .trace(.perfetto), .logs: false
    }
  }
}
