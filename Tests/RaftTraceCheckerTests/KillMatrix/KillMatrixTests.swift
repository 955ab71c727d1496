import Foundation
import RaftModel
import RaftTraceChecker
import RaftTraceTestSupport
import Testing

/// What sees which mutation: the kept counterexamples are taken again, those that are cheap to find are found again.
@Suite("Kill matrix")
struct KillMatrixTests {
  private static let isExploring = ProcessInfo.processInfo.environment["EXPLORE"] != nil

  @Test("The kept counterexamples give the documented matrix")
  func matrix() throws {
    var rows: [KillMatrix.Row] = []
    for mutation in MutationCatalogue.all { rows.append(try killMatrixRow(mutation)) }
    let text = KillMatrix(rows).report(notes: KillMatrixNotes.notes)
    try expectGolden(text, "Tests/Goldens/KillMatrix.txt")
    let documented = try PackageFile.text("Documentation/KillMatrix.md")
    let begin = "<!-- matrix -->\n"
    let parts = documented.components(separatedBy: begin)
    try #require(parts.count == 2)
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try (parts[0] + begin + text).write(
        toFile: "\(PackageFile.root)/Documentation/KillMatrix.md", atomically: true, encoding: .utf8)
    } else {
      #expect(parts[1] == text, "Documentation/KillMatrix.md differs from Tests/Goldens/KillMatrix.txt")
    }
  }

  @Test(
    "Conformance sees every mutation, and no layer sees it earlier",
    arguments: MutationCatalogue.all.map { $0.name })
  func conformanceIsFirst(name: String) throws {
    let mutation = try #require(MutationCatalogue.named(name))
    let row = try killMatrixRow(mutation)
    let conformance = try #require(row.kill(.conformance)?.depth)
    for kill in row.kills where kill.depth != nil && kill.isShortest {
      #expect(kill.depth ?? 0 >= conformance, "\(kill.view.name)")
    }
  }

  @Test(
    "Without the mutation nothing fires on the same schedule",
    arguments: MutationCatalogue.all.map { $0.name })
  func sameSchedule(name: String) throws {
    let mutation = try #require(MutationCatalogue.named(name))
    let model = LayeredModel(mutation.unmutatedModel)
    for counterexample in try mutation.counterexamples().counterexamples {
      for step in Scenario(possible: counterexample.lines, in: mutation.unmutatedModel).steps {
        for view in model.views.indices {
          #expect(model.firing(view, in: step) == [], "\(step.action.line)")
        }
      }
    }
  }

  @Test("A search finds no shorter counterexample", arguments: MutationCatalogue.all.map { $0.name })
  func shortest(name: String) throws {
    let mutation = try #require(MutationCatalogue.named(name))
    let kept = try mutation.counterexamples().counterexamples
    let found = Counterexample.search(mutation, distinctMaximum: 200).found
    for (kept, found) in zip(kept, found) where !found.lines.isEmpty {
      #expect(kept.lines.count == found.lines.count, "\(kept.view.name)")
    }
  }

  @Test("Without a mutation all properties hold within the same bounds")
  func unmutated() {
    var settings: Set<String> = []
    for mutation in MutationCatalogue.all where settings.insert(mutation.setting).inserted {
      var explorer = Explorer(mutation.unmutatedModel)
      explorer.distinctMaximum = Self.isExploring ? 20_000 : 300
      let exploration = explorer.run()
      #expect(exploration.broken.map(\.summary.name) == [], "\(mutation.setting)")
    }
  }
}

private func killMatrixRow(_ mutation: any Mutation.Type) throws -> KillMatrix.Row {
  try KillMatrix.Row(mutation, mutation.counterexamples())
}

/// Compares text with a file of the package; `RECORD=1` writes it anew, a missing one is written and fails once.
private func expectGolden(_ text: String, _ path: String, at location: SourceLocation = #_sourceLocation)
  throws
{
  let isRecording = ProcessInfo.processInfo.environment["RECORD"] == "1"
  guard !isRecording, let golden = try? PackageFile.text(path) else {
    try text.write(toFile: "\(PackageFile.root)/\(path)", atomically: true, encoding: .utf8)
    if !isRecording { Issue.record("\(path) was missing and is written", sourceLocation: location) }
    return
  }
  #expect(text == golden, "differs from \(path)", sourceLocation: location)
}
