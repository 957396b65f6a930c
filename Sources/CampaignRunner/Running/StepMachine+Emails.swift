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
    if skipAsPast(next, &cursor, contact, &receiver) { return }
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
        if onPast == .exit || onPast == .error {
          // The message has a row, so that the counts of its step add up.
          skip(.past, &cursor, contact, &receiver)
        }
        pass(scheduled.instant, onPast, at: cursor.node, &cursor, &receiver)
        guard cursor.status == .running else { return }
        if skipAsPast(next, &cursor, contact, &receiver) { return }
      }
    case .optimized(let fallback):
      let best = bestTime(contact, fallback: fallback)
      let resolved = contact.zone.nextLocal(
        after: sendAt.adding(seconds: -1), time: best.time, days: .all)
      timing.formUnion(best.timing)
      if resolved.instant > sendAt {
        timing.formUnion(MessageTiming(resolved.shift))
        receiver.note(
          .shifted(
            cursor.node, from: sendAt, to: resolved.instant,
            by: best.timing.union(MessageTiming(resolved.shift))))
      }
      sendAt = resolved.instant
    }
    var hold = SendWindow.Hold.message
    if !isTransactional {
      if let window = plan.window { hold = window.hold }
      switch place(sendAt, in: plan.window, &timing, cursor, contact, &receiver) {
      case .at(let instant): sendAt = instant
      case .closed:
        leaveOut(.outsideWindow, timing, next, &cursor, contact, &receiver)
        return
      case .full:
        leaveOut(.capped, timing, next, &cursor, contact, &receiver)
        return
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
    receiver.meet(contact)
    if !isExitKnown, isExitDue(contact) {
      receiver.skip(message, reason: .exited, cursor: cursor, contact: contact)
      cursor.at = max(cursor.at, message.sendAt)
      exitByRule(&cursor, contact, &receiver)
      return
    }
    if let reason = refusal(of: message, contact) {
      receiver.skip(message, reason: reason, cursor: cursor, contact: contact)
    } else if receiver.send(message, cursor: cursor, contact: contact) == nil {
      recordSend(of: message, &cursor, contact)
      if let draws { assume(draws, message, &cursor, &contact) }
      if message.visit == 1 {
        contact.inputs.engagement.recordSend(message.node, at: message.sendAt)
      } else {
        // A loop sends again and again; rules need the last time only.
        contact.restoreSends(cursor)
      }
    }
    if !cursor.status.isActive { cursor.at = max(cursor.at, message.sendAt) }
  }

  /// Leaves out the email at which the enrollment stands if a wait before it said so.
  private func skipAsPast<Receiver: EffectReceiver>(
    _ next: NodeIndex, _ cursor: inout Cursor, _ contact: borrowing Contact,
    _ receiver: inout Receiver
  ) -> Bool {
    guard cursor.skipsNextEmail else { return false }
    cursor.skipsNextEmail = false
    skip(.past, &cursor, contact, &receiver)
    cursor.node = next
    return true
  }

  /// Leaves out the email at which the enrollment stands, because there is no hour for it.
  ///
  /// Where the message could not be sent anyway, that is the reason: it says more about the contact.
  private func leaveOut<Receiver: EffectReceiver>(
    _ reason: SkipReason, _ timing: MessageTiming, _ next: NodeIndex, _ cursor: inout Cursor,
    _ contact: borrowing Contact, _ receiver: inout Receiver
  ) {
    let message = makeMessage(&cursor, at: cursor.at, timing)
    let reason = reason == .capped ? refusal(of: message, contact) ?? reason : reason
    receiver.skip(message, reason: reason, cursor: cursor, contact: contact)
    cursor.node = next
  }

  private func assume(
    _ draws: EngagementDraws, _ message: DueMessage, _ cursor: inout Cursor,
    _ contact: inout Contact
  ) {
    let events = contact.withKey(columns.id) { id in
      draws.events(
        message.node, sentAt: message.sendAt, isFirst: message.visit == 1, contact: id,
        history: contact.inputs.engagement)
    }
    guard !events.isEmpty else { return }
    for event in events { cursor.assume(event) }
    contact.inputs.engagement.assume(cursor.assumed)
  }

  func isExitDue(_ contact: borrowing Contact) -> Bool {
    guard let rule = graph.exit else { return false }
    return holds(rule, row: contact.row, inputs: contact.inputs)
  }

  /// Ends the enrollment, if it has not ended yet, and drops the messages that are still held.
  ///
  /// They are dropped now, not when they would have been due: rows stand in the order of time, also
  /// before those of a later enrollment.
  func exitByRule<Receiver: EffectReceiver>(
    _ cursor: inout Cursor, _ contact: borrowing Contact, _ receiver: inout Receiver
  ) {
    let held = cursor.held
    cursor.held.removeAll(keepingCapacity: true)
    for var message in held {
      message.sendAt = cursor.at
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
