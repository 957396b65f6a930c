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

  /// The contact as the notes and effects that follow find it, for a story that tells their values.
  mutating func meet(_ contact: borrowing Contact)
}

extension EffectReceiver {
  package mutating func meet(_ contact: borrowing Contact) {}

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
  /// One of the shifts that make a `moved`, in their order: by the best hour, the window, the gap or the cap.
  case shifted(NodeIndex, from: Instant, to: Instant, by: MessageTiming)
  /// The case taken; nil for the `else`.
  case branched(NodeIndex, at: Instant, case: Int?)
  case dealt(SplitChoice, at: Instant)
  /// Left over by the weights of a split; nil: when its winner is decided is not known yet.
  case awaitsWinner(NodeIndex, from: Instant, until: Instant?)
  /// Gets the variant that has won.
  case gotWinner(SplitChoice, at: Instant)
  /// Enters again; 2 for the second enrollment.
  case reentered(at: Instant, entry: Int)
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
