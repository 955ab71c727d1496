import RaftTraceTestSupport
import Testing

@Suite("The samples", .serialized)
struct SampleTests {
  @Test("There are samples that conform and samples that do not")
  func bothVerdicts() throws {
    let sandbox = try Sandbox()
    let statuses = try Samples.traces.map { try sandbox.run("raft-trace check \($0)").status }
    #expect(Set(statuses) == [0, 1])
  }

  @Test("The reports of each sample are those beside it", arguments: Samples.names)
  func report(name: String) throws {
    let commands = Samples.traces(of: name).map { "raft-trace check \($0)" }
    let path = "samples/\(name)/expected.txt"
    try expectTranscript(path, beginningWith: commands.joined(separator: "\n$ "))
    let shown = try PackageFile.text(path).split(separator: "\n").filter { $0.hasPrefix("$ ") }
    #expect(shown == commands.map { "$ \($0)" })
  }

  @Test("What broke stands on one screen of 20 lines and 80 columns", arguments: Samples.traces)
  func height(files: String) throws {
    let outcome = try Sandbox().run("raft-trace check \(files)")
    guard outcome.status == 1 else { return }
    Self.expectOneScreen(outcome.output)
  }

  @Test(
    "So it does for real traces of faulty servers, with the first wrong line",
    .enabled(if: SharedFiles.root != nil, Comment(rawValue: SharedFiles.absence)),
    arguments: ["commit_quorum", "double_vote", "no_prevlog_check"])
  func faultyTraces(name: String) throws {
    let file = try #require(
      SharedFiles.files(in: "traces/etcd-raft-faulty", endingIn: ["\(name).mut.ndjson"]).first)
    let outcome = try Sandbox().run("raft-trace check '\(file)'")
    #expect(outcome.status == 1)
    #expect(outcome.output.hasPrefix("VIOLATES Raft – no step of Raft explains"))
    Self.expectOneScreen(outcome.output, longPlace: file)
  }

  private static func expectOneScreen(_ output: String, longPlace file: String? = nil) {
    let lines = output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(lines.count <= 20, "\(output)")
    #expect(lines.allSatisfy { $0.count <= 80 || file.map($0.contains) ?? false }, "\(output)")
    for part in ["Because", "\nRead ", "--details", "\nNext: raft-trace explain "] {
      #expect(output.contains(part), "\(output)")
    }
  }

  @Test("The report as JSON follows its schema", arguments: Samples.traces)
  func json(files: String) throws {
    let schema = try JSONSchema(PackageFile.text("Documentation/report.schema.json"))
    let outcome = try Sandbox().run("raft-trace check --output json \(files)")
    #expect(schema.accepts(try JSONValue(outcome.output)))
    #expect(outcome.errors == "")
  }

  @Test("Each sample says where it comes from and stands in the table of samples", arguments: Samples.names)
  func provenance(name: String) throws {
    let provenance = try PackageFile.text("samples/\(name)/PROVENANCE.md")
    #expect(provenance.hasPrefix("# Where "))
    let rows = try PackageFile.text("samples/README.md").split(separator: "\n")
    let row = try #require(rows.first { $0.hasPrefix("| [`\(name)`](\(name)) |") })
    let expected = try PackageFile.text("samples/\(name)/expected.txt")
    for verdict in ["CONFORMS", "VIOLATES", "INCONCLUSIVE"] {
      #expect(row.hasSuffix("| \(verdict) |") == expected.contains("\n\(verdict) "))
    }
  }

  /// In PROVENANCE.md a line `    raft-trace explore … -o FILE` makes the sample's file of that name.
  @Test("A trace that a model made is made again by the command in its provenance", arguments: Samples.names)
  func made(name: String) throws {
    let lines = try PackageFile.text("samples/\(name)/PROVENANCE.md").split(separator: "\n")
    let commands = lines.filter { $0.hasPrefix("    raft-trace explore ") }
    let sandbox = try Sandbox()
    for command in commands {
      let file = try #require(command.split(separator: " ").last)
      #expect(try sandbox.run(String(command)).status == 1)
      let (made, kept) = (try sandbox.text(of: String(file)), try PackageFile.text("samples/\(name)/\(file)"))
      #expect(made == kept, "\(command)")
    }
    let isModelled = try Samples.traces(of: name).filter { file in
      try file.hasSuffix(".ndjson") && PackageFile.text(file).contains(#""producer":"raft-trace explore""#)
    }
    #expect(commands.count == isModelled.count)
  }

  /// In PROVENANCE.md lines `    raft-trace simulate … -o FILE` and `    raft-trace minimize … -o FILE`, one after the other.
  @Test("What was minimized is made again by the commands in its provenance", arguments: Samples.names)
  func minimized(name: String) throws {
    let provenance = try PackageFile.text("samples/\(name)/PROVENANCE.md")
    let commands = provenance.split(separator: "\n").filter {
      $0.hasPrefix("    raft-trace simulate ") || $0.hasPrefix("    raft-trace minimize ")
    }
    let sandbox = try Sandbox()
    var made = 0
    for command in commands {
      let outcome = try sandbox.run(String(command))
      guard !command.contains(" --to logs ") else {
        #expect(provenance.contains("```\n\(outcome.output)```"), "\(command)")
        continue
      }
      let file = try #require(command.split(separator: " ").last)
      guard let kept = try? PackageFile.text("samples/\(name)/\(file)") else { continue }
      made += 1
      #expect(try sandbox.text(of: String(file)) == kept, "\(command)")
    }
    let isMinimized = try Samples.traces(of: name).filter { file in
      try file.hasSuffix(".ndjson")
        && PackageFile.text(file).contains(#""producer":"raft-trace minimize""#)
    }
    #expect(made == isMinimized.count)
  }
}
