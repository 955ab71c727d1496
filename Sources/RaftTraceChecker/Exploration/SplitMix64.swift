/// A generator whose numbers depend on its seed alone, the same on every machine and with every version of Swift.
///
/// Steele, Lea and Flood 2014. The standard library does not promise how it makes a number of a range from random bits, so
/// that is done here too.
public struct SplitMix64: Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// A number from 0 to `bound` − 1; `bound` is at least 1.
  public mutating func below(_ bound: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(bound)).high) }

  /// True with this probability.
  public mutating func chance(_ probability: Double) -> Bool {
    Double(next() >> 11) < probability * 9_007_199_254_740_992
  }

  /// One of the elements; nil where there is none.
  public mutating func element<Element>(of elements: [Element]) -> Element? {
    elements.isEmpty ? nil : elements[below(elements.count)]
  }
}
