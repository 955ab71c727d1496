/// The fields of a record while a scanner gathers them, in any order and from either syntax.
struct ClientFields {
  var type: ClientVocabulary.RecordType?
  var client: NameID?
  /// Of nemeses and other processes that are no clients.
  var isNoClient = false
  var hasFunction = false
  var action: Observed<ClientOperation.Action> = .unknown
  var key: Observed<NameID> = .unknown
  var value = ClientValue.nothing
  var expected: ClientValue?
  var called: Moment?
  var returned: Moment?
  var outcome: ClientOperation.Outcome?
  var index: Observed<LogIndex> = .unknown
  var group = TraceSymbols.defaultGroup
  var time: Moment?

  /// A moment by the clock of who wrote the history.
  struct Moment {
    /// In nanoseconds, or in the unit of a bare number: one file has one unit.
    var order: Int64
    var time: Observed<WallTime>
  }

  /// The record; nil where it is no client's operation.
  func record(at position: SourcePosition) throws(MissingField) -> ClientRecord? {
    guard !isNoClient, hasFunction else { return nil }
    let client = try require(Observed(client), "process")
    var record = ClientRecord(part: .call, client: client, position: position)
    record.action = action
    record.key = key
    record.value = value
    record.expected = expected
    record.group = group
    guard let type else { return try whole(record) }
    // The index of such a record is its own number in the history.
    record.part = type.part
    if case .call = type.part {
      record.calledAt = time?.time ?? .unknown
    } else {
      record.returnedAt = time?.time ?? .unknown
    }
    return record
  }

  private func whole(_ record: ClientRecord) throws(MissingField) -> ClientRecord {
    var record = record
    let called = try require(Observed(called), "invoke")
    let outcome = try require(Observed(outcome), "ok")
    // A clock that stepped back between the two says nothing of when the answer came.
    let returned = returned.flatMap { $0.order >= called.order ? $0 : nil }
    record.part = .whole(called: called.order, returned: returned?.order, outcome)
    record.index = index
    record.calledAt = called.time
    record.returnedAt = returned?.time ?? .unknown
    return record
  }
}
