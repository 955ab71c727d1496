public import TraceFormat

/// A property of Raft that complete states decide, judged at every step of a model.
///
/// Over states and single steps only: what lies further back is in the history variables.
public protocol Invariant: Sendable {
  /// The property in one sentence, lower case at the start and without a full stop.
  static var sentence: String { get }
  /// Section and figure: "Raft §5.2, Figure 3".
  static var reference: String { get }
  static var layer: InvariantLayer { get }
  /// The aspects without which a step cannot break it; it is judged only at steps that have one of them.
  static var concerns: StepAspects { get }

  static func judge(
    before: ClusterState, _ action: Action, after: ClusterState, _ context: StepContext
  ) -> Judgement
}

/// How early a property sees that something is wrong.
public enum InvariantLayer: String, CaseIterable, Sendable {
  /// Votes, acknowledgements, durability, configurations: what the proofs of Figure 3 rest on.
  case accounting
  /// The properties of Figure 3: harm is done.
  case harm
  /// What a server has to do and left undone: nothing is lost, but the cluster may stop.
  case progress
}

/// What a property says of one step.
public enum Judgement: Equatable, Sendable {
  /// The step could not have broken it.
  case notConcerned
  /// The step could have broken it, and did not.
  case held
  /// Why it is broken, in a sentence without a full stop: "n1 and n3 both won term 4".
  case violated(String)

  /// Held or violated; the reason is made only where it is needed.
  public init(_ holds: Bool, otherwise reason: @autoclosure () -> String) {
    self = holds ? .held : .violated(reason())
  }
}

extension Invariant {
  /// The name in reports: that of the type and of its file.
  public static var name: String { String(describing: Self.self) }
}

extension ServerID {
  /// The name of a server of a model: n1, n2 and so on.
  public var modelName: String { "n\(rawValue + 1)" }
}
