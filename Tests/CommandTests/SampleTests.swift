import RaftTraceTestSupport
import Testing

@Suite("The samples", .serialized)
struct SampleTests {
  @Test("There are samples that conform and samples that do not")
  func bothVerdicts() throws {
    let sandbox = try Sandbox()
    let statuses = try Samples.names.map {
      try sandbox.run("raft-trace check \(Samples.arguments(of: $0))").status
    }
    #expect(Set(statuses) == [0, 1])
  }

  @Test("The report of each sample is the one beside it", arguments: Samples.names)
  func report(name: String) throws {
    try expectTranscript(
      "samples/\(name)/expected.txt", beginningWith: "raft-trace check \(Samples.arguments(of: name))")
  }

  @Test("The report as JSON follows its schema", arguments: Samples.names)
  func json(name: String) throws {
    let schema = try JSONSchema(PackageFile.text("Documentation/report.schema.json"))
    let outcome = try Sandbox().run("raft-trace check --output json \(Samples.arguments(of: name))")
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
}
