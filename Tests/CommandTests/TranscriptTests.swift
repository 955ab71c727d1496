import RaftTraceTestSupport
import Testing

@Suite("Commands do what their transcripts say", .serialized)
struct TranscriptTests {
  @Test(
    "In Tests/Goldens/Command",
    arguments: [
      "malformed-input", "formats-and-properties", "input", "simulate", "explore", "hunt", "layers",
      "details", "minimize", "diff", "stats",
    ])
  func goldens(name: String) throws {
    try expectTranscript("Tests/Goldens/Command/\(name).txt")
  }
}
