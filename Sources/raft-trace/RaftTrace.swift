import ArgumentParser

/// The command line: reads traces, checks them, draws them.
@main
struct RaftTrace: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "raft-trace",
    abstract:
      "Did Raft break, and where? Reads traces of Raft, checks them and shows what happened.",
    discussion: """
      Exit status: 0 no violation, 1 violation, 2 nothing decided, 3 nothing to minimize, 64 usage, 65 malformed input, \
      66 input missing or unreadable, 70 internal error.
      """,
    version: "0.1.0",
    subcommands: [
      Check.self, Stats.self, Minimize.self, Diff.self, Render.self, Convert.self,
      Simulate.self, Explore.self, HuntCommand.self, Formats.self, Explain.self,
    ])
}
