import CampaignGraph
import CivilTime

/// How far from each other a contact's marketing emails must lie: `min_gap` and `max_emails`, in its zone.
///
/// `others` are the instants of the contact's other emails, those sent and those planned, ascending.
struct SendSpacing {
  let gap: Period?
  let cap: Policies.MaxEmails?
  let zone: ZoneRules

  /// Where an email at `instant` must go for the gap to those before and after it; nil if it may stay.
  ///
  /// It goes later only: behind an email that is planned for soon after it.
  func shiftByGap(_ instant: Instant, among others: [Instant]) -> ResolvedLocal? {
    guard let gap else { return nil }
    var at = ResolvedLocal(instant: instant, shift: .none)
    for other in others {
      let (first, second) = other <= at.instant ? (other, at.instant) : (at.instant, other)
      guard zone.adding(gap, to: first).instant > second else { continue }
      at = zone.adding(gap, to: other)
    }
    return at.instant > instant ? at : nil
  }

  /// The next instant at which the cap may let an email go; nil if it lets it go at `instant`.
  ///
  /// Where that is later, the cap is to be asked again.
  func shiftByCap(_ instant: Instant, among others: [Instant]) -> ResolvedLocal? {
    guard let cap, let first = lastFullStretch(of: cap, at: instant, others) else { return nil }
    return end(of: cap, from: others[first])
  }

  /// Whether an email of then plays no part for any that comes at `instant` or later.
  func isForgotten(_ other: Instant, at instant: Instant) -> Bool {
    if let gap, zone.adding(gap, to: other).instant > instant { return false }
    if let cap, end(of: cap, from: other).instant > instant { return false }
    return true
  }

  /// The email whose stretch must be over before another one may go at `instant` or later; nil if none is
  /// in the way. Of several the last: each of them must be over.
  ///
  /// It is enough to look at emails that follow each other, one more than are allowed: are the first and
  /// the last of them within one stretch? If the new one is the first of them, it must come after them.
  private func lastFullStretch(
    of cap: Policies.MaxEmails, at instant: Instant, _ others: [Instant]
  ) -> Int? {
    guard others.count >= cap.count else { return nil }
    let place = countNotAfter(instant, others)
    func email(_ index: Int) -> Instant {
      index < place ? others[index] : index == place ? instant : others[index - 1]
    }
    let first = max(0, place - cap.count)
    let last = min(place, others.count - cap.count)
    guard first <= last else { return nil }
    for index in (first...last).reversed()
    where end(of: cap, from: email(index)).instant > email(index + cap.count) {
      return index
    }
    return nil
  }

  /// How many lie at `instant` or before it.
  private func countNotAfter(_ instant: Instant, _ others: [Instant]) -> Int {
    var low = 0
    var high = others.count
    while low < high {
      let middle = (low + high) / 2
      if others[middle] <= instant { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The end, excluded, of the last stretch that an email belongs to and that begins with it: so long
  /// after it, or after its day, week or month on the contact's calendar.
  private func end(of cap: Policies.MaxEmails, from instant: Instant) -> ResolvedLocal {
    switch cap.basis {
    case .rolling: zone.adding(cap.per, to: instant)
    case .calendar:
      zone.instant(
        of: LocalDateTime(
          date: zone.local(instant).date.beginning(of: cap.per.unit).adding(cap.per),
          time: LocalTime(seconds: 0)))
    }
  }
}

extension CivilDate {
  /// The first day of the week (a Monday) or month that the day lies in.
  fileprivate func beginning(of unit: Period.Unit) -> CivilDate {
    switch unit {
    case .seconds, .minutes, .hours, .days: self
    case .weeks: adding(days: -weekdayIndex)
    case .months: CivilDate(days: days &- Int32(clamping: components.day - 1))
    }
  }

  fileprivate func adding(_ period: Period) -> CivilDate {
    LocalDateTime(date: self, time: LocalTime(seconds: 0)).adding(period).date
  }
}
