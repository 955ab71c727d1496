import RaftTraceChecker
import TraceFormat

/// What a picture says of a violation: the property, the clash, and the lines that prove it.
public struct ViolationSummary: Hashable, Sendable {
  public struct Proof: Hashable, Sendable {
    /// The number by which the picture marks the line's event.
    public var number: Int
    /// `file:line`.
    public var location: String
    public var sentence: String
    /// False when a filter or the maximum took the event out of the picture.
    public var isDrawn: Bool
  }

  /// The property's name, as `explain` takes it.
  public var property: String
  /// Which two facts cannot both hold.
  public var clash: String
  /// Where nothing is left out, every line that the proof needs.
  public var proofs: [Proof]
  /// How many more lines the proof needs than are listed.
  public var unlisted: Int

  /// A proof longer than this is read in the report, not in a picture.
  static let proofMaximum = 8

  init(_ violation: Violation, in selection: EventSelection, saying sentences: Sentences) {
    let drawn = Set(selection.events.map(\.event.position))
    property = violation.property.rawValue
    clash = sentences.sentence(violation.clash)
    proofs = violation.witnesses.prefix(Self.proofMaximum).map { witness in
      Proof(
        number: selection.context.number(of: witness.position) ?? 0,
        location: sentences.location(witness.position), sentence: sentences.sentence(witness),
        isDrawn: drawn.contains(witness.position))
    }
    unlisted = violation.witnesses.count - proofs.count
  }

  /// The mark of a witness in a picture, the same everywhere.
  static func mark(_ number: Int) -> String { "✗\(number)" }
}
