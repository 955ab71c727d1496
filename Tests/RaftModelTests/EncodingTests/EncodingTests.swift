import RaftTraceTestSupport
import Testing
import TraceFormat

@testable import RaftModel

/// The bytes of a state are the state, and the same for states that differ in names only.
@Suite struct EncodingTests {
  static func model(_ seed: UInt64) -> RaftModel {
    var options = ModelOptions()
    options.hasSnapshots = true
    options.hasReads = true
    options.hasLearners = seed % 2 == 0
    options.hasPreVote = seed % 3 == 0
    options.hasLeadershipTransfer = true
    options.membershipChange = [.none, .oneServer, .joint][Int(seed % 3)]
    options.appendsNoOperation = seed % 2 == 1
    options.appliesSeparately = seed % 5 == 0
    var bounds = Bounds()
    bounds.termMaximum = 6
    bounds.logLengthMaximum = 8
    bounds.messageMaximum = 8
    bounds.restartMaximum = 3
    bounds.duplicatesMessages = true
    return RaftModel(
      rules: Raft(options: options), bounds: bounds, serverCount: 3 + Int(seed % 3), memberCount: 3)
  }

  static func bytes(_ body: (inout StateBytes, inout EncodingScratch) -> Void) -> [UInt8] {
    var bytes = StateBytes()
    var scratch = EncodingScratch()
    body(&bytes, &scratch)
    return bytes.withBytes { Array($0) }
  }

  @Test(arguments: 0..<6 as Range<UInt64>)
  func decodingRestoresTheState(seed: UInt64) {
    let model = Self.model(seed)
    var walk = RandomWalk(model, seed: seed)
    for step in walk.behavior(steps: 60).steps {
      let written = Self.bytes { step.after.encodeAsNamed(into: &$0, &$1) }
      let read = written.withUnsafeBufferPointer {
        var reader = StateReader($0)
        return model.decode(&reader)
      }
      #expect(Self.bytes { read.encodeAsNamed(into: &$0, &$1) } == written)
      for i in step.after.allServers {
        #expect(read[i].log == step.after[i].log)
        #expect(read[i].membership == step.after[i].membership)
        #expect(read[i].log.membershipIndex == step.after[i].log.membershipIndex)
        #expect(read[i].read == step.after[i].read)
      }
      for k in 0..<step.after.network.count { #expect(read.network.contains(step.after.network[k])) }
      #expect(read.history.lastCommitted == step.after.history.lastCommitted)
    }
  }

  /// The plain twin of the encoding: the least of the encodings under every permutation.
  @Test(arguments: 0..<6 as Range<UInt64>)
  func renamedStatesHaveEqualBytes(seed: UInt64) {
    let model = Self.model(seed)
    var walk = RandomWalk(model, seed: seed)
    for step in walk.behavior(steps: 30).steps {
      let canonical = Self.bytes { step.after.encodeUpToRenaming(into: &$0, &$1) }
      for renaming in Self.renamings(count: step.after.serverCount) {
        let renamed = Self.bytes { bytes, _ in
          var scratch = StateBytes()
          step.after.encode(into: &bytes, renaming, scratch: &scratch)
        }
        let other = renamed.withUnsafeBufferPointer {
          var reader = StateReader($0)
          return model.decode(&reader)
        }
        #expect(Self.bytes { other.encodeUpToRenaming(into: &$0, &$1) } == canonical)
      }
    }
  }

  static func renamings(count: Int) -> [Renaming] {
    func permute(_ renaming: Renaming, from place: Int) -> [Renaming] {
      guard place < count else { return [renaming] }
      return (place..<count).flatMap { other in
        var next = renaming
        next.swapPlaces(place, other)
        return permute(next, from: place + 1)
      }
    }
    return permute(Renaming(), from: 0)
  }

  @Test func fingerprintsAreTheSameInEveryRun() {
    var bytes = StateBytes()
    for byte in 0..<19 { bytes.append(UInt8(byte)) }
    #expect(bytes.fingerprint == 3_820_508_906_988_095_290)
  }
}
