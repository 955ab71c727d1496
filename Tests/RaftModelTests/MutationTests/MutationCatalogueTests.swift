import Foundation
import RaftModel
import RaftTraceTestSupport
import Testing

@Suite("Mutations")
struct MutationCatalogueTests {
  @Test("Every file of Mutations is in the catalogue, and bears the name of its type")
  func files() throws {
    let folder = "\(PackageFile.root)/Sources/RaftModel/Mutations"
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".swift") && $0.contains("/") }
      .map { String($0.split(separator: "/").last!.dropLast(".swift".count)) }
    #expect(files.sorted() == MutationCatalogue.all.map { String(describing: $0) }.sorted())
  }

  @Test("A name is that of the type in kebab-case, and finds the mutation")
  func names() {
    #expect(VoteTwice.name == "vote-twice")
    #expect(ForgetVoteOnRestart.name == "forget-vote-on-restart")
    #expect(Set(MutationCatalogue.all.map { $0.name }).count == MutationCatalogue.all.count)
    for mutation in MutationCatalogue.all { #expect(MutationCatalogue.named(mutation.name) == mutation) }
    #expect(MutationCatalogue.named("vote-thrice") == nil)
  }

  @Test(
    "The published mutations are there",
    arguments: [
      "vote-twice", "vote-any-log", "quorum-half", "count-stale-votes", "count-duplicate-votes",
      "leader-votes",
      "forget-vote-on-restart", "forget-term-on-restart", "commit-no-quorum", "next-not-advanced",
      "match-regress",
      "commit-regress", "truncate-always", "keep-conflict", "accept-stale-append", "accept-gap",
      "commit-without-min", "leader-drops-tail", "lose-log-on-restart", "stepdown-clears-vote",
      "read-without-heartbeat", "commit-old-term", "no-prev-term-check", "swap-two-servers",
    ])
  func published(name: String) {
    #expect(MutationCatalogue.named(name) != nil)
  }

  @Test("Every expected invariant is one of the catalogue", arguments: MutationCatalogue.all.map { $0.name })
  func expected(name: String) throws {
    let mutation = try #require(MutationCatalogue.named(name))
    #expect(!mutation.description.expected.isEmpty)
    for expectation in mutation.description.expected {
      #expect(InvariantCatalogue.named(expectation.invariant) != nil, "\(expectation.invariant)")
    }
  }
}
