import CampaignCompiler
import CampaignGraph
import Diagnostics
import LiquidTemplates
import Testing

/// What templates are told in the YAML file in which they stand.
struct TemplateChecksTests {
  private func email(_ lines: String, onMissing: String? = nil) -> String {
    """
    mailplan: 1
    campaign: welcome
    type: broadcast
    segment: segment.yaml
    \(onMissing.map { "on_missing: \($0)" } ?? "description: A test")
    steps:
      - email: welcome
    \(lines.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n"))

    """
  }

  /// Rule and text of each finding.
  private func places(_ campaign: String) -> [String] {
    CompileCase(campaign).findings.sorted().map { finding in
      guard case .range(let range) = finding.place else { return finding.rule.name }
      return "\(finding.rule.name): \(range.text)"
    }
  }

  @Test func rangesAreThoseOfTheFile() {
    let cases = [
      ("subject: Hi {{ frist_name }}\ntext: a", "unknown-column: frist_name"),
      ("subject: \"a\\u00e9\\t{{ frist_name }}\"\ntext: a", "unknown-column: frist_name"),
      ("subject: 'it''s {{ frist_name }}'\ntext: a", "unknown-column: frist_name"),
      ("subject: a\ntext: |\n  é {{ id }}\n  {{ frist_name }}", "unknown-column: frist_name"),
      ("subject: a\ntext: >\n  a\n  b {{ id\n  | upcas }}", "unknown-filter: upcas"),
      ("subject: a\ntext: |-\n  a\n\n    {% if id == 1 %}{% endif %}", "type-mismatch: id == 1"),
      ("subject: a\nhtml: \"<b title=\\\"{{ id }}\\\"><i {{ id }}>\"", "active-content: id"),
      ("subject: a\ntext: |\n  Hi *|FNAME|*", "foreign-placeholder: *|FNAME|*"),
      ("subject: a\ntext: \"a\\nb {{${id}}}\"", "liquid-syntax: ${id"),
      ("subject: a\nhtml: |\n  {% for t in tags %}<b a='{% endfor %}", "unbalanced-markup: t"),
    ]
    for (lines, expected) in cases {
      #expect(places(email(lines)).contains(expected), "\(lines): \(places(email(lines)))")
    }
  }

  @Test func missingValuesWeighAsOnMissingSays() {
    for (policy, severity) in [
      (nil, Severity.warning), ("fail", .warning), ("blank", .warning), ("skip", .info),
    ] {
      let found = CompileCase(email("subject: Hi {{ first_name }}\ntext: a", onMissing: policy))
        .findings.all.filter { $0.rule == "placeholder-no-fallback" }
      #expect(found.map(\.severity) == [severity])
      #expect(found.first?.notes.first?.hasPrefix("on_missing: \(policy ?? "fail")") == true)
    }
  }

  @Test func rowsOfTheSegmentAreSaid() {
    let campaign = email("subject: Hi {{ first_name }}\ntext: '{{ trial_ends_on }}'")
    var files = standardFiles.mapValues { Array($0.utf8) }
    files["campaign.yaml"] = Array(campaign.utf8)
    let file = SourceFile(path: "campaign.yaml", text: campaign)
    var findings = Findings()
    var columns: [String] = []
    _ = compileCampaign(
      file, at: "campaign.yaml", files: memory(files),
      rows: { schema in
        columns = schema.columns.map(\.name)
        return MissingValues.Rows(total: 200, empty: ["first_name": 3, "trial_ends_on": 200])
      }, into: &findings)
    #expect(columns.contains("first_name"))
    let messages = findings.all.filter { $0.rule == "placeholder-no-fallback" }.map(\.message)
    #expect(
      messages == [
        "column 'first_name' may be empty, and nothing takes its place: 3 of 200 rows have no first_name",
        "column 'trial_ends_on' may be empty, and nothing takes its place: 200 of 200 rows have no trial_ends_on",
      ])
  }
}
