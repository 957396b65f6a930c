import Diagnostics

/// A suppression whose last day is over.
enum ExpiredSuppression: DocumentedRule {
  static let description = RuleDescription(
    "expired-suppression", .project, .warning,
    summary: "a suppression has not expired",
    why: """
      After its last day it suppresses nothing: mend what it was for, or decide anew until when it may stay. The day is the one on which `lint` runs, in UTC; other commands do not look at it, so that a run depends on its inputs alone.
      """,
    bad: """

      """,
    good: """

      """,
    configure: "lint: { rules: { expired-suppression: error } }")

  static func expired(_ until: Suppression.Name) -> Diagnostic {
    Diagnostic(
      description.id, .warning, "this suppression held until \(until.rule), and suppresses nothing",
      at: until.range, help: "mend what it was for, or write a later day")
  }
}
