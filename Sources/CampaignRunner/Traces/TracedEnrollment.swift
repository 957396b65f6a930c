import CampaignGraph
import CivilTime

/// A message of a trace, with what its rows and counts need to know about its instant.
struct TracedMessage: Sendable {
  let message: DueMessage
  /// nil: it was sent.
  let reason: SkipReason?
  /// What the contact's clock is ahead of UTC at that instant, its day and its hour.
  let offset: Int32
  let today: CivilDate
  let hour: Int
}

/// What the row of a traced message is written from; counts no references.
struct TracedRow: Sendable {
  let node: Int32
  /// A message that was sent, once in its enrollment, and not behind a split: its row may be a `QuickForm`'s.
  let isUsual: Bool
  let sendAt: Instant
  /// From the instant to the address, and from behind the bodies on, in `EnrollmentTraces.texts`.
  let place: Range<Int>
  let path: Range<Int>
}

/// Where an enrollment ends, with all that came before.
struct TracedEnd: Sendable {
  /// Of `EnrollmentTraces.messages`, in the order of time.
  let messages: [Int32]
  let cursor: Cursor
  let zone: ZoneRules
  let zoneNumber: Int
  let clockChanges: [ClockChange]
  /// How many contacts have come to it by the trace.
  var times = 0
}

/// One thing that a machine did with a contact, as `ManifestRows` was told of it.
enum TraceEvent: Sendable {
  /// `outcome` is one of `count`.
  case decided(NodeIndex, at: Instant, outcome: Int, count: Int)
  case message(TracedMessage)
  case ended(Cursor, [ClockChange])
  /// What follows depends on the contact in another way.
  case stopped
}
