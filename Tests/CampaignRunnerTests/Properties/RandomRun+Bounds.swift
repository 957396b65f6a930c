import CampaignCompiler
import CampaignGraph
import CampaignRunner
import CivilTime
import LiquidTemplates

extension RandomRun {
  /// What the analysis says of all runs holds for these.
  func boundsOfTimeHold() throws -> String? {
    let bounds = TimeBounds(graph, PathFacts(graph))
    let machine = try machine(through: nil)
    for person in try people() {
      for enrollment in enrollments(of: person, machine) {
        if let fault = enrollment.contradiction(of: bounds) {
          return "contact \(person.number): \(fault)"
        }
      }
    }
    return nil
  }

  func enrollments(of person: Contact, _ machine: StepMachine) -> [TracedEnrollment] {
    var wanted = person
    guard machine.isWanted(&wanted) else { return [] }
    // A run leaves them out before anything is asked.
    if let zone = graph.zone.column, graph.zone.onMissing != .default,
      person.row.cells[zone] == .null
    {
      return []
    }
    var contact = person
    var cursor = Cursor(node: graph.start, enrolledAt: generated.launch)
    var log = EffectLog()
    guard machine.enroll(&cursor, contact: contact, to: &log) else { return [] }
    machine.advance(&cursor, contact: &contact, through: nil, to: &log)
    var traces = [TracedEnrollment(graph, cursor, log, person.inputs.zone)]
    while mayReenter {
      contact = person
      log = EffectLog()
      guard machine.reenroll(&cursor, contact: contact, to: &log) else { break }
      machine.advance(&cursor, contact: &contact, through: nil, to: &log)
      traces.append(TracedEnrollment(graph, cursor, log, person.inputs.zone))
    }
    return traces
  }
}

/// What became of one enrollment.
struct TracedEnrollment {
  let cursor: Cursor
  let log: EffectLog

  let zone: ZoneRules
  let begin: Instant
  let status: Cursor.Status
  let end: Instant
  /// All of them, and those that are marketing; ascending.
  private(set) var messages: [Instant] = []
  private(set) var marketing: [Instant] = []

  init(_ graph: StepGraph, _ cursor: Cursor, _ log: EffectLog, _ zone: ZoneRules) {
    self.zone = zone
    self.cursor = cursor
    self.log = log
    begin = cursor.enrolledAt
    status = cursor.status
    end = cursor.at
    for case .send(let message) in log.effects {
      messages.append(message.sendAt)
      guard case .email(let email, _) = graph[message.node].kind else { continue }
      if email.category == .marketing { marketing.append(message.sendAt) }
    }
    messages.sort()
    marketing.sort()
  }

  private func clock(_ instant: Instant) -> Int64 { zone.local(instant).clockSeconds }

  func contradiction(of bounds: TimeBounds) -> String? {
    if let most = bounds.mostEmails.value, messages.count > most {
      return "\(messages.count) emails, but at most \(most)"
    }
    // A run that delays messages is not what the campaign asks for.
    if bounds.asksOnly { return nil }
    return gaps(bounds) ?? windows(bounds) ?? duration(bounds)
  }

  private func gaps(_ bounds: TimeBounds) -> String? {
    for (measure, distance) in [
      (TimeMeasure.clock, { clock($1) - clock($0) }),
      (.elapsed, { (a: Instant, b: Instant) in b.seconds - a.seconds }),
    ] {
      guard let gap = bounds.shortestGap(measure).value else { continue }
      for (first, second) in zip(marketing, marketing.dropFirst()) {
        guard let gap else { return "two emails, but no path has two" }
        if distance(first, second) < gap.seconds {
          return "emails at \(first) and \(second), but \(measure) gap \(gap)"
        }
      }
    }
    return nil
  }

  private static let windows = [
    Period(count: 1, unit: .hours), Period(count: 36, unit: .hours), Period(count: 1, unit: .days),
    Period(count: 7, unit: .days), Period(count: 1, unit: .months),
  ]

  private func windows(_ bounds: TimeBounds) -> String? {
    for window in TracedEnrollment.windows {
      guard let most = bounds.mostEmails(in: window).value else { continue }
      for first in marketing {
        let end = zone.adding(window, to: first).instant
        let count = marketing.count { $0 >= first && $0 < end }
        if count > most {
          return "\(count) emails from \(first) on in \(window), but at most \(most)"
        }
      }
    }
    return nil
  }

  private func duration(_ bounds: TimeBounds) -> String? {
    if let longest = bounds.longest.value {
      let last = max(end, messages.last ?? end)
      if case .failed = status { return "it fails, but has no loop" }
      if clock(last) - clock(begin) > longest.seconds {
        return "from \(begin) to \(last), but at most \(longest)"
      }
    }
    switch status {
    case .completed, .exited(.step), .exited(.past): break
    case .exited(.rule), .running, .waiting, .awaitingEvent, .awaitingWinner, .failed: return nil
    }
    guard let shortest = bounds.shortest.value else { return "it ends, but no end can be reached" }
    return clock(end) - clock(begin) < shortest.seconds
      ? "from \(begin) to \(end), but at least \(shortest)" : nil
  }
}
