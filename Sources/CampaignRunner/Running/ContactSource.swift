import LiquidTemplates

/// Where the contacts of a run come from, one at a time, in the order of the segment.
package protocol ContactSource {
  /// Fills `row` with the next contact and returns the number of its record; nil after the last one.
  ///
  /// Throws for a record that cannot be read, which stops the run.
  mutating func nextContact(into row: inout ContactRow) throws -> Int?
}

/// What is known of the contacts' engagement.
package protocol EngagementSource {
  /// Adds the events of a contact to an empty history.
  func load(_ contact: ArraySlice<UInt8>, into history: inout EngagementHistory)

  /// What is known as a whole; `counts.contacts` contacts are numbered from 0.
  var counts: EngagementCounts { get }

  /// nil for a contact of whom nothing is known.
  func number(of contact: ArraySlice<UInt8>) -> Int?

  func eventCount(ofContact number: Int) -> Int

  /// Nothing is known of anybody.
  var isEmpty: Bool { get }
}

extension EngagementSource {
  package var counts: EngagementCounts { EngagementCounts() }
  package func number(of contact: ArraySlice<UInt8>) -> Int? { nil }
  package func eventCount(ofContact number: Int) -> Int { 0 }
  package var isEmpty: Bool { false }
}

/// Nobody has opened or clicked anything.
package struct NoEngagement: EngagementSource, Sendable {
  package init() {}

  package var isEmpty: Bool { true }

  package func load(_ contact: ArraySlice<UInt8>, into history: inout EngagementHistory) {}
}

/// Takes the output of a run in whole rows of JSON Lines.
package protocol ManifestSink: ~Copyable {
  mutating func write(manifest rows: UnsafeRawBufferPointer) throws
  mutating func write(actions rows: UnsafeRawBufferPointer) throws
}
