import Diagnostics
import LiquidTemplates
import Testing

/// How long a rendering is at least, and how long the template's own text can make it.
struct TemplateSizeTests {
  private let scope = TemplateScope(
    columns: [
      TemplateScope.Name(name: "id", type: .string, isNullable: false),
      TemplateScope.Name(
        name: "plan", type: .enumeration(["free", "enterprise"]), isNullable: false),
      TemplateScope.Name(name: "beta", type: .boolean, isNullable: false),
      TemplateScope.Name(
        name: "tags", type: .list(of: .string, separator: ";"), isNullable: false),
    ], segment: "people")

  private func compiled(_ text: String, _ context: TemplateContext = .html) -> Template? {
    var findings = Findings()
    let source = TemplateSource(main: MappedText(SourceFile(path: "t", text: text)))
    return compileTemplate(source, context: context, scope: scope, into: &findings)
  }

  @Test(arguments: [
    ("", 0, 0), ("12345", 5, 5), ("{{ id }}", 0, 0),
    ("{% if beta %}123{% else %}12345{% endif %}", 3, 5),
    ("{% if beta %}123{% endif %}4", 1, 4),
    ("{% for tag in tags %}12{% endfor %}3", 1, 3),
    ("{% for tag in tags %}12{% else %}1{% endfor %}3", 2, 3),
    ("{% capture a %}1234{% endcapture %}{{ a }}{{ a }}", 8, 8),
    ("{% if beta %}{% capture a %}1234{% endcapture %}{% endif %}{{ a }}", 0, 4),
    ("{% if beta %}{% abort_message 'x' %}{% endif %}12", 2, 2),
    ("{% case plan %}{% when 'free' %}1{% when 'enterprise' %}123{% endcase %}", 0, 3),
    ("é", 2, 2),
  ])
  func sizesOfTheTemplatesOwnText(_ text: String, _ least: Int, _ most: Int) throws {
    let template = try #require(compiled(text))
    #expect(template.leastBytes == least)
    #expect(template.longestText == most)
  }

  @Test(arguments: [
    ("{{ plan }}", 10), ("ä{{ id }}", 1), ("{{ id | default: 'somebody' }}", 8),
    ("{% if beta %}long{% endif %}{{ plan | default: 'x' }}", 14), ("{{ beta }}", 5),
  ])
  func knownLengthOfASubject(_ text: String, _ length: Int) throws {
    let template = try #require(compiled(text, .header))
    #expect(template.longestKnown(scope) == length)
  }

  /// No rendering is shorter than the least: the same operations are counted that are run.
  @Test func everyWayIsSearchedWithinItsBudget() throws {
    var text = ""
    for i in 0..<40 {
      text += "{% if id == '\(i)' %}\(i){% endif %}{% if id == '\(i)' %}x{% endif %}"
    }
    let open = try #require(compiled(text + "{% if beta %}{{ unsubscribe_url }}{% endif %}"))
    guard case .found(let answers) = open.wayWithoutUnsubscribeLink(scope) else {
      Issue.record("a way without a link is found")
      return
    }
    #expect(answers.contains("no beta"))
    let closed = try #require(compiled(text + "{{ unsubscribe_url }}"))
    #expect(closed.wayWithoutUnsubscribeLink(scope) == .none)
  }

  /// What is asked once need not be remembered: forty answers are no 2^40 ways.
  @Test func answersThatMakeNoDifferenceAreForgotten() throws {
    var text = ""
    for i in 0..<40 { text += "{% if id contains '\(i)' %}\(i){% endif %}" }
    text += "{% if beta %}{{ unsubscribe_url }}{% endif %}"
    text += "{% unless beta %}{{ unsubscribe_url }}{% endunless %}"
    let template = try #require(compiled(text))
    #expect(template.wayWithoutUnsubscribeLink(scope) == .none)
  }

  @Test func whatCannotBeDecidedIsSaid() throws {
    var text = ""
    for i in 0..<80 { text += "{% if id contains '\(i / 2)' %}\(i){% endif %}" }
    // Only whoever remembers all forty answers could tell.
    text += "{% if beta %}{{ unsubscribe_url }}{% else %}"
    text += "{% if beta %}{% else %}{{ unsubscribe_url }}{% endif %}{% endif %}"
    let template = try #require(compiled(text))
    #expect(template.wayWithoutUnsubscribeLink(scope) == .notDecided)
  }
}
