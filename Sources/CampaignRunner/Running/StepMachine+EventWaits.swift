import CampaignGraph
import CivilTime

extension StepMachine {
  /// Comes to an event wait, or leaves it: at the event if it comes in time, else at the timeout.
  func waitForEvent<Receiver: EffectReceiver>(
    _ cursor: inout Cursor, _ contact: borrowing Contact, _ receiver: inout Receiver
  ) {
    guard case .waitForEvent(let wait) = graph[cursor.node].kind else { return }
    let node = cursor.node
    guard case .awaitingEvent(let until) = cursor.status else {
      let until = wait.timeout.map { contact.zone.adding($0, to: cursor.at).instant }
      cursor.pass(node)
      cursor.timing = []
      cursor.status = .awaitingEvent(until: until.map { max($0, cursor.at) })
      receiver.note(.waitsForEvent(node, from: cursor.at, until: until))
      return
    }
    cursor.status = .running
    if let event = firstInstant(of: wait.fact, cursor, contact), event <= cursor.at {
      receiver.note(.eventCame(node, at: cursor.at))
      cursor.node = wait.onEvent
    } else {
      receiver.note(.timedOut(node, at: until ?? cursor.at))
      cursor.node = wait.onTimeout
    }
  }

  /// When the event comes for which the cursor waits, not before the wait itself; nil for never.
  func eventInstant(_ cursor: borrowing Cursor, _ contact: borrowing Contact) -> Instant? {
    guard case .waitForEvent(let wait) = graph[cursor.node].kind,
      let event = firstInstant(of: wait.fact, cursor, contact)
    else { return nil }
    return max(event, cursor.at)
  }

  /// An event counts if it happened since the enrollment began.
  private func firstInstant(
    of fact: EngagementFact, _ cursor: borrowing Cursor, _ contact: borrowing Contact
  ) -> Instant? {
    contact.inputs.engagement.firstInstant(of: fact, since: cursor.enrolledAt)
  }
}
