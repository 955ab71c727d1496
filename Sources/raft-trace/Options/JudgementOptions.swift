public import ArgumentParser
public import RaftTraceChecker

extension CheckLayer: ExpressibleByArgument {}

/// What is judged: the layers, and of their properties those that were chosen.
struct JudgementOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Judge by this layer alone: facts (properties of the whole cluster) or conformance (each line is a step of Raft).",
      valueName: "layer"))
  var layer: CheckLayer?

  @Option(
    help: ArgumentHelp(
      "Judge only this property, or Conformance, the replay; may be repeated.", valueName: "property"))
  var only: [String] = []

  func validate() throws {
    let chosen = try chosenLayers
    guard let layer, !chosen.isSubset(of: [layer]) else { return }
    throw ValidationError("--only names what the layer '\(layer.rawValue)' does not judge.")
  }

  /// The layers that are needed.
  func layers() throws -> Set<CheckLayer> {
    try only.isEmpty ? layer.map { [$0] } ?? Set(CheckLayer.allCases) : chosenLayers
  }

  /// What was asked for of a report by these layers.
  func chosen(of report: CheckReport) throws -> CheckReport {
    try only.isEmpty ? report : report.restricted(to: properties)
  }

  private var chosenLayers: Set<CheckLayer> {
    get throws {
      Set(
        try only.map {
          switch try CheckName($0) {
          case .property: .facts
          case .conformance: .conformance
          }
        })
    }
  }

  private var properties: [PropertyName] {
    get throws {
      try only.compactMap {
        switch try CheckName($0) {
        case .property(let name): name
        case .conformance: nil
        }
      }
    }
  }
}
