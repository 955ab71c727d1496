public import RaftModel

/// A model that is judged by some of its properties only.
public struct RestrictedSystem<Base: TransitionSystem>: TransitionSystem {
  public let base: Base
  /// The numbers of the properties in the whole model.
  private let kept: [Int]
  /// Whether none was left out, so that their numbers are the same.
  private let isWhole: Bool

  public init(_ base: Base, keeping isKept: (PropertySummary) -> Bool) {
    self.base = base
    let properties = base.properties
    kept = properties.indices.filter { isKept(properties[$0]) }
    isWhole = kept.count == properties.count
  }

  private init(base: Base, kept: [Int], isWhole: Bool) {
    self.base = base
    self.kept = kept
    self.isWhole = isWhole
  }

  public var initialState: Base.State { base.initialState }

  public var withoutSymmetry: RestrictedSystem? {
    base.withoutSymmetry.map { RestrictedSystem(base: $0, kept: kept, isWhole: isWhole) }
  }

  public func forEachSuccessor(of state: Base.State, _ body: (Base.Action, Base.State) -> Void) {
    base.forEachSuccessor(of: state, body)
  }

  public func forEachSuccessor(
    of state: Base.State, using room: inout Base.State, _ body: (Base.Action, Base.State) -> Void
  ) {
    base.forEachSuccessor(of: state, using: &room, body)
  }

  public func encode(_ state: Base.State, into bytes: inout StateBytes, _ scratch: inout EncodingScratch) {
    base.encode(state, into: &bytes, &scratch)
  }

  public func decode(_ bytes: inout StateReader) -> Base.State { base.decode(&bytes) }

  public func decode(_ bytes: inout StateReader, into state: inout Base.State) {
    base.decode(&bytes, into: &state)
  }

  public var properties: [PropertySummary] {
    let properties = base.properties
    return kept.map { properties[$0] }
  }

  public func judge(
    _ chosen: [Int], before: Base.State, _ action: Base.Action, after: Base.State,
    _ body: (Int, Judgement) -> Void
  ) {
    base.judge(isWhole ? chosen : chosen.map { kept[$0] }, before: before, action, after: after, body)
  }

  public var sometimes: [String] { base.sometimes }

  public func meets(_ condition: Int, _ state: Base.State) -> Bool { base.meets(condition, state) }
}
