import Diagnostics

/// What is asked of the rows of a segment; reported by `preview` and `run`.
let rowRules: [RuleDescription] = [
  RuleDescription(
    "csv-ragged-row", .rows, summary: "every row has as many cells as the header",
    why: "In a row with one cell more or less, values stand under the wrong names.",
    bad: "id,email\n1,ada@acme.example,extra\n", good: "id,email\n1,ada@acme.example\n"),
  RuleDescription(
    "csv-unterminated-quote", .rows, summary: "a quote that opens a cell is closed",
    why: "Without it, the rest of the file would be one cell.",
    bad: "id,email\n1,\"ada@acme.example\n", good: "id,email\n1,\"ada@acme.example\"\n"),
  RuleDescription(
    "csv-stray-quote", .rows,
    summary: "a quote stands around a whole cell, or doubled inside of one",
    why: "Readers of CSV do not agree on anything else (RFC 4180).",
    bad: "id,email\n1,ada\"@acme.example\n", good: "id,email\n1,ada@acme.example\n"),
  RuleDescription(
    "csv-nul", .rows, summary: "a CSV file holds no NUL bytes",
    why: "They mean UTF-16, or a damaged file.", bad: "", good: ""),
  RuleDescription(
    "csv-encoding", .rows, summary: "a CSV file is UTF-8",
    why: "Names in another encoding would arrive with broken letters.", bad: "", good: ""),
  RuleDescription(
    "csv-limit", .rows, summary: "a row has at most 1 MiB and 1,000 cells",
    why: "Memory stays bounded, whatever the size of the segment.", bad: "", good: ""),
  RuleDescription(
    "csv-empty", .rows, summary: "a segment begins with a header row",
    why: "Cells are found by the names of their columns.", bad: "", good: "id,email\n"),
  RuleDescription(
    "csv-duplicate-header", .rows, summary: "a column name stands once in the header",
    why: "Nobody could tell which of the two is meant.",
    bad: "id,email,email\n1,ada@acme.example,b@acme.example\n",
    good: "id,email\n1,ada@acme.example\n"),
  RuleDescription(
    "csv-empty-header", .rows, summary: "every column of the header has a name",
    why: "A column without a name cannot be meant by anything.",
    bad: "id,,email\n1,,ada@acme.example\n", good: "id,email\n1,ada@acme.example\n"),
  RuleDescription(
    "csv-missing-column", .rows, summary: "every declared column is in the header",
    why: "Rules and templates would find it empty for everybody.",
    bad: "id\n1\n", good: "id,email\n1,ada@acme.example\n"),
  RuleDescription(
    "csv-extra-column", .rows, .info,
    summary: "columns that the segment does not declare are left out",
    why: "They are read over; declare a column to use it.",
    bad: "id,email,note\n1,ada@acme.example,x\n", good: "id,email\n1,ada@acme.example\n"),
  RuleDescription(
    "csv-unreadable", .rows, summary: "a segment can be read to its end",
    why: "A run over half of the contacts is no run.", bad: "", good: ""),
  RuleDescription(
    "cell-missing", .rows, summary: "a cell is not empty unless its column allows it",
    why: "Declare the column with '?' or give it a default if it may be empty.",
    bad: "id,email\n,ada@acme.example\n", good: "id,email\n1,ada@acme.example\n"),
  RuleDescription(
    "cell-type", .rows, summary: "a cell is a value of its column's type",
    why: "A number that cannot be read would make rules false in silence.",
    bad: "id,email,lead_score\n1,ada@acme.example,many\n",
    good: "id,email,lead_score\n1,ada@acme.example,50\n"),
  RuleDescription(
    "duplicate-address", .rows, summary: "an address belongs to one contact of a segment",
    why:
      "With `policies: { duplicates: error }` the run stops; by default the second contact "
      + "is skipped.",
    bad: "id,email\n1,ada@acme.example\n2,ada@acme.example\n",
    good: "id,email\n1,ada@acme.example\n"),
  RuleDescription(
    "past", .rows, summary: "a wait with on_past: error lies in the future for every contact",
    why: "The campaign asks for the run to stop if it is too late for anybody.", bad: "", good: ""),
  RuleDescription(
    "missing-id", .rows, summary: "every contact has an id",
    why: "Messages are told apart by it.", bad: "id,email\n,ada@acme.example\n",
    good: "id,email\n1,ada@acme.example\n"),
  RuleDescription(
    "second-pass", .rows, summary: "a segment whose campaign chooses a winner can be read again",
    why:
      "A winner is chosen from what the whole audience does, before the manifest is written: give "
      + "the segment as a file, not through a pipe.", bad: "", good: ""),
  RuleDescription(
    "duplicate-id", .rows, summary: "an id belongs to one enrolled contact of a segment",
    why:
      "Enrollments and messages are told apart by it: a sender would drop the mail of the "
      + "second contact as a repeat.",
    bad: "id,email\n1,ada@acme.example\n1,grace@navy.example\n",
    good: "id,email\n1,ada@acme.example\n2,grace@navy.example\n"),
  RuleDescription(
    "unknown-zone", .rows, summary: "a contact's time zone is a name of the IANA database",
    why: "With `on_invalid: error` the run stops; by default the contact is skipped, and counted.",
    bad: "id,email,timezone\n1,ada@acme.example,Europe/Berln\n",
    good: "id,email,timezone\n1,ada@acme.example,Europe/Berlin\n"),
  RuleDescription(
    "event-missing-column", .rows, summary: "an event says contact_id, event and at",
    why: "Without them nobody knows who did what when; step and url may be left out.",
    bad: "contact_id,event\nc1,opened\n",
    good: "contact_id,event,at\nc1,opened,2026-12-01T09:12:00Z\n"),
  RuleDescription(
    "event-value", .rows, summary: "contact_id and event are not empty, and text in JSON",
    why: "An event that is left out in silence may be somebody's unsubscribe.",
    bad: "contact_id,event,at\n,opened,2026-12-01T09:12:00Z\n",
    good: "contact_id,event,at\nc1,opened,2026-12-01T09:12:00Z\n"),
  RuleDescription(
    "event-time", .rows, summary: "the time of an event is an instant, with Z or an offset",
    why: "A local time could be any of a day's instants, and decide whether a mail is sent.",
    bad: "contact_id,event,at\nc1,opened,2026-12-01 09:12\n",
    good: "contact_id,event,at\nc1,opened,2026-12-01T09:12:00+01:00\n"),
  RuleDescription(
    "event-json", .rows, summary: "a line of a JSON Lines file is one JSON object",
    why: "Readers of half an object would guess what the other half says.",
    bad: "{\"contact_id\": \"c1\", \"event\": \"opened\"\n",
    good:
      "{\"contact_id\": \"c1\", \"event\": \"opened\", \"at\": \"2026-12-01T09:12:00Z\"}\n"),
  RuleDescription(
    "event-limit", .rows, summary: "a line of events has at most 1 MiB",
    why: "Memory stays bounded, whatever the file.", bad: "", good: ""),
  RuleDescription(
    "event-unknown-step", .rows, .warning,
    summary: "the step of an event is an email of the campaign",
    why:
      "An event of another campaign counts for the contact (unsubscribes, bounces, complaints, "
      + "events of your own), but answers no email of this one.",
    bad: "contact_id,event,at,step\nc1,opened,2026-12-01T09:12:00Z,welcom\n",
    good: "contact_id,event,at,step\nc1,opened,2026-12-01T09:12:00Z,welcome\n"),
  RuleDescription(
    "event-name", .rows, .warning,
    summary: "an event of your own is not named nearly like one of the six",
    why:
      "opened, clicked, replied, bounced, complained and unsubscribed have a meaning; a misspelt "
      + "unsubscribe would have none.",
    bad: "contact_id,event,at\nc1,unsubscribd,2026-12-01T09:12:00Z\n",
    good: "contact_id,event,at\nc1,unsubscribed,2026-12-01T09:12:00Z\n"),
  RuleDescription(
    "event-extra-column", .rows, .info,
    summary: "other columns and keys of an event file are left out",
    why: "They are read over, so that an export need not be cut to size.",
    bad: "contact_id,event,at,browser\nc1,opened,2026-12-01T09:12:00Z,x\n",
    good: "contact_id,event,at\nc1,opened,2026-12-01T09:12:00Z\n"),
  RuleDescription(
    "not-run-yet", .rows, summary: "a run is asked only for what this version can do",
    why:
      "A compiled graph may have been written by another version, or by hand; a run refuses what it cannot do "
      + "rather than leaving it out in silence.",
    bad: "", good: ""),
  RuleDescription(
    "blast-radius", .rows,
    summary: "a run reaches no more people, and no sooner, than `blast_radius` allows",
    why:
      "`preview --check` counts the contacts that get their first message of the run, in all or in the fullest "
      + "stretch of `within`. A segment that is ten times as large as it was is the mistake that costs most.",
    bad: "", good: ""),
]
