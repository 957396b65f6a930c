/// What formats tell of a rule beside its findings.
package struct RuleInfo: Sendable {
  package let id: RuleID
  /// Where it stands in the catalogue, such as "Templates".
  package let group: String
  package let severity: Severity
  /// One sentence.
  package let summary: String
  package let why: String
  /// The whole entry of the catalogue, in Markdown.
  package let help: String

  package init(
    id: RuleID, group: String, severity: Severity, summary: String, why: String, help: String
  ) {
    self.id = id
    self.group = group
    self.severity = severity
    self.summary = summary
    self.why = why
    self.help = help
  }
}
