/// A format that traces are written in: its name for `convert --to`.
///
/// What each keeps and loses stands in `Documentation/Formats.md`.
public enum OutputFormat: String, CaseIterable, Sendable {
  /// The native NDJSON format; nothing is lost.
  case native
  /// The Informal Trace Format of Apalache and Quint: states, reconstructed event by event.
  case itf
  /// The states as TLC writes them with `-dumpTrace json`.
  case tlcJSON = "tlc-json"
  /// A log with vector clocks, for ShiViz.
  case shiViz = "shiviz"
  /// Chrome's trace events, for Perfetto and chrome://tracing.
  case perfetto

  /// One line of help.
  public var title: String {
    switch self {
    case .native: "raft-trace's own traces (NDJSON); nothing is lost"
    case .itf: "states in the Informal Trace Format, in the variables of raft.tla"
    case .tlcJSON: "the same states as TLC's -dumpTrace json writes them"
    case .shiViz: "a log with vector clocks, for shiviz.io"
    case .perfetto: "Chrome trace events (JSON), for ui.perfetto.dev"
    }
  }
}
