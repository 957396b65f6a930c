import CampaignGraph
import CivilTime
import LiquidTemplates

/// Why an instant was moved.
extension TimelineTeller {
  func shiftReason(
    _ node: NodeIndex, from: Instant, to: Instant, by shift: MessageTiming
  ) -> String {
    let (would, becomes) = (dayAndClock(from, in: zone), dayAndClock(to, in: zone))
    if shift.contains(.optimized) || shift.contains(.fallback) {
      return bestHourReason(to, isKnown: shift.contains(.optimized))
    }
    if shift.contains(.minGap), let gap = graph.policies.minGap {
      return
        "would be \(would); min_gap asks for \(gap.description) after another email: \(becomes)"
    }
    if shift.contains(.cap), let cap = graph.policies.maxEmails {
      return
        "would be \(would); max_emails allows \(cap.count) in \(cap.per.description): \(becomes)"
    }
    guard case .email(let email, _) = graph[node].kind, let window = email.send.window else {
      return "would be \(would), becomes \(becomes)"
    }
    return "would be \(would); the window \(window.words) opens \(becomes)"
  }

  private func bestHourReason(_ to: Instant, isKnown: Bool) -> String {
    guard isKnown else {
      return "no hour of opening is known: the fallback time, next at \(dayAndClock(to, in: zone))"
    }
    let counts = openHourCounts(contact, column: rows.columns.openHours)
    let hours = (0..<24).filter { counts[$0] > 0 }.map {
      "\($0 < 10 ? "0" : "")\($0):00 ×\(counts[$0])"
    }
    return "the best hour, next at \(dayAndClock(to, in: zone)): hours of opening are "
      + hours.joined(separator: ", ")
  }
}

extension SendWindow {
  /// `mon-fri 09:00-17:00`, or several such, parted by `and`.
  package var words: String { hours.windows.map(\.words).joined(separator: " and ") }
}

extension DailyWindow {
  fileprivate var words: String {
    let clock = "\(opens.description)-\(closes == .midnight ? "24:00" : closes.description)"
    if days == .all { return clock }
    if days == .mondayToFriday { return "mon-fri \(clock)" }
    let names = (0..<7).filter { days.contains(index: $0) }.map { Weekdays.names[$0] }
    return "\(names.joined(separator: ", ")) \(clock)"
  }
}
