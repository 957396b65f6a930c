/// Which time zone a contact lives in.
package struct ZonePolicy: Sendable, Equatable {
  package enum Fallback: String, Sendable, CaseIterable {
    case `default`
    case skip
    case error
  }

  /// nil: every contact lives in the default zone.
  package let column: Int?
  /// An IANA name.
  package let defaultZone: String
  package let onMissing: Fallback
  package let onInvalid: Fallback

  package init(column: Int?, defaultZone: String, onMissing: Fallback, onInvalid: Fallback) {
    self.column = column
    self.defaultZone = defaultZone
    self.onMissing = onMissing
    self.onInvalid = onInvalid
  }
}
