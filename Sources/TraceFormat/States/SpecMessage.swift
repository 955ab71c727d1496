/// A message of a specification, in Raft's words.
struct SpecMessage {
  /// Nil where the type is none of Raft's, or nobody is named as its source.
  private(set) var message: Message?
  /// Whether an acknowledgement tells where the follower's log ends.
  private(set) var showsLastIndexAsMatch = false

  var isKnown: Bool { message != nil }

  private let reading: SpecReading
  private var fields: [SpecMessageField: SpecValue] = [:]

  /// Takes a record with a type; nil for what is no message.
  ///
  /// - Parameter path: the servers whose queue it stands in.
  init?(_ value: SpecValue, _ path: [ServerID], _ reading: SpecReading) {
    guard case .function(let pairs) = value, !pairs.isEmpty else { return nil }
    self.reading = reading
    gather(pairs)
    for pair in pairs {
      if case .function(let inner) = pair.value { gather(inner) }
    }
    guard let type = fields[.type]?.name else { return nil }
    if let known = reading.vocabulary.messageType(SpecWord(type)) { message = message(known, path) }
  }

  /// The outer fields win.
  private mutating func gather(_ pairs: [SpecValue.Pair]) {
    for pair in pairs {
      guard case .text(let name) = pair.key, let field = reading.vocabulary.messageField(SpecWord(name)),
        fields[field] == nil
      else { continue }
      fields[field] = pair.value
    }
  }

  private mutating func message(_ type: MessageType, _ path: [ServerID]) -> Message? {
    var draft = MessageDraft()
    draft.type = isPreVote ? type.preVote : type
    draft.source = end(.source, path, isSource: true)
    draft.destination = end(.destination, path, isSource: false)
    draft.term = term(.term)
    draft.lastLogIndex = index(.lastLogIndex)
    draft.lastLogTerm = term(.lastLogTerm)
    draft.voteGranted = Observed(fields[.voteGranted]?.boolean)
    draft.prevLogIndex = index(.prevLogIndex)
    draft.prevLogTerm = term(.prevLogTerm)
    draft.leaderCommit = index(.leaderCommit)
    draft.entries = entries(behind: draft.prevLogIndex)
    draft.lastIncludedIndex = index(.lastIncludedIndex)
    draft.lastIncludedTerm = term(.lastIncludedTerm)
    takeAnswer(&draft)
    return try? draft.finish()
  }

  private var isPreVote: Bool { fields[.isPreVote]?.boolean == true }

  private mutating func takeAnswer(_ draft: inout MessageDraft) {
    let rejected = fields[.rejected]?.boolean.map { !$0 }
    draft.success = Observed(fields[.success]?.boolean ?? rejected)
    if draft.type == .requestVoteResponse || draft.type == .preVoteResponse {
      draft.voteGranted = draft.voteGranted.or(Observed(rejected))
    }
    draft.conflictIndex = index(.conflictIndex)
    draft.conflictTerm = term(.conflictTerm)
    guard draft.type == .appendEntriesResponse, draft.success != .known(false) else { return }
    let next = index(.nextIndex).map { $0.previous }
    draft.matchIndex = index(.matchIndex).or(next)
    if !draft.matchIndex.isKnown, draft.lastLogIndex.isKnown {
      draft.matchIndex = draft.lastLogIndex
      showsLastIndexAsMatch = true
    }
  }

  private func end(_ field: SpecMessageField, _ path: [ServerID], isSource: Bool) -> Observed<ServerID> {
    if let value = fields[field] { return Observed(reading.serverID(value)) }
    let sourceIsFirst = reading.vocabulary.mapping.queueOrder == .sourceFirst
    switch path.count {
    case 1: return isSource ? .unknown : .known(path[0])
    case 2: return .known(path[isSource == sourceIsFirst ? 0 : 1])
    default: return .unknown
    }
  }

  private func index(_ field: SpecMessageField) -> Observed<LogIndex> {
    Observed(fields[field]?.integer.flatMap { reading.index($0) })
  }

  private func term(_ field: SpecMessageField) -> Observed<Term> {
    Observed(fields[field]?.integer.flatMap { UInt64(exactly: $0) }.map { Term($0) })
  }

  /// The entries of a request; without an index of their own they follow the previous one.
  private func entries(behind previous: Observed<LogIndex>) -> EntryBatch {
    guard let value = fields[.entries], let elements = value.elements ?? value.pairs?.map({ $0.value }) else {
      return EntryBatch()
    }
    var entries: [LogEntry] = []
    for (number, element) in elements.enumerated() {
      let stated = reading.indexField(of: element).flatMap { reading.index($0) }
      let counted = previous.value.map { LogIndex($0.rawValue &+ UInt64(number) &+ 1) }
      guard let index = stated ?? counted else { return EntryBatch(count: elements.count) }
      entries.append(reading.entry(element, at: index))
    }
    return EntryBatch(entries.sorted { $0.index < $1.index })
  }
}

extension MessageType {
  /// The type of a vote's message that is marked as one of a pre-vote.
  fileprivate var preVote: MessageType {
    switch self {
    case .requestVoteRequest: .preVoteRequest
    case .requestVoteResponse: .preVoteResponse
    case .preVoteRequest, .preVoteResponse, .appendEntriesRequest, .appendEntriesResponse,
      .installSnapshotRequest, .installSnapshotResponse, .timeoutNow, .readIndexRequest, .readIndexResponse:
      self
    }
  }
}
