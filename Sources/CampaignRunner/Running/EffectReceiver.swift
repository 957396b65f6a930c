import CampaignGraph
import CivilTime

/// Takes what a step machine brings about, in order of time.
package protocol EffectReceiver {
  /// Composes and takes a message that nothing else speaks against; nil if it was taken, else why it cannot be sent.
  mutating func send(
    _ message: DueMessage, cursor: borrowing Cursor, contact: borrowing Contact
  ) -> SkipReason?

  /// A message that is not sent, for another reason than those of `send`.
  mutating func skip(
    _ message: DueMessage, reason: SkipReason, cursor: borrowing Cursor,
    contact: borrowing Contact)

  /// The contact's row is as the action left it.
  mutating func act(
    _ action: NodeIndex, at instant: Instant, cursor: borrowing Cursor, contact: borrowing Contact)

  /// Steps that have no other effect, for a timeline.
  mutating func note(_ note: StepNote)
}

extension EffectReceiver {
  package mutating func note(_ note: StepNote) {}
}

/// A step of an enrollment that a timeline tells.
package enum StepNote: Sendable, Equatable {
  case enrolled(at: Instant, timing: MessageTiming)
  case waits(NodeIndex, from: Instant, until: Instant, timing: MessageTiming)
  /// nil: no timeout.
  case waitsForEvent(NodeIndex, from: Instant, until: Instant?)
  case eventCame(NodeIndex, at: Instant)
  case timedOut(NodeIndex, at: Instant)
  /// `on_past` decides; the instant that has passed.
  case past(NodeIndex?, at: Instant, missed: Instant, OnPast)
  /// A message gets a later instant than that of its step.
  case moved(NodeIndex, from: Instant, to: Instant, timing: MessageTiming)
  /// The case taken; nil for the `else`.
  case branched(NodeIndex, at: Instant, case: Int?)
  case dealt(SplitChoice, at: Instant)
  case ended(Cursor.Status, at: Instant)
}

/// An effect as a value.
package enum Effect: Sendable, Equatable {
  case send(DueMessage)
  case skip(DueMessage, SkipReason)
  case action(NodeIndex, at: Instant)
}

/// Keeps effects as values and sends everything.
package struct EffectLog: EffectReceiver, Sendable {
  package private(set) var effects: [Effect] = []
  package private(set) var notes: [StepNote] = []

  package init() {}

  package mutating func send(
    _ message: DueMessage, cursor: borrowing Cursor, contact: borrowing Contact
  ) -> SkipReason? {
    effects.append(.send(message))
    return nil
  }

  package mutating func skip(
    _ message: DueMessage, reason: SkipReason, cursor: borrowing Cursor,
    contact: borrowing Contact
  ) {
    effects.append(.skip(message, reason))
  }

  package mutating func act(
    _ action: NodeIndex, at instant: Instant, cursor: borrowing Cursor, contact: borrowing Contact
  ) {
    effects.append(.action(action, at: instant))
  }

  package mutating func note(_ note: StepNote) {
    notes.append(note)
  }
}
