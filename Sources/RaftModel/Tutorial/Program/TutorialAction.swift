/// An action of the tutorial's `role Node`, in the order of the specification.
public enum TutorialAction: UInt8, Hashable, CaseIterable, Sendable, BitwiseCopyable {
  case electionTimeout
  case sendHeartbeat
  case submitCommand

  /// The action's name in the specification.
  public var name: String {
    switch self {
    case .electionTimeout: "ElectionTimeout"
    case .sendHeartbeat: "SendHeartbeat"
    case .submitCommand: "SubmitCommand"
    }
  }
}
