import FoundationEssentials
import RaftTraceChecker
import RaftTraceTestSupport
import Testing

@Suite("The code keeps its own rules")
struct CodeTests {
  /// The Swift files below a folder of the package, with their text.
  private static func files(in folder: String) throws -> [(path: String, text: String)] {
    let root = "\(PackageFile.root)/\(folder)"
    return try FileManager.default.subpathsOfDirectory(atPath: root).filter { $0.hasSuffix(".swift") }
      .sorted().map {
        ("\(folder)/\($0)", try PackageFile.text("\(folder)/\($0)"))
      }
  }

  @Test("A property is a file, a struct and a description of one name", arguments: PropertyName.allCases)
  func propertyFile(_ name: PropertyName) throws {
    let description = TraceChecker.description(of: name)
    #expect(description.name == name)
    let text = try PackageFile.text(description.sourceFile)
    #expect(text.contains("struct \(name.rawValue): FactProperty"))
    #expect(text.contains("\n/// Raft "), "names the section of the paper")
    #expect(try PackageFile.text("Documentation/Properties.md").contains("### \(name.rawValue)\n"))
    #expect(try PackageFile.text("README.md").contains("`\(name.rawValue)`"))
  }

  @Test(
    "Each property is violated in a test and held or not observable in another",
    arguments: PropertyName.allCases)
  func propertyTests(_ name: PropertyName) throws {
    let tests = try Self.files(in: "Tests/RaftTraceCheckerTests/Properties").map(\.text).joined()
    let member = ".\(name.rawValue.prefix(1).lowercased())\(name.rawValue.dropFirst())"
    #expect(tests.contains("[\(member)") || tests.contains(", \(member)"), "violated")
    #expect(
      tests.contains("expectHeld(\(member)") || tests.contains("status(\(member)) == (violated")
        || tests.contains("expectNotObservable(\(member)"), "not violated")
  }

  @Test(
    "A step of the replay is a rule of the model, in the file that it names", arguments: ReplayStep.allCases)
  func stepFile(_ step: ReplayStep) throws {
    let rule = step.rawValue.prefix(1).lowercased() + step.rawValue.dropFirst()
    #expect(try PackageFile.text(step.sourceFile).contains(" func \(rule)("))
    #expect(ReplayRequirement.allCases.contains { $0.step == step })
  }

  @Test("A requirement of the replay stands in the documentation", arguments: ReplayRequirement.allCases)
  func requirementRow(_ requirement: ReplayRequirement) throws {
    let step = "[\(requirement.step.rawValue)](../\(requirement.step.sourceFile))"
    let row = "| `\(requirement.rawValue)` | \(step) | \(requirement.formula) | \(requirement.reference) |"
    #expect(try PackageFile.text("Documentation/Properties.md").contains("\n\(row)\n"), "\(row)")
  }

  @Test("The model imports no Foundation")
  func model() throws {
    for file in try Self.files(in: "Sources/RaftModel") {
      #expect(!file.text.contains("import Foundation"), "\(file.path)")
    }
  }

  @Test("Only the command line prints and exits")
  func output() throws {
    for folder in ["TraceFormat", "RaftModel", "RaftTraceChecker", "TraceRendering", "GraphvizLayout"] {
      for file in try Self.files(in: "Sources/\(folder)") {
        let code = file.text.split(separator: "\n").filter { !$0.contains("///") }
        #expect(!code.contains { $0.contains(" print(") || $0.contains(" exit(") }, "\(file.path)")
      }
    }
  }

  @Test("A file holds one thing and stays readable")
  func size() throws {
    for file in try Self.files(in: "Sources") {
      #expect(file.text.split(separator: "\n", omittingEmptySubsequences: false).count <= 251, "\(file.path)")
    }
  }
}
