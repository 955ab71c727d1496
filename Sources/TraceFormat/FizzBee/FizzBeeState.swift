/// A state of a FizzBee model: the instances of its roles with their fields, and its global variables.
struct FizzBeeState {
  /// An instance of a role.
  struct Role: Equatable {
    /// `Node#0`.
    var reference: String
    /// By name, in the order in which they were written.
    var fields: [Field] = []

    /// The kind of role: `Node`.
    var kind: Substring { reference.prefix { $0 != "#" } }

    subscript(name: String) -> SpecValue? { fields.first { $0.name == name }?.value }
  }

  struct Field: Equatable {
    var name: String
    var value: SpecValue
  }

  var roles: [Role] = []
  var globals: [Field] = []

  /// The state as variables: for each field a function from the instances that have it.
  ///
  /// Fields of kinds of roles that have a term come first: a client's `state` is no server's. An id `Node0` and a
  /// reference `role Node#0` both become the server's name, `Node#0`.
  func variables(termNames: [SpecWord]) -> [String: SpecValue] {
    let names = FizzBeeNames(roles.map(\.reference))
    var variables: [String: SpecValue] = [:]
    for global in globals { variables[global.name] = names.rewritten(global.value) }
    let serverKinds = Set(
      roles.filter { $0.fields.contains { termNames.contains(SpecWord($0.name)) } }.map { String($0.kind) })
    var pairs: [String: [SpecValue.Pair]] = [:]
    for isServer in [true, false] {
      let earlier = Set(pairs.keys)
      for role in roles where serverKinds.contains(String(role.kind)) == isServer {
        for field in role.fields where !earlier.contains(field.name) {
          pairs[field.name, default: []].append(
            SpecValue.Pair(.text(role.reference), names.rewritten(field.value)))
        }
      }
    }
    for (name, values) in pairs { variables[name] = .function(values) }
    return variables
  }
}

/// The ways in which FizzBee writes an instance of a role.
struct FizzBeeNames {
  private var references: [String: String] = [:]

  init(_ references: [String]) {
    for reference in references {
      self.references[reference] = reference
      self.references["role \(reference)"] = reference
      self.references[reference.filter { $0 != "#" }] = reference
    }
  }

  /// The value with one name for each instance.
  func rewritten(_ value: SpecValue) -> SpecValue {
    switch value {
    case .null, .boolean, .integer: value
    case .text(let text): .text(references[text] ?? text)
    case .sequence(let values): .sequence(values.map(rewritten))
    case .set(let values): .set(values.map(rewritten))
    case .function(let pairs):
      .function(pairs.map { SpecValue.Pair(rewritten($0.key), rewritten($0.value)) })
    }
  }
}
