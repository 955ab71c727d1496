import TraceFormat

/// A value of an event's field as one machine word.
protocol WordCodable {
  var word: UInt64 { get }
  init(word: UInt64)
}

extension UInt64: WordCodable {
  var word: UInt64 { self }
  init(word: UInt64) { self = word }
}

extension Int: WordCodable {
  var word: UInt64 { UInt64(bitPattern: Int64(self)) }
  init(word: UInt64) { self = Int(Int64(bitPattern: word)) }
}

extension Bool: WordCodable {
  var word: UInt64 { self ? 1 : 0 }
  init(word: UInt64) { self = word != 0 }
}

extension Term: WordCodable {
  var word: UInt64 { rawValue }
  init(word: UInt64) { self.init(word) }
}

extension LogIndex: WordCodable {
  var word: UInt64 { rawValue }
  init(word: UInt64) { self.init(word) }
}

extension PayloadHash: WordCodable {
  var word: UInt64 { rawValue }
  init(word: UInt64) { self.init(word) }
}

/// A server is its number plus one, so that 0 is nobody.
extension ServerID: WordCodable {
  var word: UInt64 { UInt64(rawValue) + 1 }
  init(word: UInt64) { self.init(UInt32(word - 1)) }
}

extension ServerID?: WordCodable {
  var word: UInt64 { self.map(\.word) ?? 0 }
  init(word: UInt64) { self = word == 0 ? nil : ServerID(word: word) }
}

extension ConfigurationID: WordCodable {
  var word: UInt64 { UInt64(rawValue) }
  init(word: UInt64) { self.init(UInt32(word)) }
}

extension NameID: WordCodable {
  var word: UInt64 { UInt64(rawValue) }
  init(word: UInt64) { self.init(UInt32(word)) }
}

extension Role: WordCodable {
  var word: UInt64 { UInt64(rawValue) }
  init(word: UInt64) { self = Role(rawValue: UInt8(word)) ?? .follower }
}

extension ClientOperation.Action: WordCodable {
  var word: UInt64 { UInt64(rawValue) }
  init(word: UInt64) { self = Self(rawValue: UInt8(word)) ?? .read }
}

extension ClientOperation.Outcome: WordCodable {
  var word: UInt64 { UInt64(rawValue) }
  init(word: UInt64) { self = Self(rawValue: UInt8(word)) ?? .indefinite }
}

extension WallTime: WordCodable {
  var word: UInt64 { UInt64(bitPattern: nanoseconds) }
  init(word: UInt64) { self.init(nanoseconds: Int64(bitPattern: word)) }
}
