/// A value of a specification language, as TLA+, ITF and Starlark have them.
///
/// JSON dumps of TLC write sets as arrays: whoever reads a set takes a sequence too.
public indirect enum SpecValue: Hashable, Sendable {
  /// Starlark's `None` and JSON's `null`.
  case null
  case boolean(Bool)
  case integer(Int64)
  /// A string or a model value; specifications use both for names.
  case text(String)
  case sequence([SpecValue])
  case set([SpecValue])
  /// A record, a function or a map, in the order in which it was written.
  case function([Pair])

  public struct Pair: Hashable, Sendable {
    public var key: SpecValue
    public var value: SpecValue

    public init(_ key: SpecValue, _ value: SpecValue) {
      self.key = key
      self.value = value
    }
  }
}

/// A state of a specification's behavior, with the step that leads to it as far as the source names it.
public struct SpecState: Sendable {
  /// The variables with their values.
  public var variables: [String: SpecValue]
  /// The action that led here: "RequestVote", "Node#0.ElectionTimeout"; nil where the source names none.
  public var action: String?
  /// The action's parameters, as far as the source gives them.
  public var parameters: [SpecValue] = []
  /// Where the state begins in its file.
  public var position: SourcePosition

  public init(variables: [String: SpecValue], action: String? = nil, position: SourcePosition) {
    self.variables = variables
    self.action = action
    self.position = position
  }
}
