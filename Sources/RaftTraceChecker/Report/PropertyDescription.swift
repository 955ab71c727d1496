/// What a property says, why, and where that is written.
public struct PropertyDescription: Sendable {
  public var name: PropertyName
  /// The property in one sentence, lower case at the start and without a full stop, to follow a dash.
  public var sentence: String
  /// Section and figure, to stand in brackets: "Raft §5.2".
  public var reference: String
  /// Why the property is stated as it is, and what a violation does to a cluster.
  public var why: String
  /// The facts without which nothing can be decided, each to follow "no event shows".
  public var needs: [String]

  public init(name: PropertyName, sentence: String, reference: String, why: String, needs: [String]) {
    self.name = name
    self.sentence = sentence
    self.reference = reference
    self.why = why
    self.needs = needs
  }

  /// The file that holds the property, from the package's root.
  public var sourceFile: String { "Sources/RaftTraceChecker/Facts/Properties/\(name.rawValue).swift" }
}
