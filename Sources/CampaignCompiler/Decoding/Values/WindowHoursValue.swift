import CivilTime
import Diagnostics
import JSONText
import YAMLTree

/// The hours of a window as written.
enum WindowHours: Sendable {
  /// The same on each day of `days`.
  case daily([Hours])
  /// Hours by days of the week, no day twice.
  case byDay([(days: Weekdays, hours: [Hours])])

  /// One window for each stretch of hours; `days` goes with `daily`.
  func windows(days: Weekdays) -> [DailyWindow] {
    switch self {
    case .daily(let hours): hours.map { $0.window(on: days) }
    case .byDay(let entries): entries.flatMap { days, hours in hours.map { $0.window(on: days) } }
    }
  }
}

extension Hours {
  func window(on days: Weekdays) -> DailyWindow {
    DailyWindow(days: days, opens: opens, closes: closes)
  }
}

extension ValueKind where Value == WindowHours {
  /// `09:00-17:00`, `[09:00-12:00, 14:00-17:00]`, or either of them by days:
  /// `{ mon-fri: 09:00-17:00, sat: 10:00-12:00 }`.
  static var windowHours: Self {
    let takes =
      "two times such as 09:00-17:00, a list of such hours, or hours by days such as "
      + "{ mon-fri: 09:00-17:00, sat: 10:00-12:00 }"
    let daily = ValueKind<[Hours]>.dailyHours
    let byDay = Schema(
      Schema.mapping(of: daily.schema, atLeast: 1).members + [
        JSONValue.Member(
          "propertyNames", ["pattern": .string("^(?:\(Weekdays.writtenPattern))$")])
      ])
    return ValueKind(takes, .any(of: [daily.schema, byDay])) { field, findings in
      guard case .mapping(let entries) = field.node.content else {
        return daily.read(field, &findings).map { .daily($0) }
      }
      return byDays(entries, field, into: &findings)
    }
  }

  private static func byDays(
    _ entries: [YAMLEntry], _ field: Field, into findings: inout Findings
  ) -> WindowHours? {
    if entries.isEmpty {
      findings.report(
        Diagnostic(
          "missing-value", .error, "\(field.title) takes at least one day with its hours",
          at: field.node.range.isOnOneLine ? field.node.range : field.heading))
      return nil
    }
    var taken: [(days: Weekdays, key: YAMLScalar)] = []
    var hours: [(days: Weekdays, hours: [Hours])] = []
    for entry in entries {
      let days = readDays(entry.key, isKey: true, into: &findings)
      if let days {
        for other in taken where !other.days.isDisjoint(with: days) {
          findings.report(twice(days.intersection(other.days), other.key, entry.key))
        }
        taken.append((days, entry.key))
      }
      guard let written = Field(entry).read(.dailyHours, into: &findings), let days else {
        continue
      }
      hours.append((days, written))
    }
    return hours.count == entries.count ? .byDay(hours) : nil
  }

  /// Which of the two holds on that day would be a guess.
  private static func twice(
    _ days: Weekdays, _ first: YAMLScalar, _ second: YAMLScalar
  ) -> Diagnostic {
    let day = Weekdays.names.indices.first { days.contains(index: $0) } ?? 0
    return Diagnostic(
      "conflicting-keys", .error,
      "\(quoted(first.string)) and \(quoted(second.string)) both give hours for "
        + Weekdays.names[day],
      at: second.range, related: [.init(first.range, "the other is here")],
      help: "name each day once; several hours of one day are a list")
  }
}

extension ValueKind where Value == [Hours] {
  /// `09:00-17:00`, or a list of these.
  fileprivate static var dailyHours: Self {
    let takes = "two times such as 09:00-17:00, or a list of such hours"
    let one = ValueKind<Hours>.hours
    let list = ValueKind<[Hours]>.list(of: one, takes, atLeast: 1)
    return ValueKind(takes, .any(of: [one.schema, list.schema])) { field, findings in
      switch field.node.content {
      case .scalar: return one.read(field, &findings).map { [$0] }
      case .mapping:
        field.reportType(takes, into: &findings)
        return nil
      case .sequence(let items):
        guard let hours = list.read(field, &findings), !hours.isEmpty, hours.count == items.count
        else { return nil }
        return hours
      }
    }
  }
}
