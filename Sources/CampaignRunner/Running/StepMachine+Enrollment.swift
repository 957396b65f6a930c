import CampaignGraph
import CivilTime
import LiquidTemplates

extension StepMachine {
  /// Whether the row is to be enrolled at all; `where` is asked at the launch.
  package func isWanted(_ contact: inout Contact) -> Bool {
    guard let condition = graph.enrollment.condition else { return true }
    contact.stand(at: launch)
    return holds(condition, row: contact.row, inputs: contact.inputs)
  }

  /// Puts the contact at the first step; false if it has no instant at which to enter.
  ///
  /// A date enters at the beginning of that local day. Entries may lie before the launch: the enrollment
  /// keeps its own time, and what was due before the launch is skipped as `past`.
  package func enroll<Receiver: EffectReceiver>(
    _ cursor: inout Cursor, contact: borrowing Contact, to receiver: inout Receiver
  ) -> Bool {
    let entry: ResolvedLocal
    switch graph.enrollment.start {
    case .launch: entry = ResolvedLocal(instant: launch, shift: .none)
    case .scheduled(let time, let onPast):
      entry = contact.zone.resolve(time)
      if entry.instant < launch {
        cursor.restart(node: graph.start, enrolledAt: launch)
        receiver.note(.enrolled(at: launch, timing: []))
        pass(entry.instant, onPast, at: nil, &cursor, &receiver)
        return true
      }
    case .column(let column):
      switch contact.cell(column) {
      case .date(let date):
        entry = contact.zone.instant(
          of: LocalDateTime(date: date, time: LocalTime(seconds: 0)))
      case .timestamp(let instant): entry = ResolvedLocal(instant: instant, shift: .none)
      case .null, .text, .integer, .decimal, .boolean, .list: return false
      }
    case .event(let name):
      let fact = EngagementFact(kind: .event(name))
      guard
        let instant = contact.inputs.engagement.firstInstant(of: fact, since: .earliest)
      else { return false }
      entry = ResolvedLocal(instant: instant, shift: .none)
    }
    cursor.restart(node: graph.start, enrolledAt: entry.instant)
    cursor.timing = MessageTiming(entry.shift)
    receiver.note(.enrolled(at: entry.instant, timing: cursor.timing))
    return true
  }
}
