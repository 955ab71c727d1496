public import TraceFormat

/// A proof that a property does not hold: the clash, and the lines that show it.
public struct Violation: Hashable, Sendable {
  public var property: PropertyName
  public var group: GroupID
  public var clash: Clash
  /// In the order in which a person should read them.
  public var witnesses: [Witness]
  /// The line at which a correct server would have done otherwise, where one line alone is to blame.
  public var firstUnexplained: SourcePosition?

  public init(
    property: PropertyName, group: GroupID, clash: Clash, witnesses: [Witness],
    firstUnexplained: SourcePosition? = nil
  ) {
    self.property = property
    self.group = group
    self.clash = clash
    self.witnesses = witnesses
    self.firstUnexplained = firstUnexplained
  }
}
