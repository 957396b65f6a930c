import Diagnostics
import LiquidTemplates
import Testing

/// Values that may be nil where they are printed.
@Suite struct PlaceholderFallbackTests {
  @Test(arguments: [
    "{% if nil != first_name %}{{ first_name }}{% endif %}",
    "{% if 'Ada' == first_name %}{{ first_name }}{% endif %}",
    "{% if first_name == email %}{{ first_name }}{% endif %}",
    "{% if first_name == blank %}a{% else %}{{ first_name }}{% endif %}",
    "{% case first_name %}{% when nil %}a{% else %}{{ first_name }}{% endcase %}",
    "{% case first_name %}{% when 'a', 'b' %}{{ first_name }}{% endcase %}",
    "{% assign n = first_name %}{% if n %}{{ first_name }}{{ n }}{% endif %}",
    "{% assign n = first_name %}{% if first_name %}{{ n }}{% endif %}",
    "{% assign n = first_name | upcase %}{% if first_name %}{{ n }}{% endif %}",
    "{% assign n = first_name | strip | upcase %}{% if n %}{{ first_name }}{% endif %}",
    "{% if first_name.size > 2 %}{{ first_name }}{% endif %}",
    "{% if tags.size > 0 %}{{ tags.first }}{{ tags[0] }}{{ tags.last }}{% endif %}",
    "{% if tags != empty %}{{ tags.first }}{% endif %}",
    "{% if tags == empty %}{% else %}{{ tags[0] }}{% endif %}",
    "{% if tags.first %}{{ tags.first }}{% endif %}",
    "{% if tags[2] != nil %}{{ tags[2] }}{% endif %}",
    "{% unless first_name == nil %}{{ first_name }}{% endunless %}",
    "{% if opted_in %}{% assign n = 'a' %}{% else %}{% assign n = 'b' %}{% endif %}{{ n }}",
    "{% assign n = 0 %}{% for t in tags %}{% assign n = n | plus: 1 %}{% endfor %}{{ n }}",
    "{% if first_name == nil %}{% abort_message 'x' %}{% endif %}{{ first_name }}",
    "{% if first_name %}{% capture x %}{{ first_name }}{% endcapture %}{{ x }}{% endif %}",
    "{% if first_name and ends_on %}{{ first_name }}{{ ends_on }}{% endif %}",
    "{% if first_name == nil or ends_on == nil %}{% else %}{{ first_name }}{{ ends_on }}{% endif %}",
    "{% if first_name == nil %}a{% elsif opted_in %}{{ first_name }}{% else %}{{ first_name }}{% endif %}",
  ])
  func guarded(_ template: String) {
    expect(template, finds: [])
  }

  @Test(arguments: [
    "{% assign n = first_name | append: ends_on %}{% if first_name %}{{ n }}{% endif %}",
    "{% assign n = first_name %}{% if opted_in %}{% assign n = ends_on %}{% endif %}{% if first_name %}{{ n }}{% endif %}",
    "{% if tags.size > 0 %}{{ tags[1] }}{% endif %}",
    "{% if tags.size >= 0 %}a{% else %}{{ tags.first }}{% endif %}",
    "{% if tags.first %}{% endif %}{{ tags.first }}",
    "{% if first_name or ends_on %}{{ first_name }}{% endif %}",
    "{% if opted_in %}{% assign n = 'a' %}{% endif %}{{ n }}",
    "{% for t in tags %}{% assign n = t %}{% endfor %}{{ n }}",
    "{% case first_name %}{% when 'a' %}b{% else %}{{ first_name }}{% endcase %}",
    "{% if first_name != 'a' %}{{ first_name }}{% endif %}",
  ])
  func unguarded(_ template: String) {
    let found = compile(template)
    #expect(found.findings.all.map(\.rule.name) == ["placeholder-no-fallback"], "\(template)")
  }

  @Test func theRowsOfTheSegmentAreCounted() {
    var scope = TemplateScope.test
    scope.missing.rows = MissingValues.Rows(total: 200, empty: ["first_name": 3, "ends_on": 0])
    let levels: [(MissingValuePolicy?, Severity)] = [
      (nil, .warning), (.fail, .warning), (.blank, .warning), (.skip, .info),
    ]
    for (policy, severity) in levels {
      scope.missing.policy = policy
      var findings = Findings()
      let source = TemplateSource(main: templateText("{{ first_name | upcase }} {{ ends_on }}"))
      _ = compileTemplate(source, context: .text, scope: scope, into: &findings)
      #expect(
        findings.all.map(\.message) == [
          "column 'first_name' may be empty, and nothing takes its place: 3 of 200 rows have no first_name",
          "column 'ends_on' may be empty, and nothing takes its place: 0 of 200 rows have no ends_on",
        ])
      #expect(findings.all.allSatisfy { $0.severity == severity })
      #expect(findings.all.allSatisfy { $0.notes.isEmpty == (policy == nil) })
    }
  }
}
