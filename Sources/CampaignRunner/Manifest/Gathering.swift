import CivilTime

/// How many enrollments wait at a step, or messages of it are held, and from when until when they go on.
package struct Gathering: Sendable, Equatable {
  package private(set) var count = 0
  /// The first and the last instant at which one of them goes on; nil if none has one.
  package private(set) var earliest: Instant?
  package private(set) var latest: Instant?
  /// Those that go on with an event only, whenever it comes.
  package private(set) var withoutEnd = 0

  mutating func add(until: Instant?, _ times: Int = 1) {
    count += times
    guard let until else {
      withoutEnd += times
      return
    }
    earliest = earliest.map { min($0, until) } ?? until
    latest = latest.map { max($0, until) } ?? until
  }

  mutating func add(_ other: Gathering) {
    count += other.count
    withoutEnd += other.withoutEnd
    earliest = [earliest, other.earliest].compactMap { $0 }.min()
    latest = [latest, other.latest].compactMap { $0 }.max()
  }
}
