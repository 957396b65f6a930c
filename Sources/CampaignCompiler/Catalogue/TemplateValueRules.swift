import Diagnostics

/// What is asked of the values and conditions of Liquid templates.
let templateValueRules: [RuleDescription] = [
  RuleDescription(
    "constant-condition", .templates, .warning,
    summary: "the answer to an if, elsif or unless is not the same for every contact",
    why: """
      The types of the columns, the values of enums, and which columns may be empty decide it: a \
      column that is never empty is always true (0 and '' are true in Liquid), and an empty cell \
      is nil, never ''. Names that the template assigns, layouts and partials are not looked at.
      """,
    bad: """
      steps:
        - email: welcome
          subject: Hello
          text: "Hello{% if first_name != '' %} {{ first_name | default: 'there' }}{% endif %}!"
      """,
    good: """
      steps:
        - email: welcome
          subject: Hello
          text: "Hello{% if first_name %} {{ first_name }}{% endif %}!"
      """,
    configure: "lint: { rules: { constant-condition: off } }"),
  RuleDescription(
    "digits-as-date", .templates, .warning,
    summary: "the date filter is not given a text of digits",
    why: """
      It reads digits as seconds since 1970, as Liquid does elsewhere: '20261224' is a day in \
      August 1970. Looked at are literals, enums, and columns whose `preview` or `default` is \
      written in digits.
      """,
    bad: """
      steps:
        - email: welcome
          subject: Hello
          text: "Until {{ '20261224' | date: '%d.%m.' }}"
      """,
    good: """
      steps:
        - email: welcome
          subject: Hello
          text: "Until {{ '2026-12-24' | date: '%d.%m.' }}"
      """,
    configure: "lint: { rules: { digits-as-date: off } }"),
  RuleDescription(
    "raw-contact-value", .templates, .warning,
    summary: "'raw' is not used on a contact's value",
    why: """
      A name of `<a href=…>` would become a link in your mail: whoever filled in the form writes \
      it. The values of an enum come from the segment file, and what is escaped before is safe.
      """,
    bad: """
      steps:
        - email: welcome
          subject: Hello
          html: "<p>Hello {{ id | raw }}!</p>"
      """,
    good: """
      steps:
        - email: welcome
          subject: Hello
          html: "<p>Hello {{ id }}!</p>"
      """,
    configure: "lint: { rules: { raw-contact-value: off } }"),
  RuleDescription(
    "unused-assign", .templates, .warning,
    summary: "what assign and capture give a name is used",
    why: """
      A name that nothing asks for is misspelt where it is used, or left over. A name of the body \
      is none in its layout, and none in a partial that is rendered: hand it over as an argument.
      """,
    bad: """
      steps:
        - email: welcome
          subject: Hello
          text: "{% assign who = id | upcase %}Hello {{ id }}!"
      """,
    good: """
      steps:
        - email: welcome
          subject: Hello
          text: "{% assign who = id | upcase %}Hello {{ who }}!"
      """,
    configure: "lint: { rules: { unused-assign: off } }"),
]
