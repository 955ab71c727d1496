import FoundationEssentials
import RaftModel
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite("The files of the model's rules keep their promises")
struct ActionFileTests {
  private static let files: [String] = {
    let folder = "\(PackageFile.root)/Sources/RaftModel/Actions"
    return ((try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? [])
      .filter { $0.hasSuffix(".swift") }.sorted()
  }()

  /// The name of the rule that a file is named after.
  private static func rule(of file: String) -> String {
    let name = (file.split(separator: "/").last ?? "").dropLast(".swift".count)
    return name.prefix(1).lowercased() + name.dropFirst()
  }

  @Test("A file bears the name of a rule of the protocol, and defines it", arguments: files)
  func file(_ file: String) throws {
    let rule = Self.rule(of: file)
    let rules = try PackageFile.text("Sources/RaftModel/RaftRules.swift")
    let text = try PackageFile.text("Sources/RaftModel/Actions/\(file)")
    #expect(rules.contains("  func \(rule)("))
    #expect(text.contains("  public func \(rule)("))
    #expect(text.contains("extension RaftRules {"))
  }

  @Test("Every rule of the protocol is defined in one of the files")
  func rules() throws {
    let all = try Self.files.map { try PackageFile.text("Sources/RaftModel/Actions/\($0)") }.joined()
    let rules = try PackageFile.text("Sources/RaftModel/RaftRules.swift").split(separator: "\n")
      .filter { $0.hasPrefix("  func ") }.map { $0.dropFirst("  func ".count).prefix { $0 != "(" } }
    #expect(rules.count > 30)
    for rule in rules { #expect(all.contains("  public func \(rule)("), "\(rule)") }
  }

  @Test("Every definition names where it comes from", arguments: files)
  func references(_ file: String) throws {
    let text = try PackageFile.text("Sources/RaftModel/Actions/\(file)")
    let references = ["/// Raft §", "/// Raft Figure", "/// Dissertation §", "/// Raft.tla", "raft.tla `"]
    #expect(references.contains { text.contains($0) })
  }

  @Test("Every action has a rule of its name, or is the receipt or the loss of a message")
  func actions() throws {
    let text = try PackageFile.text("Sources/RaftModel/Action.swift")
    let cases = text.split(separator: "\n").filter { $0.hasPrefix("  case ") && $0.contains("(") }
      .map { String($0.dropFirst("  case ".count).prefix { $0 != "(" }) }
    let rules = try PackageFile.text("Sources/RaftModel/RaftRules.swift")
    #expect(cases.count == 16)
    for name in cases where name != "receive" && name != "lose" {
      #expect(rules.contains("  func \(name)("), "\(name)")
    }
    let tests = try PackageFile.text("Tests/RaftModelTests/ActionTests/RefusalTests.swift")
    for name in cases {
      #expect(tests.contains("take(.\(name)("), "\(name) is taken in a test")
      #expect(
        name == "restart" || tests.contains("expectRefused(.\(name)(") || tests.contains("\n      .\(name)("))
    }
    for kind in Packet.Kind.allCases {
      let name = "handle\("\(kind)".prefix(1).uppercased())\("\(kind)".dropFirst())"
      #expect(rules.contains("  func \(name)("), "\(name)")
    }
  }
}
