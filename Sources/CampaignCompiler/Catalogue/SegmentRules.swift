import Diagnostics

/// What is asked of the columns of a segment, besides the rules that have a type of their own.
let segmentRules: [RuleDescription] = [
  RuleDescription(
    "duplicate-role", .segment, summary: "a role belongs to one column",
    why: "With two addresses nobody could tell where the mail goes.",
    bad: """
      segment:
        columns:
          id: string
          email: { type: email, role: address }
          work_email: { type: email, role: address }
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
      """,
    good: """
      segment:
        columns:
          id: string
          email: email
          work_email: { type: email, role: address }
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
      """)
]
