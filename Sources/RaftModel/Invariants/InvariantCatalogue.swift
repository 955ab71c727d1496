/// Every invariant; the one list of them, in the order of reports.
public enum InvariantCatalogue {
  public static let all: [any Invariant.Type] = [
    ElectionSafety.self,
    OneVotePerTerm.self,
  ]

  /// The invariant of this name; nil for a name that none has.
  public static func named(_ name: String) -> (any Invariant.Type)? { all.first { $0.name == name } }
}
