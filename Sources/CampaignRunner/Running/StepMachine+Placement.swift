import CampaignGraph
import CivilTime

extension StepMachine {
  /// Where a message ends up among the hours and the other emails of its contact.
  enum Placement {
    case at(Instant)
    /// Outside its window, which says `otherwise: skip` or never opens again.
    case closed
    /// As many emails as `max_emails` allows, which says `otherwise: skip`.
    case full
  }

  /// Moves a marketing message that its strategy wants at `wanted`: the window, then `min_gap`, then
  /// `max_emails`; once one of the latter two has moved it, the window is asked again.
  ///
  /// Each turn goes on to where an email stops to count, so that there are as many as there are emails;
  /// when none is left that counts, the next opening of the window stays.
  func place<Receiver: EffectReceiver>(
    _ wanted: Instant, in window: SendWindow?, _ timing: inout MessageTiming,
    _ cursor: borrowing Cursor, _ contact: borrowing Contact, _ receiver: inout Receiver
  ) -> Placement {
    let node = cursor.node
    var at = wanted
    func move(
      to resolved: ResolvedLocal, by cause: MessageTiming, _ timing: inout MessageTiming,
      _ receiver: inout Receiver
    ) {
      let shift = MessageTiming(resolved.shift)
      receiver.note(.shifted(node, from: at, to: resolved.instant, by: cause.union(shift)))
      timing.subtract([.gap, .overlap])
      timing.formUnion(cause.union(shift))
      at = resolved.instant
    }
    let spacing = SendSpacing(
      gap: graph.policies.minGap, cap: graph.policies.maxEmails, zone: contact.zone)
    let isSpaced = spacing.gap != nil || spacing.cap != nil
    let others = isSpaced ? emails(of: cursor, contact) : []
    for _ in 0...(2 * others.count + 2) {
      if let window {
        let opening = window.hours.nextOpening(atOrAfter: at, in: contact.zone)
        if opening?.instant != at {
          guard let opening, window.otherwise == .delay else { return .closed }
          move(to: opening, by: .window, &timing, &receiver)
        }
      }
      // What is due before the launch is not sent, and takes nobody's place.
      guard isSpaced, at >= launch else { return .at(at) }
      if let later = spacing.shiftByGap(at, among: others) {
        if later.instant >= .latest { return .full }
        move(to: later, by: .minGap, &timing, &receiver)
      } else if let cap = spacing.cap, let later = spacing.shiftByCap(at, among: others) {
        if cap.otherwise == .skip || later.instant >= .latest { return .full }
        move(to: later, by: .cap, &timing, &receiver)
      } else {
        return .at(at)
      }
    }
    return .full
  }

  /// The contact's marketing emails that count for caps and gaps: those that went out, before this run
  /// and in it, and those that are held for later.
  private func emails(of cursor: borrowing Cursor, _ contact: borrowing Contact) -> [Instant] {
    var emails = contact.earlierSends
    emails.append(contentsOf: cursor.sends)
    for message in cursor.held where message.sendAt >= launch && !isTransactional(message.node) {
      emails.append(message.sendAt)
    }
    // Nearly always in order.
    for (before, after) in zip(emails, emails.dropFirst()) where before > after {
      return emails.sorted()
    }
    return emails
  }

  /// Remembers a message that went out, and forgets those that no longer count.
  func recordSend(of message: DueMessage, _ cursor: inout Cursor, _ contact: borrowing Contact) {
    cursor.recordSend(message.node, at: message.sendAt)
    guard graph.policies.minGap != nil || graph.policies.maxEmails != nil,
      !isTransactional(message.node)
    else { return }
    let spacing = SendSpacing(
      gap: graph.policies.minGap, cap: graph.policies.maxEmails, zone: contact.zone)
    let kept = cursor.sends.firstIndex { !spacing.isForgotten($0, at: message.sendAt) }
    cursor.sends.removeFirst(kept ?? cursor.sends.count)
    cursor.sends.append(message.sendAt)
  }

  func isTransactional(_ node: NodeIndex) -> Bool {
    if case .email(_, isTransactional: true, _) = moves[Int(node.value)] { true } else { false }
  }
}
