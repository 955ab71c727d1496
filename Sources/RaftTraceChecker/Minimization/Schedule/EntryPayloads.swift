import RaftModel
import TraceFormat

/// What a model would have in place of a trace's entries: by whom a command was taken, which entry is a configuration.
///
/// A trace that raft-trace itself has made is recognized by its payloads. Of any other, an entry is the one that was first
/// appended with the same index, term and payload.
struct EntryPayloads {
  private struct Key: Hashable {
    var index: LogIndex
    var term: Term
    var payload: PayloadHash?
  }

  private var first: [Key: ServerLog.Entry] = [:]
  /// The server that was seen to lead a term; the first where there were two.
  private var leaders: [Term: ServerID] = [:]
  private let serverCount: Int

  init(serverCount: Int) { self.serverCount = serverCount }

  /// The server that leads a term, as far as the lines so far show it.
  func leader(of term: Term) -> ServerID? { leaders[term] }

  mutating func note(leader: ServerID, of term: Term) {
    if leaders[term] == nil { leaders[term] = leader }
  }

  /// Notes what an entry is that a leader has made.
  mutating func note(_ entry: ServerLog.Entry, of shown: LogEntry) {
    let key = Key(index: shown.index, term: entry.term, payload: shown.payload.value)
    if first[key] == nil || entry.isMembership { first[key] = entry }
  }

  /// The model's entry for one that a server's line shows.
  ///
  /// - Parameter term: the one to take where the line shows none.
  func entry(_ shown: LogEntry, term: Term, at server: ServerID) -> ServerLog.Entry {
    let term = shown.term.value ?? term
    if let entry = recognized(shown, term: term) { return entry }
    if let entry = first[Key(index: shown.index, term: term, payload: shown.payload.value)] { return entry }
    return .command(term: term, from: leaders[term] ?? server)
  }

  /// An entry of a trace that raft-trace has made, other than a configuration.
  func recognized(_ shown: LogEntry, term: Term) -> ServerLog.Entry? {
    guard let payload = shown.payload.value else { return nil }
    let noOperation = ServerLog.Entry.noOperation(term: term)
    if noOperation.digest(at: shown.index) == payload { return noOperation }
    for number in 0..<UInt32(serverCount) {
      let command = ServerLog.Entry.command(term: term, from: ServerID(number))
      if command.digest(at: shown.index) == payload { return command }
    }
    return nil
  }
}
