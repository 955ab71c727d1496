/// Durations in nanoseconds, counted by size to an eighth of a power of two: bounded however many there are.
struct Durations {
  private static let parts = 8

  private(set) var count = 0
  private(set) var maximum: Int64 = 0
  private var buckets: [Int] = []

  mutating func add(_ duration: Int64) {
    guard duration >= 0 else { return }
    count += 1
    maximum = max(maximum, duration)
    let bucket = Self.bucket(of: duration)
    if buckets.count <= bucket { buckets += Array(repeating: 0, count: bucket + 1 - buckets.count) }
    buckets[bucket] += 1
  }

  mutating func add(_ other: Durations) {
    count += other.count
    maximum = max(maximum, other.maximum)
    if buckets.count < other.buckets.count {
      buckets += Array(repeating: 0, count: other.buckets.count - buckets.count)
    }
    for (bucket, number) in other.buckets.enumerated() { buckets[bucket] += number }
  }

  /// The duration that this part of all does not exceed, to an eighth; 0 where there are none.
  func quantile(_ part: Double) -> Int64 {
    var rest = Int((Double(count) * part).rounded(.up))
    for (bucket, number) in buckets.enumerated() {
      rest -= number
      if rest <= 0 { return min(Self.end(of: bucket), maximum) }
    }
    return maximum
  }

  private static func bucket(of duration: Int64) -> Int {
    guard duration >= Int64(parts) else { return Int(duration) }
    let exponent = 63 - duration.leadingZeroBitCount
    return (exponent - 2) * parts + Int((duration >> Int64(exponent - 3)) & 7)
  }

  private static func end(of bucket: Int) -> Int64 {
    guard bucket >= parts else { return Int64(bucket) }
    let exponent = bucket / parts + 2
    let step = Int64(1) << Int64(exponent - 3)
    return (Int64(8 + bucket % parts) * step) &+ (step - 1)
  }
}
