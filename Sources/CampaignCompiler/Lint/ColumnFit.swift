import Diagnostics
import LiquidTemplates

/// A column that is used for what its type does not allow.
enum ColumnFit: DocumentedRule {
  static let description = RuleDescription(
    "column-fit", .segment,
    summary: "a column is used for what its type allows",
    why: """
      A wait until a column, a trigger and `enroll` need a date or timestamp, `timezone: { \
      column: … }` a timezone or string. The column with role id is never empty, and cannot be set.
      """,
    bad: """
      steps:
        - wait: { until: first_name, on_past: send, at: 09:00 }
        - email: welcome
          subject: Hello
          text: Hello!
      """,
    good: """
      steps:
        - wait: { until: trial_ends_on, on_past: send, at: 09:00 }
        - email: welcome
          subject: Hello
          text: Hello!
      """)

  /// - Parameter use: "has role 'id'", "is waited for".
  static func wrongType(
    _ column: Located<String>, _ type: ColumnType, use: String, allowed: String
  ) -> Diagnostic {
    Diagnostic(
      description.id, .error,
      "column \(quoted(column.value)) \(use), and must be of type \(allowed), not \(type.spelling)",
      at: column.range)
  }

  static func nullableID(_ column: SegmentDefinition.Column) -> Diagnostic {
    Diagnostic(
      description.id, .error,
      "column \(quoted(column.name.value)) has role 'id', and may not be empty",
      at: column.type?.range ?? column.name.range, help: "take the '?' away")
  }

  static func idIsFixed(_ column: Located<String>) -> Diagnostic {
    Diagnostic(
      description.id, .error,
      "column \(quoted(column.value)) is the contact's id, and cannot be set",
      at: column.range)
  }
}
