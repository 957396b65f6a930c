import CampaignGraph
import CivilTime
import Diagnostics
import YAMLTree

/// The keys of `wait:` as a mapping: one table for each form, told apart by its first key.
enum WaitKeys {
  static let length = Key<Located<Period>>(
    "for", .period, .required,
    "`3 days`, `2 weeks`, `1 month`: calendar time in the contact's zone. `90 minutes`: elapsed "
      + "time.")
  static let at = Key<Located<LocalTime>>(
    "at", .localTime, elsewhere: ["time"],
    "The local time at which the wait ends, `09:00`; only with days, weeks and months.")
  static let days = Key<Located<Weekdays>>(
    "days", .weekdays, elsewhere: ["weekdays", "on"],
    "The days on which the wait may end: `mon-fri`, `[tue, thu]`, `fri-mon`, `weekdays`, "
      + "`weekends`, `all`.")
  static let forForm = Form(
    "a wait with 'for'", [length.row, at.row, days.row],
    strangers: [
      "offset": "'offset' goes with 'until' and a column",
      "on_past": "such a wait never ends in the past",
      "timeout": "'timeout' goes with 'event'",
    ])

  static let until = Key<YAMLScalar>(
    "until", .untilText, .required,
    "`09:00`: the next such local time. `2026-12-24T09:00`: that local time for each contact; "
      + "with an offset or `Z`, that instant. Else the name of a date or timestamp column.")
  static let offset = Key<Located<Period>>(
    "offset", .offset, elsewhere: ["plus", "minus", "shift"],
    "Relative to the column: `-2 days`, `1 week`.")
  static let onPast = Key<Located<OnPast>>(
    "on_past", .onPast, elsewhere: ["if_past", "past"],
    "If the time has passed: `send` goes on at once, `skip` leaves out the next email, `exit` "
      + "ends the enrollment, `error` stops. Required where the past is possible.")
  static let untilForm = Form(
    "a wait with 'until'", [until.row, days.row, offset.row, at.row, onPast.row],
    strangers: ["timeout": "'timeout' goes with 'event'"])

  static let event = Key<MappedText>(
    "event", .rule, .required,
    "`clicked(welcome)`: until the event; at once if it has happened since the enrollment began.")
  static let timeout = Key<Located<Period>>(
    "timeout", .period, elsewhere: ["max", "within", "at_most"], "How long to wait at most.")
  static let then = Key<[StepDefinition]>(
    "then", .steps, elsewhere: ["steps"], "The steps if the event happens.")
  static let otherwise = Key<[StepDefinition]>(
    "else", .steps, elsewhere: ["otherwise", "on_timeout"], "The steps after the timeout.")
  static let eventForm = Form(
    "a wait with 'event'", [event.row, timeout.row, then.row, otherwise.row],
    strangers: [
      "at": "'at' goes with 'for', or with 'until' and a column",
      "days": "'days' goes with 'for', or with 'until' and a time",
      "on_past": "'on_past' goes with 'until'",
    ])

  static let random = Key<Located<ClosedRange<Int64>>>(
    "random", .randomSpread, .required,
    "`0-30 minutes`: a spread, decided by hash, the same on every run.")
  static let randomForm = Form("a wait with 'random'", [random.row])

  /// The forms by the key that makes them.
  static let forms = [
    (length.name, forForm), (until.name, untilForm), (event.name, eventForm),
    (random.name, randomForm),
  ]

  /// What people write for the key that makes a form.
  static let elsewhere = [
    ("duration", length.name), ("delay", length.name), ("after", length.name),
    ("period", length.name), ("date", until.name), ("column", until.name),
    ("condition", event.name), ("jitter", random.name), ("spread", random.name),
  ]
}

extension ValueKind where Value == YAMLScalar {
  fileprivate static var untilText: Self {
    .scalar(
      "a time, a date with a time, or a column",
      .pattern("\(localTimePattern)|\(fixedTimePattern)|[^0-9\\s][\\s\\S]*")
    ) { scalar, _, _ in scalar }
  }
}
