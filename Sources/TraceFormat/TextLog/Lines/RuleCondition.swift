/// What must hold of a line besides its form, for a rule to be followed: two values are equal.
///
/// Where one of them is not known, the condition does not hold.
struct RuleCondition: Sendable {
  enum Operand: Sendable {
    case constant(UInt64)
    /// What the line gives a field.
    case field(MappingField)
    /// What the line gives a variable, or else what earlier lines of its server have left there.
    case variable(Int, FieldKind)
    /// The server that the line is of.
    case server
    case groupName(String)
    case serverName(String)
  }

  let left: Operand
  let right: Operand
}
