import Diagnostics
import LiquidTemplates
import Testing

/// Where a layout of its own, as Markdown bodies have it, may print what is inside it.
@Suite struct LayoutContentTests {
  @Test(arguments: [
    ("<div>{{ content }}</div>", []), ("<p title=\"a\">{{ content }}", []),
    ("<p title=\"{{ content }}\">", ["liquid-syntax: '{{ content }}' is html"]),
    ("<a href=\"{{ content }}\">x</a>", ["liquid-syntax: '{{ content }}' is html"]),
    ("<p title='{{ content }}é'>", ["liquid-syntax: '{{ content }}' is html"]),
  ])
  func standsOutsideOfTags(_ layout: String, _ expected: [String]) {
    var findings = Findings()
    let source = TemplateSource(
      main: MappedText(SourceFile(path: "layout.liquid", text: layout)), isLayout: true)
    let template = compileTemplate(source, context: .html, scope: .test, into: &findings)
    let found = findings.sorted().map { "\($0.rule.name): \($0.message)" }
    #expect(found.count == expected.count)
    for (finding, start) in zip(found, expected) { #expect(finding.hasPrefix(start)) }
    #expect((template == nil) == !expected.isEmpty)
  }
}
