import FoundationEssentials
import RaftModel
import RaftTraceTestSupport
import Testing

@Suite("The catalogue of invariants")
struct InvariantCatalogueTests {
  private func files(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(PackageFile.root)/\(folder)")
      .filter { $0.hasSuffix(".swift") }.sorted()
  }

  @Test("Every file of an invariant is in the catalogue, and every invariant has a file of its name")
  func filesAndNames() throws {
    let others = ["Invariant.swift", "InvariantCatalogue.swift"]
    let names = try files(in: "Sources/RaftModel/Invariants").filter { !others.contains($0) }
      .map { String($0.dropLast(".swift".count)) }
    #expect(names == InvariantCatalogue.all.map { $0.name }.sorted())
  }

  @Test("Every invariant has a test")
  func tests() throws {
    let folder = "Tests/RaftModelTests/InvariantTests"
    let text = try files(in: folder).map { try PackageFile.text("\(folder)/\($0)") }.joined()
    for invariant in InvariantCatalogue.all {
      #expect(text.contains("check(\(invariant.name).self"), "\(invariant.name) has no test")
    }
  }

  @Test("A sentence begins in lower case and ends without a full stop; none is said twice")
  func sentences() {
    for invariant in InvariantCatalogue.all {
      #expect(invariant.sentence.first?.isLowercase == true && !invariant.sentence.hasSuffix("."))
      #expect(!invariant.reference.isEmpty && !invariant.concerns.isEmpty)
      #expect(InvariantCatalogue.named(invariant.name)?.name == invariant.name)
    }
    #expect(Set(InvariantCatalogue.all.map { $0.sentence }).count == InvariantCatalogue.all.count)
  }
}
