import CampaignGraph
import Diagnostics
import LiquidTemplates

/// A segment of which nobody knows which column is the id, or the address.
enum MissingRole: DocumentedRule {
  static let description = RuleDescription(
    "missing-role", .segment,
    summary: "a segment has a column with role id and one with role address",
    why: """
      Contacts are told apart by the one and written to at the other. Without a `role`, a column \
      named `id` is the id, and the only column of type email (else the one named `email`) is the \
      address.
      """,
    bad: """
      segment:
        columns:
          customer: string
          email: email
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
      """,
    good: """
      segment:
        columns:
          customer: { type: string, role: id }
          email: email
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
      """)

  static func missing(_ role: ColumnRole, in segment: SegmentDefinition) -> Diagnostic {
    let emails = segment.columns.filter { $0.type?.value == .email }
    let help =
      switch role {
      case .address where emails.count > 1:
        "say which of \(listed(emails.map(\.name.value), "or")) it is: add role: address to it"
      case .address: "add a column such as email: { type: email, role: address }"
      case .id, .suppressed, .openHours, .tags:
        "add role: id to the column that names a contact, such as id: { type: string, role: id }"
      }
    return Diagnostic(
      description.id, .error, "a segment needs a column with role '\(role.rawValue)'",
      at: segment.columnsRange, help: help)
  }
}
