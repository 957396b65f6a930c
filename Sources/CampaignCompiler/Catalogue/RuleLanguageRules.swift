import Diagnostics

/// What is asked of rules, and of names wherever they stand.
let ruleLanguageRules: [RuleDescription] = [
  RuleDescription(
    "rule-syntax", .rules, summary: "a rule is an expression of the rule language",
    why: "See grammar/rules.ebnf; operators are spelt as in Liquid, and completed.",
    bad: "where: plan == \n" + onlyAnEmail, good: "where: plan == \"free\"\n" + onlyAnEmail),
  RuleDescription(
    "unknown-column", .rules, summary: "a name is a column of the segment",
    why: "A misspelt column would be empty for everybody.",
    bad: "where: plam == \"free\"\n" + onlyAnEmail,
    good: "where: plan == \"free\"\n" + onlyAnEmail),
  RuleDescription(
    "unknown-function", .rules, summary: "a function is one of the rule language",
    why: "A misspelt function could not be asked.",
    bad: "exit: { when: openned() }\n" + onlyAnEmail,
    good: "exit: { when: opened() }\n" + onlyAnEmail),
  RuleDescription(
    "rule-arguments", .rules, summary: "a function gets the arguments that it takes",
    why:
      "opened(step?), clicked(step?, \"url part\"), event(\"name\"), each with an optional "
      + "`within: 3 days`.",
    bad: "exit: { when: event() }\n" + onlyAnEmail,
    good: "exit: { when: event(\"purchase\") }\n" + onlyAnEmail),
  RuleDescription(
    "type-mismatch", .rules,
    summary: "values that are compared, printed or computed with are of fitting types",
    why: "A text compared with a number is never equal: the rule would be false for everybody.",
    bad: "where: lead_score == \"50\"\n" + onlyAnEmail,
    good: "where: lead_score == 50\n" + onlyAnEmail),
  RuleDescription(
    "unknown-enum-value", .rules, summary: "an enum column is compared with values that it has",
    why: "A misspelt value would be false for everybody.",
    bad: "where: plan == \"fre\"\n" + onlyAnEmail,
    good: "where: plan == \"free\"\n" + onlyAnEmail),
  RuleDescription(
    "nullable-comparison", .rules, .warning,
    summary:
      "a column that may be empty is not compared under not, != or 'not in' without asking for nil",
    why: """
      A comparison with nil is false: `first_name != "Ada"` leaves out everybody without a name, \
      `not (first_name == "Ada")` takes them in. Say which is meant.
      """,
    bad: "where: first_name != \"Ada\"\n" + onlyAnEmail,
    good: "where: first_name != \"Ada\" or first_name == nil\n" + onlyAnEmail,
    configure: "lint: { rules: { nullable-comparison: off } }"),
]
