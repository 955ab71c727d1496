import Testing
import TraceFormat

@Suite struct CompressionTests {
  static let random: [UInt8] = {
    var random = ReadingRandom(seed: 1)
    return (0..<300_000).map { _ in .random(in: 0...255, using: &random) }
  }()

  @Test func `Compressed votes are the votes`() {
    #expect(ReadingOutcome(ByteSource(bytes: ReadingFixtures.gzip)).holds(ReadingFixtures.votes))
    #expect(ReadingOutcome(ByteSource(bytes: ReadingFixtures.zstd)).holds(ReadingFixtures.votes))
  }

  @Test func `Nothing, compressed, is nothing`() {
    for bytes in [ReadingFixtures.gzipOfNothing, ReadingFixtures.zstdOfNothing] {
      #expect(ReadingOutcome(ByteSource(bytes: bytes)).bytes.isEmpty)
      #expect(ReadingOutcome(ByteSource(bytes: bytes)).error == nil)
    }
  }

  @Test(arguments: [1, 2, 13, 65_535, 1 << 20])
  func `The length of the buffer does not matter`(bufferLength: Int) {
    let bytes = bufferLength < 100 ? Array(Self.random.prefix(5000)) : Self.random
    for compressed in [ReadingFixtures.storedGzip(bytes), ReadingFixtures.storedZstd(bytes)] {
      #expect(ReadingOutcome(ByteSource(bytes: compressed), bufferLength: bufferLength).holds(bytes))
      #expect(ReadingOutcome(ByteSource(bytes: compressed), bufferLength: bufferLength).error == nil)
    }
  }

  @Test func `Members and frames that follow each other are one stream`() {
    let joined = ReadingFixtures.votes + [1, 2, 3] + ReadingFixtures.votes
    let gzip =
      ReadingFixtures.gzip + ReadingFixtures.gzipOfNothing + ReadingFixtures.storedGzip([1, 2, 3])
      + ReadingFixtures.gzip
    #expect(ReadingOutcome(ByteSource(bytes: gzip)).holds(joined))
    let zstd =
      ReadingFixtures.zstd + ReadingFixtures.zstdOfNothing + ReadingFixtures.storedZstd([1, 2, 3])
      + ReadingFixtures.zstd
    #expect(ReadingOutcome(ByteSource(bytes: zstd)).holds(joined))
  }

  @Test func `Zeros behind the last member are padding, anything else is corrupt`() {
    let padded = ReadingFixtures.gzip + [UInt8](repeating: 0, count: 1000)
    #expect(ReadingOutcome(ByteSource(bytes: padded)).holds(ReadingFixtures.votes))
    #expect(ReadingOutcome(ByteSource(bytes: padded)).error == nil)
    let followed = ReadingOutcome(ByteSource(bytes: padded + [7]))
    #expect(followed.holds(ReadingFixtures.votes))
    #expect(followed.error == .corruptCompression(.gzip, reason: "something else follows them"))
    let zstd = ReadingOutcome(ByteSource(bytes: ReadingFixtures.zstd + [1, 2, 3, 4, 5]))
    #expect(zstd.holds(ReadingFixtures.votes))
    #expect(zstd.error == .corruptCompression(.zstd, reason: "Unknown frame descriptor"))
  }

  @Test func `Gzip data cut at any byte give what can be read, then the error`() {
    var longest = 0
    for count in 2..<ReadingFixtures.gzip.count {
      let outcome = ReadingOutcome(ByteSource(bytes: Array(ReadingFixtures.gzip.prefix(count))))
      #expect(outcome.error == .truncatedCompression(.gzip), "cut behind \(count) bytes")
      #expect(ReadingFixtures.votes.starts(with: outcome.bytes), "cut behind \(count) bytes")
      #expect(outcome.bytes.count >= longest)
      longest = outcome.bytes.count
    }
    #expect(longest == ReadingFixtures.votes.count)
  }

  @Test func `Zstd data cut at any byte give what can be read, then the error`() {
    let frame = ReadingFixtures.storedZstd(ReadingFixtures.votes, blockLength: 100)
    for count in 4..<frame.count {
      let outcome = ReadingOutcome(ByteSource(bytes: Array(frame.prefix(count))))
      #expect(outcome.error == .truncatedCompression(.zstd), "cut behind \(count) bytes")
      let blocks = max(0, count - 6) / 103
      #expect(outcome.bytes.count >= min(blocks * 100, ReadingFixtures.votes.count))
      #expect(ReadingFixtures.votes.starts(with: outcome.bytes))
    }
    for count in 4..<ReadingFixtures.zstd.count {
      let outcome = ReadingOutcome(ByteSource(bytes: Array(ReadingFixtures.zstd.prefix(count))))
      #expect(outcome.error == .truncatedCompression(.zstd), "cut behind \(count) bytes")
    }
  }

  @Test func `What can be read of cut data does not depend on the buffer`() {
    for compressed in [ReadingFixtures.gzip, ReadingFixtures.zstd] {
      for count in 4..<compressed.count {
        let cut = Array(compressed.prefix(count))
        let bytewise = ReadingOutcome(ByteSource(bytes: cut), bufferLength: 1)
        #expect(bytewise == ReadingOutcome(ByteSource(bytes: cut)), "cut behind \(count) bytes")
      }
    }
  }

  @Test func `Bytes before the place of corruption are delivered`() {
    var gzip = ReadingFixtures.storedGzip(Self.random)
    gzip[gzip.count - 5] ^= 1
    let badChecksum = ReadingOutcome(ByteSource(bytes: gzip))
    #expect(badChecksum.holds(Self.random))
    #expect(badChecksum.error == .corruptCompression(.gzip, reason: "incorrect data check"))

    var zstd = ReadingFixtures.storedZstd(Self.random)
    zstd[6 + 3 * (3 + 1 << 16)] |= 6
    let badBlock = ReadingOutcome(ByteSource(bytes: zstd), bufferLength: 1 << 20)
    #expect(badBlock.holds(Array(Self.random.prefix(3 << 16))))
    #expect(badBlock.error == .corruptCompression(.zstd, reason: "Data corruption detected"))
  }

  @Test func `An error comes again at each later read`() {
    let source = ByteSource(bytes: Array(ReadingFixtures.gzip.dropLast()))
    #expect(ReadingOutcome(source).holds(ReadingFixtures.votes))
    let again = ReadingOutcome(source)
    #expect(again.bytes.isEmpty)
    #expect(again.error == .truncatedCompression(.gzip))
  }

  @Test(arguments: Compression.allCases, [UInt64](1...4))
  func `Mutated data end in bytes or in an error`(compression: Compression, seed: UInt64) {
    let compressed = compression == .gzip ? ReadingFixtures.gzip : ReadingFixtures.zstd
    var random = ReadingRandom(seed: seed)
    for _ in 0..<500 {
      let bytes = Array(compressed.prefix(4)) + random.mutated(Array(compressed.dropFirst(4)))
      let outcome = ReadingOutcome(ByteSource(bytes: bytes))
      guard outcome.error == nil else { continue }
      #expect(outcome.holds(ReadingFixtures.votes), "seed \(seed): changed bytes passed the checksum")
    }
  }
}
