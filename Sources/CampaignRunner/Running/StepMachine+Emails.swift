import CampaignGraph
import CivilTime

extension StepMachine {
  func email<Receiver: EffectReceiver>(
    _ plan: SendPlan, _ isTransactional: Bool, _ next: NodeIndex, _ cursor: inout Cursor,
    _ contact: inout Contact, _ receiver: inout Receiver
  ) {
    if let message = cursor.pending {
      cursor.pending = nil
      cursor.timing = []
      release(message, &cursor, &contact, &receiver)
      if cursor.status == .running { cursor.node = next }
      return
    }
    if isExitDue(contact) {
      skip(.exited, &cursor, contact, &receiver)
      exitByRule(&cursor, contact, &receiver)
      return
    }
    if cursor.skipsNextEmail {
      cursor.skipsNextEmail = false
      skip(.past, &cursor, contact, &receiver)
      cursor.node = next
      return
    }
    var timing = cursor.timing
    var sendAt = cursor.at
    switch plan.strategy {
    case .immediate: break
    case .scheduled(let time, let onPast):
      let scheduled = contact.zone.resolve(time)
      if scheduled.instant > cursor.at {
        // The enrollment itself waits, so that what follows counts from the schedule.
        pause(until: scheduled, at: cursor.node, &cursor, &receiver)
        return
      }
      if scheduled.instant < cursor.at {
        pass(scheduled.instant, onPast, at: cursor.node, &cursor, &receiver)
        guard cursor.status == .running else { return }
        if cursor.skipsNextEmail {
          cursor.skipsNextEmail = false
          skip(.past, &cursor, contact, &receiver)
          cursor.node = next
          return
        }
      }
    case .optimized(let fallback):
      let best = bestTime(contact, fallback: fallback)
      let resolved = contact.zone.nextLocal(
        after: sendAt.adding(seconds: -1), time: best.time, days: .all)
      timing.formUnion(best.timing)
      if resolved.instant > sendAt { timing.formUnion(MessageTiming(resolved.shift)) }
      sendAt = resolved.instant
    }
    var hold = SendWindow.Hold.message
    if let window = plan.window, !isTransactional {
      hold = window.hold
      let hours = DailyWindow(days: window.days, opens: window.opens, closes: window.closes)
      let opening = hours.nextOpening(atOrAfter: sendAt, in: contact.zone)
      if opening?.instant != sendAt {
        guard let opening, window.otherwise == .delay else {
          cursor.timing = timing
          skip(.outsideWindow, &cursor, contact, &receiver)
          cursor.timing = []
          cursor.node = next
          return
        }
        sendAt = opening.instant
        timing.subtract([.gap, .overlap])
        timing.formUnion([.window, MessageTiming(opening.shift)])
      }
    }
    let message = makeMessage(&cursor, at: sendAt, timing)
    if sendAt == cursor.at {
      release(message, &cursor, &contact, &receiver, isExitKnown: true)
      cursor.node = next
      return
    }
    receiver.note(.moved(cursor.node, from: cursor.at, to: sendAt, timing: timing))
    switch hold {
    case .message:
      cursor.hold(message)
      cursor.node = next
    case .run:
      cursor.pending = message
      cursor.timing = timing
      cursor.status = .waiting(until: sendAt)
    }
  }

  /// Sends a message whose instant has come, unless something speaks against it.
  func release<Receiver: EffectReceiver>(
    _ message: DueMessage, _ cursor: inout Cursor, _ contact: inout Contact,
    _ receiver: inout Receiver, isExitKnown: Bool = false
  ) {
    contact.stand(at: message.sendAt)
    if !isExitKnown, isExitDue(contact) {
      receiver.skip(message, reason: .exited, cursor: cursor, contact: contact)
      cursor.at = max(cursor.at, message.sendAt)
      exitByRule(&cursor, contact, &receiver)
      return
    }
    if let reason = refusal(of: message, contact) {
      receiver.skip(message, reason: reason, cursor: cursor, contact: contact)
    } else if receiver.send(message, cursor: cursor, contact: contact) == nil {
      cursor.recordSend(message.node, at: message.sendAt)
      if message.visit == 1 {
        contact.inputs.engagement.recordSend(message.node, at: message.sendAt)
      } else {
        // A loop sends again and again; rules need the last time only.
        contact.restoreSends(cursor)
      }
    }
  }

  func isExitDue(_ contact: borrowing Contact) -> Bool {
    guard let rule = graph.exit else { return false }
    return holds(rule, row: contact.row, inputs: contact.inputs)
  }

  /// Ends the enrollment, if it has not ended yet, and drops the messages that are still held.
  func exitByRule<Receiver: EffectReceiver>(
    _ cursor: inout Cursor, _ contact: borrowing Contact, _ receiver: inout Receiver
  ) {
    let held = cursor.held
    cursor.held.removeAll(keepingCapacity: true)
    for message in held {
      receiver.skip(message, reason: .exited, cursor: cursor, contact: contact)
    }
    if cursor.status.isActive { end(.exited(.rule), &cursor, &receiver) }
  }

  /// The message of the step at which the cursor stands.
  func makeMessage(
    _ cursor: inout Cursor, at sendAt: Instant, _ timing: MessageTiming = []
  ) -> DueMessage {
    cursor.pass(cursor.node)
    return DueMessage(
      node: cursor.node, sendAt: sendAt, timing: timing, visit: cursor.visit(cursor.node),
      variant: cursor.variant, path: cursor.path)
  }

  private func skip<Receiver: EffectReceiver>(
    _ reason: SkipReason, _ cursor: inout Cursor, _ contact: borrowing Contact,
    _ receiver: inout Receiver
  ) {
    let message = makeMessage(&cursor, at: cursor.at, cursor.timing)
    receiver.skip(message, reason: reason, cursor: cursor, contact: contact)
  }
}
