/// What a run knew of engagement, counted.
package struct EngagementCounts: Sendable, Equatable {
  /// Different events.
  package internal(set) var events = 0
  /// Events that stood there again.
  package internal(set) var repeated = 0
  /// Different contacts with events.
  package internal(set) var contacts = 0
  /// Contacts with events that the segment does not have, and their events.
  package internal(set) var unknownContacts = 0
  package internal(set) var unknownContactEvents = 0
  /// Rows that name a step which is no email of the campaign, repeated ones included.
  package internal(set) var unknownStepRows = 0

  package init() {}
}

/// Which contacts of an engagement source have come up in the segment.
struct SeenContacts: Sendable {
  private var words: [UInt64]

  init(count: Int) {
    words = [UInt64](repeating: 0, count: (count + 63) / 64)
  }

  mutating func insert(_ number: Int) {
    grow(to: number / 64 + 1)
    words[number / 64] |= 1 << UInt64(number % 64)
  }

  private mutating func grow(to count: Int) {
    while words.count < count { words.append(0) }
  }

  /// Adds those that another worker has seen.
  mutating func merge(_ other: SeenContacts) {
    grow(to: other.words.count)
    for index in other.words.indices {
      words[index] |= other.words[index]
    }
  }

  func contains(_ number: Int) -> Bool {
    number / 64 < words.count && words[number / 64] & 1 << UInt64(number % 64) != 0
  }
}

extension EngagementSource {
  /// The source's counts, with those contacts as unknown that were not seen.
  func counts(seen: SeenContacts) -> EngagementCounts {
    var counts = counts
    for number in 0..<counts.contacts where !seen.contains(number) {
      counts.unknownContacts += 1
      counts.unknownContactEvents += eventCount(ofContact: number)
    }
    return counts
  }
}
