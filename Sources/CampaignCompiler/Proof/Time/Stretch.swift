import CivilTime

/// A length of time as a campaign writes it: seconds of the contact's clock, and elapsed seconds beside them.
///
/// A day by the clock is 86,400 of `calendar`, whatever the clocks do in it.
package struct Stretch: Sendable, Hashable {
  package var calendar: Int64
  package var elapsed: Int64

  package init(calendar: Int64 = 0, elapsed: Int64 = 0) {
    self.calendar = calendar
    self.elapsed = elapsed
  }

  package static let zero = Stretch()

  /// As if no clock ever changed.
  package var nominal: Int64 { calendar.saturating(adding: elapsed) }

  static func + (a: Stretch, b: Stretch) -> Stretch {
    Stretch(
      calendar: a.calendar.saturating(adding: b.calendar),
      elapsed: a.elapsed.saturating(adding: b.elapsed))
  }
}

/// What a length of time is measured by.
package enum TimeMeasure: Sendable, Hashable {
  /// The contact's clock and calendar: a policy in days, weeks or months.
  case clock
  /// Seconds that pass: a policy in hours, minutes or seconds.
  case elapsed

  package init(of period: Period) { self = period.unit.isElapsed ? .elapsed : .clock }
}

/// How far a clock may be set at once.
package struct ClockChanges: Sendable, Hashable {
  /// Seconds.
  package let jump: Int64

  /// The most by which a clock of the IANA database has been set since 2000 (Antarctica/Casey), except where a
  /// place moved over the date line. Bounds with it hold for every contact.
  package static let any = ClockChanges(jump: 3 * 3600)
  /// What people know: an hour, twice a year. Findings are made with it.
  package static let usual = ClockChanges(jump: 3600)

  /// How much the clock may be set in one direction in so many seconds: once in five months.
  func drift(in seconds: Int64) -> Int64 { jump * (1 + max(0, seconds) / (150 * 86_400)) }
}

extension Int64 {
  func saturating(adding other: Int64) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(other)
    if overflow { return other < 0 ? .min : .max }
    return sum
  }

  func saturating(multipliedBy other: Int64) -> Int64 {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    if overflow { return (self < 0) == (other < 0) ? .max : .min }
    return product
  }
}

extension Period {
  /// Not negative, and small enough for sums of 50,000 of them.
  private static let longest = Int64(1) << 46

  /// The least that it can last.
  package var least: Stretch { stretch { CivilDate.fewestDays(inMonths: $0) } }

  /// The most that it can last.
  package var most: Stretch { stretch { CivilDate.mostDays(inMonths: $0) } }

  private func stretch(daysOfMonths: (Int) -> Int64) -> Stretch {
    let count = Int64(max(0, count))
    func bounded(_ seconds: Int64) -> Int64 { min(seconds, Period.longest) }
    switch unit {
    case .seconds: return Stretch(elapsed: bounded(count))
    case .minutes: return Stretch(elapsed: bounded(count.saturating(multipliedBy: 60)))
    case .hours: return Stretch(elapsed: bounded(count.saturating(multipliedBy: 3600)))
    case .days: return Stretch(calendar: bounded(count.saturating(multipliedBy: 86_400)))
    case .weeks: return Stretch(calendar: bounded(count.saturating(multipliedBy: 7 * 86_400)))
    case .months:
      let days = daysOfMonths(Int(min(count, 120_000)))
      return Stretch(calendar: bounded(days.saturating(multipliedBy: 86_400)))
    }
  }
}

extension CivilDate {
  /// The fewest days from a day to the same day so many months later, or to the last day of a shorter month.
  package static func fewestDays(inMonths count: Int) -> Int64 {
    let rest = [0, 28, 59, 89, 120, 150, 181, 212, 242, 273, 303, 334]
    return Int64(count / 12) * 365 + Int64(rest[count % 12])
  }

  package static func mostDays(inMonths count: Int) -> Int64 {
    let rest = [0, 31, 62, 92, 123, 153, 184, 215, 245, 276, 306, 337]
    return Int64(count / 12) * 366 + Int64(rest[count % 12])
  }
}
