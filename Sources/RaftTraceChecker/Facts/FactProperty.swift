import TraceFormat

/// A property that the events of a trace can refute by themselves, without a model.
///
/// The events of one server arrive in the order of its lines. Events of different servers may arrive in any order, and the
/// outcome must not depend on it: what is compared across servers is compared by term and index.
protocol FactProperty {
  static var description: PropertyDescription { get }

  init()

  /// Takes in one event.
  mutating func consider(_ event: TraceEvent, _ context: EventContext, _ findings: inout Findings)

  /// Draws the conclusions that need the whole trace.
  mutating func finish(_ symbols: TraceSymbols, _ findings: inout Findings)
}

extension FactProperty {
  mutating func finish(_ symbols: TraceSymbols, _ findings: inout Findings) {}

  static var name: PropertyName { description.name }
}
