/// A model as an explorer sees it: states, what can happen in each, and what must hold.
///
/// States that differ only in what does not matter (which server is called n1) may be written as the same bytes.
public protocol TransitionSystem: Sendable {
  associatedtype State: Sendable
  associatedtype Action: Sendable

  var initialState: State { get }

  /// The same model with states told apart that it takes for one, as those that differ in names; nil where it does not.
  var withoutSymmetry: Self? { get }

  /// Calls `body` for every action that is possible in a state, with the state after it, always in the same order.
  func forEachSuccessor(of state: State, _ body: (Action, State) -> Void)

  /// The same, in room that the caller provides: what is in it does not matter, and `body` is given no other.
  func forEachSuccessor(of state: State, using room: inout State, _ body: (Action, State) -> Void)

  /// Appends a state's canonical bytes; equal bytes mean that the states have the same future.
  func encode(_ state: State, into bytes: inout StateBytes, _ scratch: inout EncodingScratch)

  /// Makes a state the one that was written into these bytes, in the room that it has.
  func decode(_ bytes: inout StateReader, into state: inout State)

  /// The state that was written last into these bytes, or one equivalent to it.
  func decode(_ bytes: inout StateReader) -> State

  /// The names of the properties, in the order of reports.
  var properties: [PropertySummary] { get }

  /// Judges a step by the chosen properties, and calls `body` for those that the step concerns.
  ///
  /// `body` is given a place in `chosen` and what the property there says.
  func judge(
    _ chosen: [Int], before: State, _ action: Action, after: State, _ body: (Int, Judgement) -> Void)

  /// Conditions that some state should meet, lest the model be vacuous.
  var sometimes: [String] { get }

  /// Whether a state meets such a condition.
  func meets(_ condition: Int, _ state: State) -> Bool
}

extension TransitionSystem {
  public var withoutSymmetry: Self? { nil }

  public func forEachSuccessor(of state: State, using room: inout State, _ body: (Action, State) -> Void) {
    forEachSuccessor(of: state, body)
  }

  public func decode(_ bytes: inout StateReader, into state: inout State) { state = decode(&bytes) }
}

/// What a report says of a property.
public struct PropertySummary: Hashable, Sendable {
  public var name: String
  public var sentence: String
  public var reference: String

  public init(name: String, sentence: String, reference: String) {
    self.name = name
    self.sentence = sentence
    self.reference = reference
  }
}
