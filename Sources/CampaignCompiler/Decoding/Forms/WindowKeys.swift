import CampaignGraph
import CivilTime
import Diagnostics
import YAMLTree

/// The keys of `window:`.
enum WindowKeys {
  static let days = Key<Located<Weekdays>>(
    "days", .weekdays, elsewhere: ["weekdays", "on"],
    "`mon-fri`, `[tue, thu]`, `fri-mon`, `weekdays`, `weekends` or `all` (default): the days on "
      + "which the window opens.")
  static let hours = Key<WindowHours>(
    "hours", .windowHours, .required, elsewhere: ["time", "times", "between"],
    "`09:00-17:00` in the contact's zone: first minute included, last excluded. A window may "
      + "cross midnight, `22:00-06:00`, and then belongs to the day on which it opens. "
      + "`00:00-24:00` is the whole day. Several stretches are a list, "
      + "`[09:00-12:00, 14:00-17:00]`; hours that differ by day are a mapping, "
      + "`{ mon-fri: 09:00-17:00, sat: 10:00-12:00 }`.")
  static let hold = Key<Located<SendWindow.Hold>>(
    "hold", .choice("a way to hold"),
    "`message`: the enrollment goes on while the message waits (default). `run`: later waits "
      + "count from the send.")
  static let otherwise = Key<Located<SendWindow.Otherwise>>(
    "otherwise", .choice("an answer to a closed window"), elsewhere: ["else", "on_closed"],
    "`delay` to the next opening (default), or `skip` the message.")

  static let form = Form(
    "a send window", [days.row, hours.row, hold.row, otherwise.row],
    strangers: Weekdays.allWritten.map { days in
      Form.Stranger(name: days, advice: "write hours: { \(days): … }")
    })
}

extension ValueKind where Value == WindowDefinition {
  static var window: Self {
    .form(WindowKeys.form, "a mapping such as { days: mon-fri, hours: 09:00-17:00 }") {
      reader, field, findings in
      var window = WindowDefinition(range: field.node.range)
      let days = reader.read(WindowKeys.days, into: &findings)
      let hours = reader.read(WindowKeys.hours, into: &findings)
      reader.checkDays(hours, into: &findings)
      window.windows = hours?.windows(days: days?.value ?? .all) ?? []
      window.hold = reader.read(WindowKeys.hold, into: &findings)
      window.otherwise = reader.read(WindowKeys.otherwise, into: &findings)
      return window
    }
  }
}

extension FormReader {
  /// Hours by days name their days themselves.
  fileprivate func checkDays(_ hours: WindowHours?, into findings: inout Findings) {
    guard case .byDay = hours, let days = entry(WindowKeys.days.name),
      let hours = entry(WindowKeys.hours.name)
    else { return }
    findings.report(
      conflictingKeys(
        hours, days, help: "hours by days name the days themselves; leave 'days' out"))
  }
}

extension Weekdays {
  /// Everything that `init(written:)` reads.
  fileprivate static var allWritten: [String] {
    let ranges = names.flatMap { first in names.map { "\(first)-\($0)" } }
    return names + ranges + ["weekdays", "weekends", "all"]
  }
}
