import TraceFormat

/// For each message that arrives in a trace, the line of its sending: the latest before it, or the first behind it.
///
/// Lines of different servers need not stand in the order of cause and effect, so a sending may come behind.
struct MessageSendings {
  private(set) var sendings: [Int?]

  private struct Key: Hashable {
    var group: GroupID
    var message: Message
  }

  init(_ trace: RecordedTrace) {
    sendings = Array(repeating: nil, count: trace.lines.count)
    var sent: [Key: Int] = [:]
    var waiting: [Key: [Int]] = [:]
    for (place, line) in trace.lines.enumerated() {
      switch line.event.kind {
      case .messageSent(let message) where message.source == line.event.server:
        let key = Key(group: line.event.group, message: message)
        sent[key] = place
        for receipt in waiting.removeValue(forKey: key) ?? [] { sendings[receipt] = place }
      case .messageReceived(let message) where message.source != line.event.server:
        let key = Key(group: line.event.group, message: message)
        sendings[place] = sent[key]
        if sent[key] == nil { waiting[key, default: []].append(place) }
      default: break
      }
    }
  }
}
