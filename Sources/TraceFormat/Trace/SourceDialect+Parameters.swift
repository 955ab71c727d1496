extension SourceDialect {
  /// The parameters with their values, for help and errors.
  public static let parameterHelp =
    [
      "durability=onEvidence|atOnce", "configurationUse=onAppend|onApply", "isComplete=true|false",
      "reusesIdentities=true|false", "isOrdered=true|false", "showsMessages=true|false",
    ] + Divergence.allCases.map { "\($0.rawValue)=true|false" }

  /// Sets a parameter by its name.
  ///
  /// - Returns: false when there is no such parameter or value; nothing is changed then.
  public mutating func set(_ parameter: String, to value: String) -> Bool {
    switch parameter {
    case "durability": return Self.assign(Durability(rawValue: value), to: &durability)
    case "configurationUse": return Self.assign(ConfigurationUse(rawValue: value), to: &configurationUse)
    case "isComplete": return Self.assign(Bool(value), to: &isComplete)
    case "reusesIdentities": return Self.assign(Bool(value), to: &reusesIdentities)
    case "isOrdered": return Self.assign(Bool(value), to: &isOrdered)
    case "showsMessages": return Self.assign(Bool(value), to: &showsMessages)
    default:
      guard let divergence = Divergence(rawValue: parameter) else { return false }
      return Self.assign(Bool(value), to: &divergences[divergence])
    }
  }

  private static func assign<Value>(_ value: Value?, to target: inout Value) -> Bool {
    guard let value else { return false }
    target = value
    return true
  }

  /// What is true of every one of several sources: the cautious reading wherever they differ.
  public init(common dialects: [SourceDialect]) {
    self.init()
    guard let first = dialects.first else { return }
    durability = dialects.allSatisfy { $0.durability == .atOnce } ? .atOnce : .onEvidence
    configurationUse = first.configurationUse
    isComplete = dialects.allSatisfy(\.isComplete)
    reusesIdentities = dialects.contains(where: \.reusesIdentities)
    isOrdered = dialects.count == 1 && first.isOrdered
    showsMessages = dialects.allSatisfy(\.showsMessages)
    divergences = dialects.reduce([]) { $0.union($1.divergences) }
  }
}
