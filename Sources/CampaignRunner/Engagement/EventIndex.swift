import CampaignGraph
import CivilTime

/// The events of a run by contact: 16 bytes an event, some 30 a contact, and each different text once.
///
/// The same events give the same index, whatever their order in the files and however often they
/// stand there.
package struct EventIndex: Sendable {
  private let entries: [EventEntry]
  /// By number of a contact: where its entries begin; and the end of all.
  private let starts: [UInt32]
  private let contacts: HashNumbers
  private let texts: EventTexts
  package let counts: EngagementCounts

  /// Takes `events` in any order and leaves none of them behind; their texts are ranks.
  init(
    taking events: inout [EventEntry], contacts: HashNumbers, texts: EventTexts,
    counts: EngagementCounts
  ) {
    var entries: [EventEntry] = []
    swap(&entries, &events)
    entries.sort()
    var counts = counts
    counts.repeated = entries.removeRepeated()
    counts.events = entries.count
    counts.contacts = contacts.count
    var starts = [UInt32](repeating: 0, count: contacts.count + 1)
    for entry in entries { starts[Int(entry.contact) + 1] += 1 }
    for number in 0..<contacts.count { starts[number + 1] += starts[number] }
    self.entries = entries
    self.starts = starts
    self.contacts = contacts
    self.texts = texts
    self.counts = counts
  }

  /// Bytes of memory taken.
  package var memory: Int {
    entries.capacity * 16 + starts.capacity * 4 + contacts.memory + texts.memory
  }
}

extension EventIndex: EngagementSource {
  package var isEmpty: Bool { contacts.count == 0 }

  package func load(_ contact: ArraySlice<UInt8>, into history: inout EngagementHistory) {
    guard let number = number(of: contact) else { return }
    for entry in entries[Int(starts[number])..<Int(starts[number + 1])] {
      history.record(entry.kind, at: entry.at, step: entry.step, text: texts[Int(entry.text)])
    }
  }

  package func number(of contact: ArraySlice<UInt8>) -> Int? {
    contact.withUnsafeBytes { contacts.number(of: $0) }
  }

  package func eventCount(ofContact number: Int) -> Int {
    number >= 0 && number < contacts.count ? Int(starts[number + 1] - starts[number]) : 0
  }
}

/// One event of the index. Sorted by contact, instant, kind, step and text.
struct EventEntry: Sendable, Equatable, Comparable {
  /// Seconds since `Instant.earliest` (39 bits), kind (3), step (22: 0 for none, 1 for another
  /// campaign's, else the node and 2).
  private let key: UInt64
  let contact: UInt32
  /// In `EventTexts`.
  var text: UInt32

  init(
    _ kind: EngagementEvent.Kind, at: Instant, step: NodeIndex?, contact: UInt32, text: UInt32
  ) {
    let at = min(max(at, .earliest), .latest)
    let seconds = UInt64(at.seconds - Instant.earliest.seconds)
    let place: UInt64 =
      switch step {
      case nil: 0
      case EngagementEvent.otherCampaign: 1
      case .some(let node): min(UInt64(max(node.value, 0)) + 2, 1 << 22 - 1)
      }
    key = seconds << 25 | UInt64(kind.rawValue) << 22 | place
    self.contact = contact
    self.text = text
  }

  var at: Instant { Instant.earliest.adding(seconds: Int64(key >> 25)) }

  var kind: EngagementEvent.Kind {
    EngagementEvent.Kind(rawValue: UInt8(truncatingIfNeeded: key >> 22 & 7)) ?? .custom
  }

  var step: NodeIndex? {
    let place = Int(key & (1 << 22 - 1))
    return place == 0 ? nil : place == 1 ? EngagementEvent.otherCampaign : NodeIndex(place - 2)
  }

  static func < (a: EventEntry, b: EventEntry) -> Bool {
    if a.contact != b.contact { return a.contact < b.contact }
    return a.key == b.key ? a.text < b.text : a.key < b.key
  }
}

extension [EventEntry] {
  /// Leaves one of equal neighbours and returns how many went.
  fileprivate mutating func removeRepeated() -> Int {
    guard !isEmpty else { return 0 }
    var end = 1
    for index in 1..<count where self[index] != self[end - 1] {
      self[end] = self[index]
      end += 1
    }
    let repeated = count - end
    removeLast(repeated)
    return repeated
  }
}
