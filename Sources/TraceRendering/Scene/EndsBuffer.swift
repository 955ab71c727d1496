/// The first and the last elements of a sequence of any length, in bounded memory.
struct EndsBuffer<Element> {
  /// How many elements are kept of either end.
  let capacity: Int
  private(set) var count = 0
  private var head: [Element] = []
  private var tail: [Element] = []
  /// Where the oldest element of a full tail stands.
  private var oldest = 0

  init(capacity: Int) { self.capacity = capacity }

  /// How many elements are in memory.
  var held: Int { head.count + tail.count }

  mutating func append(_ element: Element) {
    count += 1
    if head.count < capacity {
      head.append(element)
    } else if tail.count < capacity {
      tail.append(element)
    } else if capacity > 0 {
      tail[oldest] = element
      oldest = (oldest + 1) % capacity
    }
  }

  /// At most `maximum` elements in their order: all, or as many of the first as of the last.
  func ends(_ maximum: Int) -> [Element] {
    let kept = head + tail[oldest...] + tail[..<oldest]
    guard count > maximum else { return kept }
    return Array(kept.prefix(maximum - maximum / 2) + kept.suffix(maximum / 2))
  }
}
