import CampaignGraph
import CivilTime
import LiquidTemplates

extension StepMachine {
  func wait<Receiver: EffectReceiver>(
    _ rule: WaitRule, _ hash: Int, _ next: NodeIndex, _ cursor: inout Cursor,
    _ contact: borrowing Contact, _ receiver: inout Receiver
  ) {
    let node = cursor.node
    let now = cursor.at
    let zone = contact.zone
    cursor.pass(node)
    let until: ResolvedLocal
    switch rule {
    case .period(let period): until = zone.adding(period, to: now)
    case .calendar(let period, let time, let days):
      until = zone.local(
        time ?? zone.local(now).time, days: days, period: period, after: now)
    case .nextLocal(let time, let days):
      until = zone.nextLocal(after: now, time: time, days: days)
    case .random(let from, let through):
      let seconds = contact.withKey(columns.id) {
        hashes[hash].number(from: from, through: through, for: $0)
      }
      until = ResolvedLocal(instant: now.adding(seconds: seconds), shift: .none)
    case .fixed(let time, let onPast):
      until = zone.resolve(time)
      if until.instant < now {
        pass(until.instant, onPast, at: node, &cursor, &receiver)
        if cursor.status == .running { cursor.node = next }
        return
      }
    case .column(let wait):
      guard let resolved = instant(of: wait, contact), resolved.instant >= now else {
        // A contact without the date is treated as if it had passed: nothing is sent on a guess.
        pass(
          instant(of: wait, contact)?.instant ?? now, wait.onPast, at: node, &cursor, &receiver)
        if cursor.status == .running { cursor.node = next }
        return
      }
      until = resolved
    }
    pause(until: until, at: next, &cursor, &receiver)
  }

  /// Lets the enrollment wait, and go on with `next`.
  func pause<Receiver: EffectReceiver>(
    until: ResolvedLocal, at next: NodeIndex, _ cursor: inout Cursor, _ receiver: inout Receiver
  ) {
    let timing = MessageTiming(until.shift)
    let instant = max(until.instant, cursor.at)
    receiver.note(.waits(cursor.node, from: cursor.at, until: instant, timing: timing))
    cursor.timing = timing
    cursor.status = .waiting(until: instant)
    cursor.restsAt = cursor.node
    cursor.node = next
  }

  /// Does what `on_past` says; the enrollment is still running if it goes on.
  func pass<Receiver: EffectReceiver>(
    _ missed: Instant, _ onPast: OnPast, at node: NodeIndex?, _ cursor: inout Cursor,
    _ receiver: inout Receiver
  ) {
    cursor.timing = []
    receiver.note(.past(node, at: cursor.at, missed: missed, onPast))
    switch onPast {
    case .send: break
    case .skip: cursor.skipsNextEmail = true
    case .exit: end(.exited(.past), &cursor, &receiver)
    case .error: end(.failed(.past(node)), &cursor, &receiver)
    }
  }

  /// nil for an empty cell.
  private func instant(of wait: ColumnWait, _ contact: borrowing Contact) -> ResolvedLocal? {
    let zone = contact.zone
    var base: ResolvedLocal
    switch contact.cell(wait.column) {
    case .date(let date):
      var day = LocalDateTime(date: date, time: wait.at ?? LocalTime(seconds: 0))
      if let offset = wait.offset, !offset.unit.isElapsed { day = day.adding(offset) }
      base = zone.instant(of: day)
      if let seconds = wait.offset?.elapsedSeconds, seconds != 0 {
        base = ResolvedLocal(instant: base.instant.adding(seconds: seconds), shift: .none)
      }
    case .timestamp(let instant):
      let period = wait.offset ?? Period(count: 0, unit: .days)
      base =
        wait.at.map { zone.local($0, period: period, after: instant) }
        ?? zone.adding(period, to: instant)
    case .null, .text, .integer, .decimal, .boolean, .list: return nil
    }
    return base
  }
}

extension ZoneRules {
  /// The instant of a time in a campaign file for somebody in this zone.
  func resolve(_ time: FixedTime) -> ResolvedLocal {
    switch time {
    case .local(let local): instant(of: local)
    case .instant(let instant): ResolvedLocal(instant: instant, shift: .none)
    }
  }
}
