public import TraceFormat

/// States of the cluster and the events between them, without the syntax of any tool.
///
/// A node is what the trace has shown of each server; equal states are one node. A trace is a path through the nodes,
/// whose steps are numbered. An event that changes no cell stands in the node in which it happens.
public struct StateGraph: Sendable {
  /// One drawn event.
  public struct Step: Hashable, Sendable {
    /// Counted from 1 in the order of display.
    public var number: Int
    public var label: String
    /// `file:line`.
    public var location: String
    /// The numbers of the proof's lines that the event stands on; empty where it proves nothing.
    public var witnesses: [Int]
  }

  public struct Node: Hashable, Sendable {
    /// One a server, in the order of `servers`.
    public var rows: [StateRow]
    public var steps: [Step]
    public var isInitial: Bool
    /// The properties that are violated once this state is reached.
    public var violated: [String]
  }

  public struct Edge: Hashable, Sendable {
    /// Places in `nodes`.
    public var source: Int
    public var target: Int
    public var step: Step
    /// A process ends on the way.
    public var isCrash: Bool
  }

  public let servers: [String]
  /// In the order in which the trace first reaches them.
  public let nodes: [Node]
  public let edges: [Edge]
  public let violations: [ViolationSummary]
  /// How many violations were found besides those that are drawn.
  public let furtherViolations: Int
  /// The columns of which the trace shows something.
  public let columns: [StateColumn]
  public let omission: Omission

  public init(_ selection: EventSelection, symbols: TraceSymbols) {
    var builder = StateGraphBuilder(selection, symbols: symbols)
    builder.build()
    servers = builder.serverNames
    nodes = builder.nodes
    edges = builder.edges
    violations = builder.violations
    columns = StateColumn.allCases.filter { column in
      builder.nodes.contains { $0.rows.contains { $0[column].isKnown } }
    }
    furtherViolations = selection.context.furtherViolations
    omission = selection.omission
  }
}
