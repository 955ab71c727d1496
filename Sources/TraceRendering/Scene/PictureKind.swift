/// The pictures of a trace, each with its own idea of what matters and how much a reader can take in.
public enum PictureKind: Sendable, CaseIterable {
  /// States of the cluster joined by the events between them.
  case stateGraph
  /// Messages between servers, time running down.
  case sequenceDiagram

  /// How many events are drawn unless the caller asks for another number.
  ///
  /// Graphviz takes over ten seconds for 1,000 labelled edges; Mermaid draws something else over 50,000 characters.
  public var defaultMaximum: Int {
    switch self {
    case .stateGraph: 50
    case .sequenceDiagram: 200
    }
  }
}
