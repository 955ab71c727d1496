import TraceFormat

/// Whether an event of A may be the same as one of B: no value that both show differs.
///
/// Law 1: what one of them does not show is unknown, and the unknown differs from nothing.
struct EventAgreement {
  let histories: Sides<ServerHistory>
  let translations: Sides<SideTranslation>
  /// The fields that are compared at all.
  let fields: FieldSet

  /// Whether the events of these numbers agree.
  func agrees(_ a: Int, _ b: Int) -> Bool {
    let (left, right) = (histories.a.record(a), histories.b.record(b))
    guard left.shape == right.shape else { return false }
    return differing(left, right, all: false).bits == 0 && entriesAgree(left, right)
  }

  /// The fields in which two events of one shape differ.
  func differing(_ a: Int, _ b: Int) -> FieldSet {
    let (left, right) = (histories.a.record(a), histories.b.record(b))
    guard left.shape == right.shape else { return [] }
    var result = differing(left, right, all: true)
    if !entriesAgree(left, right) { result.insert(.entries) }
    return result
  }

  /// The values of a field that both events show.
  func values(of field: ComparedField, _ a: Int, _ b: Int) -> Sides<UInt64> {
    let bit: UInt64 = 1 << UInt64(field.rawValue)
    return Sides(
      a: histories.a.words[histories.a.record(a).place(of: bit)],
      b: histories.b.words[histories.b.record(b).place(of: bit)])
  }

  @inline(__always)
  private func differing(_ left: EventRecord, _ right: EventRecord, all: Bool) -> FieldSet {
    var common = left.mask.intersection(right.mask).intersection(fields)
    if left.isBefore != right.isBefore { common = common.subtracting(.observation) }
    var result: FieldSet = []
    while common.bits != 0 {
      let bit = common.bits & (~common.bits &+ 1)
      common.bits &= common.bits - 1
      var (a, b) = (histories.a.words[left.place(of: bit)], histories.b.words[right.place(of: bit)])
      if bit & SideTranslation.fields.bits != 0 {
        a = translations.a.translated(a, bit)
        b = translations.b.translated(b, bit)
      }
      guard a != b else { continue }
      result.bits |= bit
      if !all { return result }
    }
    return result
  }

  /// Entries of one index have one term, and one payload where payloads are compared; whole batches begin alike.
  private func entriesAgree(_ left: EventRecord, _ right: EventRecord) -> Bool {
    guard left.entryCount > 0, right.entryCount > 0, fields.contains(.entries) else { return true }
    var (i, j) = (left.entries, right.entries)
    let ends = (i + left.entryCount * EventRecord.entryLength, j + right.entryCount * EventRecord.entryLength)
    if isWhole(left, histories.a), isWhole(right, histories.b),
      histories.a.words[i + 1] != histories.b.words[j + 1]
    {
      return false
    }
    while i < ends.0, j < ends.1 {
      let (x, y) = (histories.a.words[i + 1], histories.b.words[j + 1])
      if x == y {
        if !entryAgrees(i, j) { return false }
        i += EventRecord.entryLength
        j += EventRecord.entryLength
      } else if x < y {
        i += EventRecord.entryLength
      } else {
        j += EventRecord.entryLength
      }
    }
    return true
  }

  private func entryAgrees(_ i: Int, _ j: Int) -> Bool {
    let (a, b) = (histories.a.words, histories.b.words)
    let known = a[i] & b[j]
    if known & 1 != 0, fields.contains(.entryTerm), a[i + 2] != b[j + 2] { return false }
    return known & 2 == 0 || !fields.contains(.payload) || a[i + 3] == b[j + 3]
  }

  private func isWhole(_ record: EventRecord, _ history: ServerHistory) -> Bool {
    let bit: UInt64 = 1 << UInt64(ComparedField.count.rawValue)
    return record.mask.bits & bit != 0 && history.words[record.place(of: bit)] == UInt64(record.entryCount)
  }
}
