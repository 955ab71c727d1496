public import RaftTraceChecker

/// What a report on two traces says besides the findings: the names and files of each side.
public struct ComparisonContext {
  public var sides: Sides<ReportContext>

  public init(a: ReportContext, b: ReportContext) { sides = Sides(a: a, b: b) }
}
