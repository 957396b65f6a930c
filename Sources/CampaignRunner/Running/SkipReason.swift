/// Why a message is not sent, as manifest and summary spell it.
package enum SkipReason: String, Sendable, CaseIterable {
  /// The column with role `suppressed` is true.
  case suppressed
  case invalidAddress = "invalid-address"
  /// An earlier row has the same address.
  case duplicateAddress = "duplicate-address"
  case bounced
  case complained
  case unsubscribed
  /// A placeholder has no value, and `on_missing` is not `blank`.
  case missingValue = "missing-value"
  /// The template ran `abort_message`.
  case aborted
  /// The template cannot be rendered for this contact: a limit, a division by zero.
  case notRendered = "not-rendered"
  /// The window is closed, and its `otherwise` is `skip`.
  case outsideWindow = "outside-window"
  /// The contact has had as many emails as `max_emails` allows, and its `otherwise` is `skip`.
  case capped
  /// Due before the launch, or left out by `on_past: skip`.
  case past
  /// The exit rule holds.
  case exited
  /// The contact's time zone is missing or unknown: it is not enrolled.
  case zone
  /// The trigger has no value, or has not happened: the contact is not enrolled.
  case noEntryTime = "no-entry-time"
  /// The enrollment would never end.
  case endless

  /// The place in `allCases`, for counting.
  var index: Int {
    switch self {
    case .suppressed: 0
    case .invalidAddress: 1
    case .duplicateAddress: 2
    case .bounced: 3
    case .complained: 4
    case .unsubscribed: 5
    case .missingValue: 6
    case .aborted: 7
    case .notRendered: 8
    case .outsideWindow: 9
    case .capped: 10
    case .past: 11
    case .exited: 12
    case .zone: 13
    case .noEntryTime: 14
    case .endless: 15
    }
  }
}
