import TraceFormat

/// Decides whether operations on one register can have happened one after the other, each between its call and its return.
///
/// Wing, Gong: Testing and Verifying Concurrent Objects (1993) · Lowe: Testing for Linearizability (2017), just-in-time
/// linearization with memory.
///
/// A configuration is a set of open operations that have taken effect and the value that the register then has. At each return
/// those configurations survive in which the operation has taken effect. None left, and no order explains the answers up to
/// there. The register's first value is not known: the first that finds it tells.
struct LinearizabilitySearch {
  enum Outcome: Equatable {
    case linearizable
    /// The number of the operation at whose return no order is left.
    case refuted(at: Int)
    /// Too many operations are open at a time.
    case tooConcurrent
  }

  /// The most operations that may be open at a time; those without a return stay open.
  static let openMaximum = 64
  /// The most configurations that are kept, and the most that are made in all.
  static let configurationMaximum = 1 << 13
  static let stepMaximum = 1 << 20

  fileprivate struct Configuration: Hashable {
    /// By place among the open operations.
    var done: UInt64
    /// nil: still the first value, which nobody has found yet.
    var value: PayloadHash?
  }

  private let calls: [ClientCall]
  private var open: [Int?] = Array(repeating: nil, count: openMaximum)
  private var configurations: Set<Configuration> = [Configuration(done: 0, value: nil)]
  private var steps = 0

  init(_ calls: [ClientCall]) { self.calls = calls }

  mutating func run() -> Outcome {
    for moment in Self.moments(calls) {
      if moment.isReturn {
        guard let place = open.firstIndex(of: moment.call) else { continue }
        guard close(place) else { return .tooConcurrent }
        if configurations.isEmpty { return .refuted(at: moment.call) }
      } else {
        guard let place = open.firstIndex(of: nil) else { return .tooConcurrent }
        open[place] = moment.call
      }
    }
    return .linearizable
  }

  private struct Moment {
    var at: Int
    var isReturn: Bool
    var call: Int
  }

  private static func moments(_ calls: [ClientCall]) -> [Moment] {
    var moments: [Moment] = []
    for (i, call) in calls.enumerated() {
      moments.append(Moment(at: call.called, isReturn: false, call: i))
      if !call.isIndefinite { moments.append(Moment(at: call.returned, isReturn: true, call: i)) }
    }
    return moments.sorted { ($0.at, $0.call) < ($1.at, $1.call) }
  }

  /// Keeps the configurations in which the operation at a place has taken effect; false where there are too many.
  private mutating func close(_ place: Int) -> Bool {
    let bit = UInt64(1) << UInt64(place)
    var seen = configurations
    var waiting = Array(configurations)
    var kept: Set<Configuration> = []
    while let configuration = waiting.popLast() {
      if configuration.done & bit != 0 {
        kept.insert(Configuration(done: configuration.done & ~bit, value: configuration.value))
        continue
      }
      for other in open.indices {
        guard let next = configuration.taking(other, open[other].map { calls[$0].effect }) else { continue }
        steps += 1
        if seen.insert(next).inserted { waiting.append(next) }
      }
      guard seen.count <= Self.configurationMaximum, steps <= Self.stepMaximum else { return false }
    }
    open[place] = nil
    configurations = withoutNeedless(kept)
    return true
  }

  /// Leaves out what an operation that need never take effect did for nothing: the same value is had without it.
  private func withoutNeedless(_ kept: Set<Configuration>) -> Set<Configuration> {
    let indefinite = open.indices.filter { place in open[place].map { calls[$0].isIndefinite } ?? false }
    guard !indefinite.isEmpty else { return kept }
    return kept.filter { configuration in
      !indefinite.contains { place in
        let bit = UInt64(1) << UInt64(place)
        return configuration.done & bit != 0
          && kept.contains(Configuration(done: configuration.done & ~bit, value: configuration.value))
      }
    }
  }
}

extension LinearizabilitySearch.Configuration {
  /// The configuration after the operation at a place; nil where it has taken effect, or cannot.
  fileprivate func taking(_ place: Int, _ effect: ClientCall.Effect?) -> Self? {
    let bit = UInt64(1) << UInt64(place)
    guard let effect, done & bit == 0 else { return nil }
    switch effect {
    case .read(let found):
      guard value ?? found == found else { return nil }
      return Self(done: done | bit, value: found)
    case .write(let written): return Self(done: done | bit, value: written)
    case .swap(let found, let written):
      guard value ?? found == found else { return nil }
      return Self(done: done | bit, value: written)
    }
  }
}
