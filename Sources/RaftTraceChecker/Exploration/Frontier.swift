import RaftModel

/// States to expand, as their bytes one behind the other.
struct Frontier {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  /// The number of the first state; the others follow it.
  let firstNumber: Int

  init(firstNumber: Int) { self.firstNumber = firstNumber }

  var count: Int { ends.count }

  mutating func append(_ state: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: state)
    ends.append(bytes.count)
  }

  func withState<Result>(_ i: Int, _ body: (inout StateReader) -> Result) -> Result {
    bytes.withUnsafeBufferPointer {
      var reader = StateReader(UnsafeBufferPointer(rebasing: $0[(i == 0 ? 0 : ends[i - 1])..<ends[i]]))
      return body(&reader)
    }
  }
}
