/// A day of the proleptic Gregorian calendar, without zone: days since 1970-01-01.
package struct CivilDate: Hashable, Comparable, Sendable {
  package var days: Int32

  package init(days: Int32) { self.days = days }

  package static func < (a: CivilDate, b: CivilDate) -> Bool { a.days < b.days }
}
