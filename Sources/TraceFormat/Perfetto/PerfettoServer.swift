/// What is drawn of one server in one group: a process whose threads are its role and its messages.
struct PerfettoServer {
  struct Key: Hashable {
    var group: GroupID
    var server: ServerID
  }

  /// The threads of a server's process.
  enum Thread: Int, CaseIterable {
    case role = 1
    case messages = 2

    var name: String {
      switch self {
      case .role: "role"
      case .messages: "messages"
      }
    }
  }

  /// A time in which role and term stay the same.
  struct Period {
    var role: Role
    var term: Term?
    var begin: Int64
  }

  let process: Int
  var term: Term?
  var role: Role?
  var commitIndex: LogIndex?
  var period: Period?
  /// The latest moment that was drawn, in nanoseconds.
  var latest: Int64
  /// Where the next message may begin: drawn messages must not overlap.
  var messagesEnd = Int64.min
}
