import CampaignGraph
import CivilTime
import Diagnostics
import YAMLTree

extension FormReader {
  func readFor(into findings: inout Findings) -> WaitDefinition {
    let at = read(WaitKeys.at, into: &findings)
    let days = read(WaitKeys.days, into: &findings)
    guard let period = read(WaitKeys.length, into: &findings) else { return .invalid }
    let others = [WaitKeys.at.name, WaitKeys.days.name].compactMap { entry($0) }
    guard period.value.unit.isElapsed else {
      return others.isEmpty ? .period(period) : .calendar(period, at: at, days: days)
    }
    refuseElapsed(others, period, into: &findings)
    return .period(period)
  }

  func readUntil(into findings: inout Findings) -> WaitDefinition {
    let offset = read(WaitKeys.offset, into: &findings)
    let days = read(WaitKeys.days, into: &findings)
    // A value that was refused is not missing as well.
    let at =
      read(WaitKeys.at, into: &findings)
      ?? entry(WaitKeys.at.name).map { Located(.midnight, $0.key.range) }
    let onPast =
      read(WaitKeys.onPast, into: &findings)
      ?? entry(WaitKeys.onPast.name).map { Located(.send, $0.key.range) }
    guard let until = read(WaitKeys.until, into: &findings),
      let entry = entry(WaitKeys.until.name)
    else { return .invalid }
    let field = Field(title: "'until'", heading: entry.key.range, node: entry.value)
    switch UntilForm(until.text.utf8) {
    case .time:
      refuse([WaitKeys.offset.name, WaitKeys.at.name], "a column", until, into: &findings)
      refuse([WaitKeys.onPast.name], "a column or a date", until, into: &findings)
      return readLocalTime(until, field, into: &findings).map { .nextLocal($0, days: days) }
        ?? .invalid
    case .date:
      refuse([WaitKeys.offset.name, WaitKeys.at.name], "a column", until, into: &findings)
      refuse([WaitKeys.days.name], "a time", until, into: &findings)
      return readFixedTime(until, field, into: &findings).map { .fixed($0, onPast: onPast) }
        ?? .invalid
    case .period:
      findings.report(
        Diagnostic(
          "invalid-time", .error,
          "'until' takes a point in time, not the duration \(quoted(until.string))",
          at: until.range, label: "write { for: \(until.string) }"))
      return .invalid
    case .column:
      refuse([WaitKeys.days.name], "a time", until, into: &findings)
      guard let column = field.read(.column, into: &findings) else { return .invalid }
      if let offset, offset.value.unit.isElapsed, let at = self.entry(WaitKeys.at.name) {
        refuseElapsed([at], offset, into: &findings)
      }
      return .column(column, offset: offset, at: at, onPast: onPast)
    }
  }

  func readEvent(into findings: inout Findings) -> WaitDefinition {
    let timeout = read(WaitKeys.timeout, into: &findings)
    let then = read(WaitKeys.then, into: &findings)
    let otherwise = read(WaitKeys.otherwise, into: &findings)
    guard let event = read(WaitKeys.event, into: &findings) else { return .invalid }
    return .event(event, timeout: timeout, then: then, otherwise: otherwise)
  }

  private func refuse(
    _ keys: [String], _ owner: String, _ until: YAMLScalar, into findings: inout Findings
  ) {
    for key in keys {
      guard let entry = entry(key) else { continue }
      findings.report(
        Diagnostic(
          "conflicting-keys", .error, "'\(key)' goes with 'until' and \(owner) only",
          at: entry.key.range,
          related: [.init(until.range, "the wait is until here")]))
    }
  }

  private func refuseElapsed(
    _ entries: [YAMLEntry], _ period: Located<Period>, into findings: inout Findings
  ) {
    for entry in entries {
      findings.report(
        Diagnostic(
          "conflicting-keys", .error,
          "'\(entry.key.string)' goes with days, weeks and months only, not with "
            + "'\(period.value)'",
          at: entry.key.range, related: [.init(period.range, "elapsed time is written here")]))
    }
  }
}

/// What the text of `until` is, told by its first characters.
private enum UntilForm {
  case time
  case date
  case period
  case column

  init(_ bytes: [UInt8]) {
    guard let first = bytes.first, first &- 0x30 <= 9 else {
      self = .column
      return
    }
    if (try? Period(bytes[...])) != nil {
      self = .period
    } else if bytes.prefix(5).last == UInt8(ascii: "-") || bytes.contains(UInt8(ascii: "T")) {
      self = .date
    } else {
      self = .time
    }
  }
}
