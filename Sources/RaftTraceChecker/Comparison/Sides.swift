/// A value of each of the two traces that are compared.
public struct Sides<Value> {
  public var a: Value
  public var b: Value

  public init(a: Value, b: Value) {
    self.a = a
    self.b = b
  }

  public subscript(side: ComparedSide) -> Value {
    get {
      switch side {
      case .a: a
      case .b: b
      }
    }
    set {
      switch side {
      case .a: a = newValue
      case .b: b = newValue
      }
    }
  }

  public func map<Result>(_ transform: (Value) throws -> Result) rethrows -> Sides<Result> {
    Sides<Result>(a: try transform(a), b: try transform(b))
  }

  /// The same with the sides exchanged.
  public var mirrored: Sides { Sides(a: b, b: a) }
}

extension Sides: Equatable where Value: Equatable {}
extension Sides: Hashable where Value: Hashable {}
extension Sides: Sendable where Value: Sendable {}

/// One of the two traces, in the order of the command line.
public enum ComparedSide: String, CaseIterable, Sendable {
  case a = "A"
  case b = "B"

  public var other: ComparedSide { self == .a ? .b : .a }
}
