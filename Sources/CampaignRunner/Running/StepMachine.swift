import CampaignGraph
import CivilTime
import LiquidTemplates

/// Moves enrollments through a step graph: a pure function of contact, events, cursor and time.
///
/// Advancing to an instant in one go or in many smaller advances has the same effects: every rule is
/// asked at an instant of the enrollment's own time and sees nothing later, and the cursor holds all
/// that is remembered.
package struct StepMachine: Sendable {
  /// What stops an enrollment that would never end.
  package struct Limits: Sendable {
    /// Steps and messages in one enrollment.
    package var steps = 100_000
    /// Seconds that an enrollment may last if the advance has no end: ten years.
    package var span: Int64 = 3653 * 86_400

    package init() {}
  }

  package let graph: StepGraph
  /// No message is sent before it.
  package let launch: Instant
  package let limits: Limits
  let moves: [Move]
  let columns: SpecialColumns
  /// One for each split and random wait, by `Move`.
  let hashes: [StableHash]
  /// Those of all branches.
  let cases: [BranchStep.Case]

  /// A graph without `obstacles(in:)`.
  package init(graph: StepGraph, launch: Instant, limits: Limits = Limits()) {
    self.graph = graph
    self.launch = launch
    self.limits = limits
    var hashes: [StableHash] = []
    var cases: [BranchStep.Case] = []
    moves = graph.nodes.map {
      Move($0, campaign: graph.campaign, hashes: &hashes, cases: &cases)
    }
    self.hashes = hashes
    self.cases = cases
    columns = SpecialColumns(graph)
  }

  /// Moves the enrollment on, through everything that happens up to and including `end`; nil: to its own end.
  ///
  /// `contact` holds the row as it was read (or as an earlier advance left it) and all events known; those
  /// that lie ahead of the enrollment's own time are not looked at. Does nothing once it has ended.
  package func advance<Receiver: EffectReceiver>(
    _ cursor: inout Cursor, contact: inout Contact, through end: Instant?,
    to receiver: inout Receiver
  ) {
    contact.restore(cursor)
    checkAddress(&contact)
    while let due = nextInstant(of: cursor, contact) {
      if let end, due > end { return }
      cursor.stepsTaken += 1
      if isEndless(cursor, due: due, end: end) {
        stopEndless(&cursor, at: due, contact, &receiver)
        return
      }
      if let message = cursor.held.first, message.sendAt <= due {
        cursor.held.removeFirst()
        release(message, &cursor, &contact, &receiver)
      } else {
        arrive(at: due, &cursor, &contact)
        step(&cursor, &contact, &receiver)
      }
    }
  }

  /// To be done whenever the row may have changed.
  func checkAddress(_ contact: inout Contact) {
    contact.hasValidAddress =
      addressFault(contact.row.text(contact.cell(columns.address))) == nil
  }

  /// When something happens next: the next step or the next held message; nil if nothing will.
  private func nextInstant(of cursor: borrowing Cursor, _ contact: borrowing Contact) -> Instant? {
    let held = cursor.held.first?.sendAt
    let step: Instant?
    switch cursor.status {
    case .running: step = cursor.at
    case .waiting(let until): step = until
    case .awaitingEvent(let until):
      let event = eventInstant(cursor, contact)
      step = event.map { min($0, until ?? $0) } ?? until
    case .completed, .exited, .failed: step = nil
    }
    guard let step else { return held }
    return held.map { min($0, step) } ?? step
  }

  /// Ends a wait.
  private func arrive(
    at instant: Instant, _ cursor: inout Cursor, _ contact: inout Contact
  ) {
    cursor.at = max(cursor.at, instant)
    contact.stand(at: cursor.at)
    if case .waiting = cursor.status { cursor.status = .running }
  }

  private func step<Receiver: EffectReceiver>(
    _ cursor: inout Cursor, _ contact: inout Contact, _ receiver: inout Receiver
  ) {
    let node = cursor.node
    switch moves[Int(node.value)] {
    case .email(let plan, let isTransactional, let next):
      email(plan, isTransactional, next, &cursor, &contact, &receiver)
    case .wait(let rule, let hash, let next):
      wait(rule, hash, next, &cursor, contact, &receiver)
    case .waitForEvent:
      waitForEvent(&cursor, contact, &receiver)
    case .branch(let first, let count, let otherwise):
      branch(first, count, otherwise, &cursor, contact, &receiver)
    case .split(let hash):
      split(hash, &cursor, contact, &receiver)
    case .action(let next):
      act(next, &cursor, &contact, &receiver)
    case .exit:
      end(.exited(.step(node)), &cursor, &receiver)
    case .complete:
      end(.completed, &cursor, &receiver)
    }
  }

  func end<Receiver: EffectReceiver>(
    _ status: Cursor.Status, _ cursor: inout Cursor, _ receiver: inout Receiver
  ) {
    cursor.status = status
    receiver.note(.ended(status, at: cursor.at))
  }

  private func isEndless(_ cursor: borrowing Cursor, due: Instant, end: Instant?) -> Bool {
    cursor.stepsTaken > limits.steps
      || (end == nil && due.seconds &- cursor.enrolledAt.seconds > limits.span)
  }

  /// One row says so at the step that came next, and one for each message that was still held.
  private func stopEndless<Receiver: EffectReceiver>(
    _ cursor: inout Cursor, at instant: Instant, _ contact: borrowing Contact,
    _ receiver: inout Receiver
  ) {
    let held = cursor.held
    cursor.held.removeAll(keepingCapacity: true)
    for message in held {
      receiver.skip(message, reason: .endless, cursor: cursor, contact: contact)
    }
    guard cursor.status.isActive else { return }
    let message = makeMessage(&cursor, at: instant)
    receiver.skip(message, reason: .endless, cursor: cursor, contact: contact)
    cursor.at = max(cursor.at, instant)
    end(.failed(.endless(cursor.node)), &cursor, &receiver)
  }
}
