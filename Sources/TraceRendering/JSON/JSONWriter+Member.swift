import TraceFormat

extension JSONWriter {
  mutating func member(_ key: StaticString, _ value: String) {
    self.key(key)
    self.value(value)
  }

  mutating func member(_ key: StaticString, _ value: Int) {
    self.key(key)
    self.value(value)
  }

  mutating func member(_ key: StaticString, _ values: [String]) {
    self.key(key)
    beginArray()
    for value in values { self.value(value) }
    endArray()
  }
}
