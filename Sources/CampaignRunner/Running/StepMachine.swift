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
    /// Seconds that an enrollment may last after the launch, or after its entry if that is later: ten years.
    package var span: Int64 = 3653 * 86_400
    /// Messages that wait for a later instant: a loop that makes more than a cap lets go never catches up.
    package var held = 300

    package init() {}
  }

  package let graph: StepGraph
  /// No message is sent before it.
  package let launch: Instant
  package let limits: Limits
  /// By node; nil for what is no split with a winner.
  let decisions: [SplitDecision?]
  let moves: [Move]
  let columns: SpecialColumns
  /// One for each split and random wait, by `Move`.
  let hashes: [StableHash]
  /// Those of all branches.
  let cases: [BranchStep.Case]
  /// A branch asks for more than the contact's columns.
  let asksForTime: Bool
  /// nil: nothing is assumed of what contacts do.
  let draws: EngagementDraws?

  /// A graph without `obstacles(in:)`.
  ///
  /// - Parameter decisions: what is known about its winners. A split without a decision deals by its
  ///   weights, and those whom they leave over wait.
  package init(
    graph: StepGraph, launch: Instant, limits: Limits = Limits(),
    decisions: [SplitDecision] = [], assumed: AssumedEngagement = .none
  ) {
    self.graph = graph
    self.launch = launch
    self.limits = limits
    var known = [SplitDecision?](repeating: nil, count: graph.nodes.count)
    for decision in decisions where known.indices.contains(Int(decision.split.value)) {
      known[Int(decision.split.value)] = decision
    }
    self.decisions = known
    var hashes: [StableHash] = []
    var cases: [BranchStep.Case] = []
    moves = graph.nodes.map {
      Move($0, campaign: graph.campaign, hashes: &hashes, cases: &cases)
    }
    self.hashes = hashes
    self.cases = cases.map { BranchStep.Case(when: $0.when.copy(), target: $0.target) }
    columns = SpecialColumns(graph)
    asksForTime = graph.asksForTime
    draws = EngagementDraws(assumed, graph: graph)
  }

  /// Moves the enrollment on, through everything that happens up to and including `end`; nil: to its own end.
  ///
  /// `contact` holds the row as it was read (or as an earlier advance left it) and all events known; those
  /// that lie ahead of the enrollment's own time are not looked at. Does nothing once it has ended.
  /// `isAddressKnown`: the contact's address has been checked, and actions have not changed it yet.
  package func advance<Receiver: EffectReceiver>(
    _ cursor: inout Cursor, contact: inout Contact, through end: Instant?,
    isAddressKnown: Bool = false, to receiver: inout Receiver
  ) {
    contact.restore(cursor)
    if !isAddressKnown { checkAddress(&contact) }
    while let due = nextInstant(of: cursor, contact) {
      if let end, due > end { return }
      cursor.stepsTaken += 1
      if isEndless(cursor, due: due) {
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
    contact.checkAddress(columns.address)
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
    case .awaitingWinner: step = winnerInstant(cursor)
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
    switch cursor.status {
    case .waiting, .awaitingWinner: cursor.status = .running
    case .running, .awaitingEvent, .completed, .exited, .failed: break
    }
  }

  private func step<Receiver: EffectReceiver>(
    _ cursor: inout Cursor, _ contact: inout Contact, _ receiver: inout Receiver
  ) {
    let node = cursor.node
    receiver.meet(contact)
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

  /// The same whether it is asked in one advance or in many: the end of an advance plays no part.
  private func isEndless(_ cursor: borrowing Cursor, due: Instant) -> Bool {
    cursor.stepsTaken > limits.steps || cursor.held.count > limits.held
      || due.seconds &- max(launch, cursor.enrolledAt).seconds > limits.span
  }

  /// One row says so at the step that came next, and one for each message that was still held.
  private func stopEndless<Receiver: EffectReceiver>(
    _ cursor: inout Cursor, at instant: Instant, _ contact: borrowing Contact,
    _ receiver: inout Receiver
  ) {
    // In the order of time, as all rows.
    var messages = cursor.held
    cursor.held.removeAll(keepingCapacity: true)
    let isActive = cursor.status.isActive
    if isActive {
      let next = makeMessage(&cursor, at: instant)
      messages.insert(next, at: messages.firstIndex { $0.sendAt > instant } ?? messages.endIndex)
    }
    for message in messages {
      receiver.skip(message, reason: .endless, cursor: cursor, contact: contact)
    }
    guard isActive else { return }
    cursor.at = max(cursor.at, instant)
    end(.failed(.endless(cursor.node)), &cursor, &receiver)
  }
}
