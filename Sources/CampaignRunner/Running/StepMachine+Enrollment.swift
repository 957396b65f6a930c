import CampaignGraph
import CivilTime
import LiquidTemplates

extension StepMachine {
  /// Whether the row is to be enrolled at all; `where` is asked at the launch.
  package func isWanted(_ contact: inout Contact) -> Bool {
    guard let condition = graph.enrollment.condition else { return true }
    contact.stand(at: launch)
    // An enrollment of the contact before may have left its entry here.
    contact.inputs.entered = .earliest
    return holds(condition, row: contact.row, inputs: contact.inputs)
  }

  /// Puts the contact at the first step; false if it has no instant at which to enter.
  ///
  /// A date enters at the beginning of that local day. Entries may lie before the launch: the enrollment
  /// keeps its own time, and what was due before the launch is skipped as `past`. An event later than
  /// `end` has not happened yet.
  package func enroll<Receiver: EffectReceiver>(
    _ cursor: inout Cursor, contact: borrowing Contact, through end: Instant? = nil,
    to receiver: inout Receiver
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
      guard let instant = trigger(name, since: .earliest, through: end, contact) else {
        return false
      }
      entry = ResolvedLocal(instant: instant, shift: .none)
    }
    cursor.restart(node: graph.start, enrolledAt: entry.instant)
    cursor.timing = MessageTiming(entry.shift)
    receiver.note(.enrolled(at: entry.instant, timing: cursor.timing))
    return true
  }

  /// Begins the contact's next enrollment at a later event of its trigger; false if it does not enter again.
  ///
  /// The last enrollment must be over, with its held messages; events that come before that are passed
  /// over. With `every`, so much time must have gone by since the last entry too. The contact's row must
  /// be as it was read: what an enrollment's actions did to it ends with the enrollment.
  package func reenroll<Receiver: EffectReceiver>(
    _ cursor: inout Cursor, contact: borrowing Contact, through end: Instant? = nil,
    to receiver: inout Receiver
  ) -> Bool {
    guard case .event(let name) = graph.enrollment.start, cursor.held.isEmpty else { return false }
    switch cursor.status {
    case .completed, .exited: break
    case .running, .waiting, .awaitingEvent, .awaitingWinner, .failed: return false
    }
    var earliest = cursor.at.adding(seconds: 1)
    switch graph.enrollment.reentry {
    case .never: return false
    case .afterExit: break
    case .every(let period):
      earliest = max(earliest, contact.zone.adding(period, to: cursor.enrolledAt).instant)
    }
    guard earliest > cursor.at,
      let instant = trigger(name, since: earliest, through: end, contact)
    else { return false }
    cursor.restart(node: graph.start, enrolledAt: instant, entry: cursor.entry + 1)
    receiver.note(.reentered(at: instant, entry: cursor.entry))
    return true
  }

  /// The first event of this name from `start` on.
  private func trigger(
    _ name: String, since start: Instant, through end: Instant?, _ contact: borrowing Contact
  ) -> Instant? {
    contact.inputs.engagement.firstInstant(
      of: EngagementFact(kind: .event(name)), since: start, through: end ?? .latest)
  }
}
