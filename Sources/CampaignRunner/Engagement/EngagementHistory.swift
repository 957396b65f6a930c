import CampaignGraph
import CivilTime

/// What is known of one contact's engagement: its events, and what this run has sent to it.
///
/// Made to be used again: `removeAll()` keeps the memory, so that a warm history allocates nothing.
package struct EngagementHistory: Sendable {
  /// An email that went out to the contact.
  package struct Send: Sendable, Equatable {
    package let step: NodeIndex
    package let at: Instant
  }

  /// Ascending by instant; those of one instant in the order in which they were recorded.
  package private(set) var events: [EngagementEvent] = []
  /// In the order in which they were recorded.
  package private(set) var sends: [Send] = []
  /// What is assumed of messages that this run has sent; ascending by instant.
  package private(set) var assumed: [AssumedEvent] = []
  private var bytes: [UInt8] = []
  /// By kind, without custom events: when it first happened.
  private var firsts = InlineArray<6, Instant?>(repeating: nil)

  package init() {}

  /// Nothing is known of the contact.
  var isEmpty: Bool { events.isEmpty && sends.isEmpty && assumed.isEmpty }

  package mutating func removeAll() {
    events.removeAll(keepingCapacity: true)
    sends.removeAll(keepingCapacity: true)
    assumed.removeAll(keepingCapacity: true)
    firsts = InlineArray(repeating: nil)
    bytes.removeAll(keepingCapacity: true)
  }

  /// Forgets what was sent, but not the events.
  package mutating func removeSends() {
    sends.removeAll(keepingCapacity: true)
  }

  /// Adds an event. `text` is the URL of a click or the name of a custom event; other kinds need none.
  package mutating func record(
    _ kind: EngagementEvent.Kind, at instant: Instant, step: NodeIndex? = nil,
    text: some Collection<UInt8> = EmptyCollection<UInt8>()
  ) {
    if kind != .custom {
      let first = firsts[Int(kind.rawValue)]
      firsts[Int(kind.rawValue)] = first.map { min($0, instant) } ?? instant
    }
    let start = bytes.count
    bytes.append(contentsOf: text)
    let event = EngagementEvent(
      kind: kind, at: instant, step: step, textStart: Int32(clamping: start),
      textCount: Int32(clamping: bytes.count - start))
    if let last = events.last, last.at > instant {
      events.insert(event, at: firstIndex(after: instant))
    } else {
      events.append(event)
    }
  }

  /// When something first happened, whatever the step; nil for never, and for custom events.
  package func firstInstant(of kind: EngagementEvent.Kind) -> Instant? {
    guard kind != .custom else { return nil }
    let first = firsts[Int(kind.rawValue)]
    guard let assumption = assumed.first(where: { $0.kinds.contains(kind) }) else { return first }
    return first.map { min($0, assumption.at) } ?? assumption.at
  }

  /// Takes over what is assumed, ascending by instant.
  mutating func assume(_ events: [AssumedEvent]) {
    assumed.removeAll(keepingCapacity: true)
    assumed.append(contentsOf: events)
  }

  /// Adds an email that this run sends.
  package mutating func recordSend(_ step: NodeIndex, at instant: Instant) {
    sends.append(Send(step: step, at: instant))
  }

  /// The URL of a click or the name of a custom event; empty for the other kinds.
  package func text(of event: EngagementEvent) -> ArraySlice<UInt8> {
    let start = Int(event.textStart)
    let end = start + Int(event.textCount)
    guard start >= 0, start <= end, end <= bytes.count else { return [] }
    return bytes[start..<end]
  }

  /// The index of the first event later than `instant`, or, if `isIncluded`, not before it.
  func firstIndex(after instant: Instant, isIncluded: Bool = false) -> Int {
    var low = 0
    var high = events.count
    while low < high {
      let middle = (low + high) / 2
      let at = events[middle].at
      if at < instant || (at == instant && !isIncluded) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
