import ArgumentParser
import RaftTraceChecker
import TraceFormat

/// The exit statuses of the command line; a contract with scripts.
enum ExitStatus: Int32 {
  case conforms = 0
  case violates = 1
  /// Nothing was decided, or with `--strict` not everything that was asked for.
  case undecided = 2
  /// What was to be minimized violates nothing, or not the property that was asked for.
  case nothingToMinimize = 3
  case usage = 64
  case malformedInput = 65
  case missingInput = 66
  case internalError = 70
  /// The reader of the output has gone; as a shell reports SIGPIPE.
  case closedPipe = 141

  var code: ExitCode { ExitCode(rawValue) }

  init(_ error: ReadingError) {
    switch error.category {
    case .malformed: self = .malformedInput
    case .unavailable: self = .missingInput
    }
  }

  /// The status of a check: a proven violation outweighs lines that could not be read.
  init(_ report: CheckReport, hasBadInput: Bool, isStrict: Bool) {
    switch report.verdict {
    case .violates: self = .violates
    case _ where hasBadInput: self = .malformedInput
    case .inconclusive: self = .undecided
    case .conforms: self = isStrict && !report.decidesAll ? .undecided : .conforms
    }
  }
}
