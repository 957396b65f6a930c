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
  static let hours = Key<Hours>(
    "hours", .hours, .required, elsewhere: ["time", "times", "between"],
    "`09:00-17:00` in the contact's zone: first minute included, last excluded. A window may "
      + "cross midnight, `22:00-06:00`, and then belongs to the day on which it opens. "
      + "`00:00-24:00` is the whole day.")
  static let hold = Key<Located<SendWindow.Hold>>(
    "hold", .choice("a way to hold"),
    "`message`: the enrollment goes on while the message waits (default). `run`: later waits "
      + "count from the send.")
  static let otherwise = Key<Located<SendWindow.Otherwise>>(
    "otherwise", .choice("an answer to a closed window"), elsewhere: ["else", "on_closed"],
    "`delay` to the next opening (default), or `skip` the message.")

  static let form = Form("a send window", [days.row, hours.row, hold.row, otherwise.row])
}

extension ValueKind where Value == WindowDefinition {
  static var window: Self {
    .form(WindowKeys.form, "a mapping such as { days: mon-fri, hours: 09:00-17:00 }") {
      reader, field, findings in
      var window = WindowDefinition(range: field.node.range)
      window.days = reader.read(WindowKeys.days, into: &findings)
      let hours = reader.read(WindowKeys.hours, into: &findings)
      window.opens = hours?.opens
      window.closes = hours?.closes
      window.hold = reader.read(WindowKeys.hold, into: &findings)
      window.otherwise = reader.read(WindowKeys.otherwise, into: &findings)
      return window
    }
  }
}
