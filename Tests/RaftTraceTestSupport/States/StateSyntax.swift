public import TraceFormat

/// The syntaxes in which a test writes a sequence of states, as the tools do.
public enum StateSyntax: CaseIterable, Sendable {
  case tlc
  case tlcTool
  case tlcJSON
  case tlcJSONOfOldVersions
  case itf
  case itfInManyLines

  /// A whole file.
  public func text(_ states: [SpecState]) -> String {
    switch self {
    case .tlc: tlcText(states)
    case .tlcTool: toolText(states)
    case .tlcJSON: #"{"counterexample":{\#(steps(states))},"vars":[]}"# + "\n"
    case .tlcJSONOfOldVersions: "{\(steps(states))}\n"
    case .itf: itf(states, separator: "")
    case .itfInManyLines: itf(states, separator: "\n")
    }
  }

  private func tlcText(_ states: [SpecState]) -> String {
    var text =
      "TLC2 Version 2.18\nError: Invariant Inv is violated.\nError: The behavior up to this point is:\n"
    for (i, state) in states.enumerated() {
      text += "State \(i + 1): \(Self.label(state, i))\n\(Self.body(state))\n"
    }
    return text + "9 states generated, 7 distinct states found, 0 states left on queue.\n"
  }

  private func toolText(_ states: [SpecState]) -> String {
    var text = "@!@!@STARTMSG 2121:1 @!@!@\nThe behavior up to this point is:\n@!@!@ENDMSG 2121 @!@!@\n"
    for (i, state) in states.enumerated() {
      text +=
        "@!@!@STARTMSG 2217:4 @!@!@\n\(i + 1): \(Self.label(state, i))\n\(Self.body(state))\n@!@!@ENDMSG 2217 @!@!@\n"
    }
    return text
  }

  private static func label(_ state: SpecState, _ i: Int) -> String {
    i == 0 ? "<Initial predicate>" : "<\(state.action ?? "Next") line 3, col 4 to line 5, col 6 of module M>"
  }

  private static func body(_ state: SpecState) -> String {
    state.variables.sorted { $0.key < $1.key }.map { "/\\ \($0.key) = \($0.value.tla)\n" }.joined()
  }

  private func steps(_ states: [SpecState]) -> String {
    let numbered = states.enumerated().map { "[\($0.offset + 1),\(Self.tlcJSON($0.element))]" }
    let actions = states.dropFirst().map {
      #"{"name":\#(Self.quoted($0.action ?? "Next")),"location":{"beginLine":3,"module":"M"}}"#
    }
    let steps = actions.indices.map { "[\(numbered[$0]),\(actions[$0]),\(numbered[$0 + 1])]" }
    return #""action":[\#(steps.joined(separator: ","))],"state":[\#(numbered.joined(separator: ","))]"#
  }

  private static func tlcJSON(_ state: SpecState) -> String {
    let variables = state.variables.sorted { $0.key < $1.key }
    return "{" + variables.map { "\(quoted($0.key)):\($0.value.tlcJSON)" }.joined(separator: ",") + "}"
  }

  private func itf(_ states: [SpecState], separator: String) -> String {
    let bodies = states.enumerated().map { i, state in
      let variables = state.variables.sorted { $0.key < $1.key }.map {
        "\(Self.quoted($0.key)):\($0.value.itf)"
      }
      let action = state.action.map { [#""mbt::actionTaken":\#(Self.quoted($0))"#] } ?? []
      return ##"{"#meta":{"index":\##(i)},"## + (variables + action).joined(separator: ",\(separator)") + "}"
    }
    return ##"{"#meta":{"format":"ITF"},"vars":["x"],"states":["## + separator
      + bodies.joined(separator: ",\(separator)") + "]}\n"
  }

  static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}

extension SpecValue {
  /// As TLC prints it.
  var tla: String {
    switch self {
    case .null: "Nil"
    case .boolean(let value): value ? "TRUE" : "FALSE"
    case .integer(let value): "\(value)"
    case .text(let text): text.isEmpty || text.contains(" ") ? StateSyntax.quoted(text) : text
    case .sequence(let values): "<<" + values.map(\.tla).joined(separator: ",\n    ") + ">>"
    case .set(let values): "{" + values.map(\.tla).joined(separator: ", ") + "}"
    case .function(let pairs) where isRecord:
      "[ " + pairs.map { "\($0.key.tla) |-> \($0.value.tla)" }.joined(separator: ",\n    ") + " ]"
    case .function(let pairs):
      "( " + pairs.map { "\($0.key.tla) :>\n  \($0.value.tla)" }.joined(separator: " @@\n  ") + " )"
    }
  }

  /// As TLC writes it into JSON.
  var tlcJSON: String {
    switch self {
    case .null: "null"
    case .boolean(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .text(let text): StateSyntax.quoted(text)
    case .sequence(let values), .set(let values): "[" + values.map(\.tlcJSON).joined(separator: ",") + "]"
    case .function(let pairs):
      "{"
        + pairs.map { "\(StateSyntax.quoted($0.key.tlaInOneLine)):\($0.value.tlcJSON)" }.joined(
          separator: ",") + "}"
    }
  }

  /// As ITF writes it.
  var itf: String {
    switch self {
    case .null: "null"
    case .boolean(let value): "\(value)"
    case .integer(let value): ##"{"#bigint":"\##(value)"}"##
    case .text(let text): StateSyntax.quoted(text)
    case .sequence(let values): "[" + values.map(\.itf).joined(separator: ",") + "]"
    case .set(let values): ##"{"#set":["## + values.map(\.itf).joined(separator: ",") + "]}"
    case .function(let pairs) where isRecord:
      "{" + pairs.map { "\(StateSyntax.quoted($0.key.tla)):\($0.value.itf)" }.joined(separator: ",") + "}"
    case .function(let pairs):
      ##"{"#map":["## + pairs.map { "[\($0.key.itf),\($0.value.itf)]" }.joined(separator: ",") + "]}"
    }
  }

  private var tlaInOneLine: String { tla.replacing("\n", with: "") }

  private var isRecord: Bool {
    guard case .function(let pairs) = self else { return false }
    return pairs.allSatisfy { pair in
      guard case .text(let name) = pair.key else { return false }
      return !name.isEmpty && !name.contains(" ")
    }
  }
}
