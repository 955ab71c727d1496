/// A value that a trace shows, or does not.
///
/// What is not observed is unknown, never a default: `Observed<ServerID?>.known(nil)` is "voted for nobody" and is not
/// `.unknown`.
public enum Observed<Value> {
  case unknown
  case known(Value)

  /// The value where it is known.
  public var value: Value? {
    switch self {
    case .unknown: nil
    case .known(let value): value
    }
  }

  public var isKnown: Bool {
    switch self {
    case .unknown: false
    case .known: true
    }
  }

  /// Transforms a known value and leaves the unknown unknown.
  public func map<Result>(_ transform: (Value) -> Result) -> Observed<Result> {
    switch self {
    case .unknown: .unknown
    case .known(let value): .known(transform(value))
    }
  }

  /// Wraps an optional whose nil means "not observed".
  public init(_ value: Value?) {
    self = value.map { .known($0) } ?? .unknown
  }

  /// This value, or where it is unknown the other one.
  public func or(_ other: @autoclosure () -> Observed<Value>) -> Observed<Value> {
    isKnown ? self : other()
  }
}

extension Observed: Equatable where Value: Equatable {}
extension Observed: Hashable where Value: Hashable {}
extension Observed: Sendable where Value: Sendable {}
extension Observed: BitwiseCopyable where Value: BitwiseCopyable {}
