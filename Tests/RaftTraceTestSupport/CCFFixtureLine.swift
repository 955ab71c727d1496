/// A line of a trace, as CCF's driver would write it.
public struct CCFFixtureLine: Sendable {
  public var function: String
  public var node: String
  public var view: String
  public var last: String
  public var commit: String
  public var role: String
  public var membership = "Active"
  /// Further members of the message, each with a comma in front.
  public var more: String

  public init(
    _ function: String, _ node: String, view: Int = 2, last: Int = 2, commit: Int = 2,
    role: String = "Follower",
    more: String = ""
  ) {
    self.function = function
    self.node = node
    self.view = "\(view)"
    self.last = "\(last)"
    self.commit = "\(commit)"
    self.role = role
    self.more = more
  }

  public var text: String {
    let numbers = #""commit_idx":\#(commit),"current_view":\#(view),"last_idx":\#(last)"#
    let words =
      #""leadership_state":"\#(role)","membership_state":"\#(membership)","node_id":"\#(node)","pre_vote_enabled":false"#
    let message =
      #""function":"\#(function)","state":{\#(numbers),"committable_indices":[],\#(words)}\#(more)"#
    return #"{"h_ts":"7","level":"debug","tag":"raft_trace","msg":{\#(message)},"cmd":""}"#
  }

  /// The first server's start, as the runner writes it: an index committed in the first view.
  public static func bootstrap(_ node: String) -> CCFFixtureLine {
    CCFFixtureLine(
      "bootstrap", node, commit: 0, role: "Leader",
      more: #","args":{"idx":2}\#(configurations((1, [node])))"#)
  }

  /// The member `configurations`: indices and servers.
  public static func configurations(_ configurations: (Int, [String])...) -> String {
    #","configurations":[\#(configurations.map { configuration($0.0, $0.1) }.joined(separator: ","))]"#
  }

  /// The member `args` of a new membership.
  public static func adds(_ index: Int, _ servers: [String]) -> String {
    #","args":{"configuration":\#(configuration(index, servers))}"#
  }

  private static func configuration(_ index: Int, _ servers: [String]) -> String {
    let nodes = servers.map { #""\#($0)":{"address":":"}"# }.joined(separator: ",")
    return #"{"idx":\#(index),"nodes":{\#(nodes)},"rid":\#(index)}"#
  }

  /// The members of a leader's new entry.
  public static func entry(_ index: Int, view: Int = 2, isSignature: Bool = true) -> String {
    #","globally_committable":\#(isSignature),"seqno":\#(index),"view":\#(view)"#
  }

  public static func commits(_ index: Int, _ configurations: String = "") -> String {
    #","args":{"idx":\#(index)}"# + configurations
  }

  /// The members of a request for entries, behind (previous term, previous index) up to (term, index).
  public static func append(
    _ previous: (term: Int, index: Int), _ last: (term: Int, index: Int), term: Int = 2, commit: Int = 2
  ) -> String {
    let head = #""contains_new_view":false,"msg":"raft_append_entries","leader_commit_idx":\#(commit)"#
    let log =
      #""prev_idx":\#(previous.index),"prev_term":\#(previous.term),"idx":\#(last.index),"term_of_idx":\#(last.term)"#
    return #","packet":{\#(head),\#(log),"term":\#(term)}"#
  }

  public static func answer(_ success: Bool, _ index: Int, term: Int = 2) -> String {
    let word = success ? "OK" : "FAIL"
    return
      #","packet":{"last_log_idx":\#(index),"msg":"raft_append_entries_response","success":"\#(word)","term":\#(term)}"#
  }

  public static func voteRequest(
    _ last: (term: Int, index: Int), term: Int, type: String = "raft_request_vote", isPreVote: Bool = false
  ) -> String {
    let election = isPreVote ? #""election_type":"PreVote","# : ""
    let log = #""last_committable_idx":\#(last.index),"term_of_last_committable_idx":\#(last.term)"#
    return #","packet":{\#(election)"msg":"\#(type)",\#(log),"term":\#(term)}"#
  }

  public static func vote(
    _ isGranted: Bool, term: Int, type: String = "raft_request_vote_response", isPreVote: Bool = false
  ) -> String {
    let election = isPreVote ? #""election_type":"PreVote","# : ""
    return #","packet":{\#(election)"msg":"\#(type)","term":\#(term),"vote_granted":\#(isGranted)}"#
  }

  public static func from(_ node: String) -> String { #","from_node_id":"\#(node)""# }

  public static func to(_ node: String) -> String { #","to_node_id":"\#(node)""# }
}
