import CivilTime
import LiquidTemplates

extension RuleValue {
  /// The sum, or the difference; nil if a side is nil, or if it does not fit.
  func adding(_ other: RuleValue, isNegative: Bool, zone: ZoneRules) -> RuleValue {
    switch (self, other) {
    case (.integer(let a), .integer(let b)):
      let (value, overflow) =
        isNegative ? a.subtractingReportingOverflow(b) : a.addingReportingOverflow(b)
      return overflow ? .null : .integer(value)
    case (.date(let date), .duration(let period)):
      return date.adding(period, isNegative: isNegative).map { .date($0) } ?? .null
    case (.timestamp(let instant), .duration(let period)):
      return .timestamp(zone.adding(isNegative ? period.reversed : period, to: instant).instant)
    default:
      guard let a = asDecimal, let b = other.asDecimal else { return .null }
      return (isNegative ? a.subtracting(b) : a.adding(b)).map { .decimal($0) } ?? .null
    }
  }

  func multiplied(by other: RuleValue) -> RuleValue {
    if case (.integer(let a), .integer(let b)) = (self, other) {
      let (value, overflow) = a.multipliedReportingOverflow(by: b)
      return overflow ? .null : .integer(value)
    }
    guard let a = asDecimal, let b = other.asDecimal else { return .null }
    return a.multiplied(by: b).map { .decimal($0) } ?? .null
  }

  /// Integers give the integer at or below the quotient, as in Liquid; a division by zero gives nil.
  func divided(by other: RuleValue) -> RuleValue {
    if case (.integer(let a), .integer(let b)) = (self, other) {
      guard b != 0 else { return .null }
      let (quotient, overflow) = a.dividedReportingOverflow(by: b)
      if overflow { return .null }
      let hasRest = quotient &* b != a
      return .integer(hasRest && (a < 0) != (b < 0) ? quotient - 1 : quotient)
    }
    guard let a = asDecimal, let b = other.asDecimal else { return .null }
    return a.divided(by: b).map { .decimal($0) } ?? .null
  }

  var negated: RuleValue {
    switch self {
    case .integer(let value):
      let (negation, overflow) = Int64(0).subtractingReportingOverflow(value)
      return overflow ? .null : .integer(negation)
    case .decimal(let value): return value.negated.map { .decimal($0) } ?? .null
    case .null, .boolean, .text, .date, .timestamp, .duration, .list: return .null
    }
  }

  /// Whole local calendar days from a date or timestamp to `today`; nil for other values.
  func days(until today: CivilDate, zone: ZoneRules) -> Int64? {
    switch self {
    case .date(let date): Int64(today.days) - Int64(date.days)
    case .timestamp(let instant): Int64(today.days) - Int64(zone.local(instant).date.days)
    case .null, .boolean, .integer, .decimal, .text, .duration, .list: nil
    }
  }

  private var asDecimal: ExactDecimal? {
    switch self {
    case .integer(let value): ExactDecimal(value)
    case .decimal(let value): value
    case .null, .boolean, .text, .date, .timestamp, .duration, .list: nil
    }
  }
}

extension Period {
  /// The same length back in time.
  var reversed: Period { Period(count: 0 - max(count, -.max), unit: unit) }
}

extension CivilDate {
  /// nil for a period of hours, minutes or seconds: a date has no clock time.
  func adding(_ period: Period, isNegative: Bool) -> CivilDate? {
    let count = isNegative ? period.reversed.count : period.count
    switch period.unit {
    case .days: return adding(days: count)
    case .weeks:
      let (days, overflow) = count.multipliedReportingOverflow(by: 7)
      return overflow ? nil : adding(days: days)
    case .months: return adding(months: count)
    case .seconds, .minutes, .hours: return nil
    }
  }
}
