import CivilTime

extension StepGraph {
  /// A wait in the words of the campaign language, for graphs and stories: "3 days, then 09:00 mon-fri".
  package func words(for rule: WaitRule) -> String {
    switch rule {
    case .period(let period):
      return period.words
    case .calendar(let period, let at, let days):
      return period.words + (at.map { ", at \($0.words)" } ?? "") + days.suffix
    case .nextLocal(let time, let days):
      return "until \(time.words)" + days.suffix
    case .fixed(let time, _):
      return "until \(time.words)"
    case .column(let wait):
      let name = segment.columns[wait.column].name
      let offset = wait.offset.map { ($0.count < 0 ? " " : " +") + $0.words } ?? ""
      return "until \(name)\(offset)" + (wait.at.map { ", at \($0.words)" } ?? "")
    case .random(let from, let through):
      return "random \(from)-\(through) seconds"
    }
  }

  /// `clicked(welcome, "pricing", within: 3 days)`.
  package func words(for fact: EngagementFact) -> String {
    var arguments: [String] = []
    let name: String
    switch fact.kind {
    case .opened: name = "opened"
    case .clicked: name = "clicked"
    case .replied: name = "replied"
    case .bounced: name = "bounced"
    case .sent: name = "sent"
    case .event(let event):
      name = "event"
      arguments.append("\"\(event)\"")
    }
    if let step = fact.step { arguments.append(self[step].id) }
    if let part = fact.urlPart { arguments.append("\"\(part)\"") }
    if let within = fact.within { arguments.append("within: \(within.words)") }
    return arguments.isEmpty && fact.step == nil
      ? "\(name)()" : "\(name)(\(arguments.joined(separator: ", ")))"
  }
}

extension Period {
  /// `3 days`, `1 hour`, `-2 days`.
  package var words: String {
    count == 1 || count == -1 ? "\(count) \(unit.rawValue.dropLast())" : "\(count) \(unit.rawValue)"
  }
}

extension LocalTime {
  /// `09:00`, or `09:00:30` where seconds matter.
  package var words: String {
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60)
    return "\(pad(hour)):\(pad(minute))" + (second == 0 ? "" : ":\(pad(second))")
  }

  private func pad(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
}

extension FixedTime {
  package var words: String {
    switch self {
    case .local(let local): local.words
    case .instant(let instant): "\(instant.local(offset: 0).words)Z"
    }
  }
}

extension LocalDateTime {
  /// `2026-12-24T09:00`.
  package var words: String {
    let (year, month, day) = date.components
    func pad(_ value: Int, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(pad(year, 4))-\(pad(month, 2))-\(pad(day, 2))T\(time.words)"
  }
}

extension Weekdays {
  /// ` mon-fri`, ` tue, thu`; nothing for every day.
  fileprivate var suffix: String {
    if self == .all { return "" }
    if self == .mondayToFriday { return ", mon-fri" }
    return ", "
      + (0..<7).filter { contains(index: $0) }.map { Weekdays.names[$0] }.joined(separator: " ")
  }
}
