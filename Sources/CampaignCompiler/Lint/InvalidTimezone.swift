import Diagnostics

/// A time zone that the IANA database does not know.
enum InvalidTimezone: DocumentedRule {
  static let description = RuleDescription(
    "invalid-timezone", .sending,
    summary: "a time zone is a name of the IANA database",
    why: """
      Names such as Europe/Berlin know their clock changes; abbreviations such as EST and CET do \
      not say which country's. Without any `timezone:` every contact lives in UTC.
      """,
    bad: """
      timezone: Europe/Berln
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
      """,
    good: """
      timezone: Europe/Berlin
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
      """)

  static func check(
    _ zone: Located<String>, files: CampaignFiles, into findings: inout Findings
  ) {
    guard !files.knowsZone(zone.value) else { return }
    let names = files.zoneNames()
    if names.contains(where: { $0.utf8.elementsEqual(zone.value.utf8) }) {
      findings.report(
        Diagnostic(
          description.id, .error,
          "the file of time zone \(quoted(zone.value)) in the time zone database is damaged",
          at: zone.range))
    } else {
      findings.report(unknown(zone, suggestion: nearest(to: zone.value, among: names)))
    }
  }

  private static func unknown(_ zone: Located<String>, suggestion: String?) -> Diagnostic {
    Diagnostic(
      description.id, .error, "the IANA database has no time zone \(quoted(zone.value))",
      at: zone.range,
      label: suggestion.map { "did you mean '\($0)'?" } ?? "",
      help: suggestion == nil ? "write a name such as Europe/Berlin, America/New_York or UTC" : nil)
  }
}
