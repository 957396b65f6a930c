import Diagnostics

/// What the tables of keys ask of every file.
let structureRules: [RuleDescription] = [
  RuleDescription(
    "unsupported-version", .structure, summary: "a file begins with 'mailplan: 1'",
    why:
      "The language version freezes what a file means, so that a new binary never fails an "
      + "old repository.",
    bad: "mailplan: 2\n" + onlyAnEmail, good: onlyAnEmail),
  RuleDescription(
    "unknown-key", .structure, summary: "every key is one of the language",
    why: "A misspelt key would silently do nothing.",
    bad: """
      steps:
        - email: welcome
          subjekt: Hello
          text: Hello!
      """, good: onlyAnEmail),
  RuleDescription(
    "missing-key", .structure, summary: "keys that cannot be done without are written",
    why: "An email without a subject, or a campaign without a segment, could not be run.",
    bad: """
      steps:
        - email: welcome
          text: Hello!
      """, good: onlyAnEmail),
  RuleDescription(
    "missing-value", .structure, summary: "a key has a value",
    why: "Nothing, `~` and `null` are no values: leave the key out.",
    bad: """
      steps:
        - email: welcome
          subject:
          text: Hello!
      """, good: onlyAnEmail),
  RuleDescription(
    "wrong-type", .structure, summary: "a value is of the kind that its key takes",
    why:
      "A list where a text belongs, or `yes` where true or false belongs, would have to be "
      + "guessed at.",
    bad: """
      tracking: { opens: yes }
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
      """,
    good: """
      tracking: { opens: true }
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
      """),
  RuleDescription(
    "unknown-value", .structure, summary: "a value is one of those that its key takes",
    why: "A misspelt word would have to be guessed at.",
    bad: """
      type: dripp
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
      """, good: onlyAnEmail),
  RuleDescription(
    "duplicate-value", .structure, summary: "a value stands once in its list",
    why: "The second one does nothing, and was probably meant to be another.",
    bad: """
      segment:
        columns:
          id: string
          email: email
          plan: { type: enum, values: [free, pro, free] }
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
      """, good: onlyAnEmail),
  RuleDescription(
    "conflicting-keys", .structure, summary: "keys that exclude each other do not stand together",
    why: "Only one of them could count.",
    bad: """
      send: { strategy: optimized, at: 2026-12-01T09:00 }
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
      """,
    good: """
      send: { strategy: optimized, fallback_time: 09:00 }
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
      """),
  RuleDescription(
    "step-kind", .structure,
    summary: "a step has one kind: email, wait, branch, split, action, goto or exit",
    why: "The kind says which keys a step has; its value is the step's id.",
    bad: """
      steps:
        - emial: welcome
          subject: Hello
          text: Hello!
      """, good: onlyAnEmail),
  RuleDescription(
    "invalid-id", .structure, summary: "an id is made of letters, digits and hyphens",
    why: """
      Ids stand in message ids, file names and links. The id of a campaign is in lower case; it \
      and the ids of steps stay the same for ever, since they are how a live run recognises them.
      """,
    bad: """
      campaign: My Campaign
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
      """,
    good: """
      campaign: my-campaign
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
      """),
  RuleDescription(
    "invalid-duration", .structure, summary: "a duration is a number and a unit, such as '3 days'",
    why: """
      Seconds, minutes and hours are elapsed time; days, weeks and months are calendar time in \
      the contact's zone.
      """,
    bad: """
      steps:
        - wait: 3 dais
        - email: welcome
          subject: Hello
          text: Hello!
      """,
    good: """
      steps:
        - wait: 3 days
        - email: welcome
          subject: Hello
          text: Hello!
      """),
  RuleDescription(
    "invalid-time", .structure,
    summary: "a time is written 09:00, a date and time 2026-12-24T09:00",
    why: "Hours run from 00 to 23, and dates exist.",
    bad: """
      steps:
        - wait: { until: 25:00 }
        - email: welcome
          subject: Hello
          text: Hello!
      """,
    good: """
      steps:
        - wait: { until: 09:00 }
        - email: welcome
          subject: Hello
          text: Hello!
      """),
  RuleDescription(
    "invalid-address", .structure, summary: "an address is written local@domain",
    why: "A message from or to anything else cannot be sent.",
    bad: """
      reply_to: help at acme.example
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
      """,
    good: """
      reply_to: help@acme.example
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
      """),
  RuleDescription(
    "invalid-header", .structure,
    summary: "a header has a name of printable ASCII that the mail system does not write itself",
    why: "A second From or Message-ID makes a message invalid.",
    bad: """
      headers: { Subject: Hello }
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
      """,
    good: """
      headers: { X-Campaign-Season: winter }
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
      """),
]
