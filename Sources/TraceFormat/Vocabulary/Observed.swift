/// A value that a trace shows, or does not.
///
/// What is not observed is unknown, never a default: `Observed<ServerID?>.known(nil)` is "voted for nobody" and is not
/// `.unknown`.
@frozen
public enum Observed<Value> {
  case unknown
  case known(Value)

  /// The value where it is known.
  @inlinable
  public var value: Value? {
    switch self {
    case .unknown: nil
    case .known(let value): value
    }
  }

  @inlinable
  public var isKnown: Bool {
    switch self {
    case .unknown: false
    case .known: true
    }
  }

  /// Transforms a known value and leaves the unknown unknown.
  @inlinable
  public func map<Result>(_ transform: (Value) -> Result) -> Observed<Result> {
    switch self {
    case .unknown: .unknown
    case .known(let value): .known(transform(value))
    }
  }

  /// Wraps an optional whose nil means "not observed".
  @inlinable
  public init(_ value: Value?) {
    self = value.map { .known($0) } ?? .unknown
  }

  /// This value, or where it is unknown the other one.
  @inlinable
  public func or(_ other: @autoclosure () -> Observed<Value>) -> Observed<Value> {
    isKnown ? self : other()
  }
}

extension Observed: Equatable where Value: Equatable {
  @inlinable
  public static func == (a: Observed, b: Observed) -> Bool {
    switch (a, b) {
    case (.unknown, .unknown): true
    case (.known(let value), .known(let other)): value == other
    case (.unknown, .known), (.known, .unknown): false
    }
  }
}

extension Observed: Hashable where Value: Hashable {}
extension Observed: Sendable where Value: Sendable {}
extension Observed: BitwiseCopyable where Value: BitwiseCopyable {}
