import RaftTraceChecker
import RaftTraceTestSupport
import Testing
import TraceFormat

@Suite(
  "What real servers had on disk, and what their clients were told", .enabled(if: SharedFiles.root != nil))
struct DurableRealTests {
  private static let systems = ["etcd-3.4", "etcd-3.5", "ovsdb-3.1"]
  private static let histories = systems + ["hashicorp-1.7", "nats-2.15", "dqlite", "rabbitmq-3.10"]

  private static func scenarios(_ systems: [String]) -> [String] {
    systems.flatMap { system in
      SharedFiles.names(in: "logs/\(system)").filter { $0 != "README.md" }.map { "logs/\(system)/\($0)" }
    }
  }

  private func check(_ folder: String, _ endings: [String]) throws -> CheckReport? {
    let files = SharedFiles.files(in: folder, endingIn: endings + endings.map { $0 + ".gz" })
      .filter { !$0.contains("before-restore") }
    return files.isEmpty ? nil : try TestTrace(paths: files).check()
  }

  private func violated(_ report: CheckReport) -> [PropertyName] {
    report.properties.filter { $0.status == .violated }.map(\.name)
  }

  @Test(
    "Disks of conforming runs conform; those of the others show that committed entries were lost",
    arguments: scenarios(systems))
  func disks(folder: String) throws {
    guard let report = try check(folder, [".wal.jsonl", ".db"]) else { return }
    if folder.contains("/s8") {
      #expect(violated(report).contains(.stateMachineSafety) || violated(report).contains(.logMatching))
    } else {
      #expect(violated(report) == [])
      #expect(report.properties.first { $0.name == .logMatching }?.status == .held)
    }
  }

  @Test(
    "Clients lost no acknowledged write where the answers name places, but in the runs that lose",
    arguments: scenarios(histories))
  func clients(folder: String) throws {
    guard let report = try check(folder, ["client.jsonl"]) else { return }
    let acked = report.properties.first { $0.name == .ackedSurvives }
    if acked?.status == .violated { #expect(folder.contains("/s8")) }
    #expect(report.properties.first { $0.name == .linearizability }?.status == .notObservable)
  }

  @Test("NATS gave the places of acknowledged messages to others")
  func nats() throws {
    let folder = "logs/nats-2.15/s8c-restored-backup-loses-commits"
    let report = try #require(try check(folder, ["client.jsonl"]))
    #expect(violated(report) == [.ackedSurvives])
    #expect(report.violations.first?.witnesses.map(\.position.line) == [145, 146])
  }
}
