/// A day of the proleptic Gregorian calendar.
struct CivilDate: Hashable {
  var year: Int64
  var month: Int64
  var day: Int64

  /// Nil where the calendar has no such day.
  init?(year: Int64, month: Int64, day: Int64) {
    guard (1...12).contains(month), (1...Self.length(ofMonth: month, year: year)).contains(day) else {
      return nil
    }
    self.year = year
    self.month = month
    self.day = day
  }

  init(daysSince1970 days: Int64) {
    // 400 years have 146,097 days; the estimate is at most one year off.
    var year = 1970 + (days * 400).flooringDivision(by: 146_097).quotient
    while days < Self.days(before: year) { year -= 1 }
    while days >= Self.days(before: year + 1) { year += 1 }
    var rest = days - Self.days(before: year)
    var month: Int64 = 1
    while rest >= Self.length(ofMonth: month, year: year) {
      rest -= Self.length(ofMonth: month, year: year)
      month += 1
    }
    self.year = year
    self.month = month
    day = rest + 1
  }

  var daysSince1970: Int64 {
    (1..<month).reduce(Self.days(before: year)) { $0 + Self.length(ofMonth: $1, year: year) } + day - 1
  }

  /// Days from 1970-01-01 to the first day of a year.
  private static func days(before year: Int64) -> Int64 {
    let last = year - 1
    let leaps =
      last.flooringDivision(by: 4).quotient - last.flooringDivision(by: 100).quotient
      + last.flooringDivision(by: 400).quotient
    return 365 * (year - 1970) + leaps - 477
  }

  private static func length(ofMonth month: Int64, year: Int64) -> Int64 {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func isLeap(_ year: Int64) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }
}

extension Int64 {
  /// Quotient rounded down and the remainder, which is not negative; the divisor is positive.
  func flooringDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
