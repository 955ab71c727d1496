import RaftTraceTestSupport
import Testing

@Suite("convert", .serialized)
struct ConvertTests {
  /// What a report says of violations, as one value to compare.
  private func verdict(_ json: String) throws -> [JSONValue?] {
    let report = try JSONValue(json)
    return [report["verdict"], report["violations"], report["properties"]]
  }

  @Test(
    "A converted sample gets the same verdict, with the same witnesses at the same lines",
    arguments: Samples.traces)
  func sameVerdict(_ files: String) throws {
    let sandbox = try Sandbox()
    let original = try sandbox.run("raft-trace check --output json \(files)")
    #expect(try sandbox.run("raft-trace convert -o converted.ndjson \(files)").status == 0)
    let converted = try sandbox.run("raft-trace check --output json converted.ndjson")
    #expect(converted.status == original.status)
    let expected = try verdict(original.output)
    // A native trace is read from the very file; every other keeps the file and line it came from.
    let found = try verdict(converted.output)
    #expect(found == expected || files.hasSuffix(".ndjson"))
  }

  @Test("Converting a converted trace changes no byte", arguments: Samples.traces)
  func fixedPoint(_ files: String) throws {
    let sandbox = try Sandbox()
    let outcome = try sandbox.run(
      """
      raft-trace convert \(files) > once.ndjson && raft-trace convert once.ndjson > twice.ndjson \
      && cmp once.ndjson twice.ndjson
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
  }
}
