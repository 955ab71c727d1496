import RaftModel
import TraceFormat

/// Names for the servers of a run: n1 for the one that acts first, then by first appearance.
struct CanonicalNames {
  /// The servers that have names, n1 first.
  private(set) var order: [ServerID] = []
  /// The name of every server of the model; of those that do not take part one that none else has.
  let byNumber: [String]

  init(_ executed: [Rerun.Executed], servers: [ServerID]) {
    for step in executed {
      if let i = step.step.action.server { Self.append(i, servers, &order) }
      if let packet = step.step.action.received { Self.append(packet.source, servers, &order) }
    }
    for i in servers { Self.append(i, servers, &order) }
    let count = executed.first?.step.before.serverCount ?? servers.count
    let all = order + (0..<UInt32(count)).map { ServerID($0) }.filter { !servers.contains($0) }
    byNumber = (0..<UInt32(count)).map { number in
      ServerID(UInt32(all.firstIndex(of: ServerID(number)) ?? Int(number))).modelName
    }
  }

  private static func append(_ i: ServerID, _ servers: [ServerID], _ order: inout [ServerID]) {
    if servers.contains(i), !order.contains(i) { order.append(i) }
  }
}
