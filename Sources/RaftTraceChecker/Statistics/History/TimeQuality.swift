import TraceFormat

/// What the times of a server's lines are worth.
struct TimeQuality {
  private(set) var count = 0
  private(set) var withTime = 0
  private(set) var stepsBack = 0
  private(set) var largestStepBack: (duration: Int64, at: Stamp)?
  private(set) var fractions = 0
  private var last: Int64?

  mutating func consider(_ stamp: Stamp) {
    count += 1
    guard let time = stamp.time.value?.nanoseconds else { return }
    withTime += 1
    if time % 1_000_000_000 != 0 { fractions += 1 }
    if let last, time < last {
      stepsBack += 1
      let step = last.subtractingReportingOverflow(time)
      if !step.overflow, step.partialValue > largestStepBack?.duration ?? 0 {
        largestStepBack = (step.partialValue, stamp)
      }
    }
    last = time
  }
}
