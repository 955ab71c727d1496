/// A dictionary that holds a limited number of keys and forgets the one inserted first.
///
/// It keeps a check's memory independent of the trace's length: what is forgotten can no longer be compared, so forgetting
/// loses a violation at worst and never makes one.
struct BoundedTable<Key: Hashable, Value> {
  private var values: [Key: Value] = [:]
  private var keys: [Key] = []
  private var oldest = 0
  private let capacity: Int

  init(capacity: Int) { self.capacity = capacity }

  subscript(key: Key) -> Value? { values[key] }

  /// Inserts a value for a key that is not in the table, or replaces the one that is.
  mutating func set(_ key: Key, _ value: Value) {
    if values.updateValue(value, forKey: key) != nil { return }
    if keys.count < capacity {
      keys.append(key)
      return
    }
    values[keys[oldest]] = nil
    keys[oldest] = key
    oldest = (oldest + 1) % capacity
  }
}
