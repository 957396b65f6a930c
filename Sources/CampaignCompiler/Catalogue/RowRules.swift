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
]
