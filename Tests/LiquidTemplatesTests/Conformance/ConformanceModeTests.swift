import LiquidTemplates
import Testing

/// What conformance mode does differently from checked mode.
@Suite struct ConformanceModeTests {
  private static let data = DataValue.object([
    (Array("user".utf8), .object([(Array("name".utf8), .text(Array("Ada".utf8)))])),
    (
      Array("list".utf8),
      .array([.integer(1), .array([.text(Array("a".utf8)), .null]), .boolean(true)])
    ),
    (Array("price".utf8), DataValue(number: "9.90")),
    (Array("small".utf8), DataValue(number: "1e-7")),
    (Array("key".utf8), .text(Array("name".utf8))), (Array("n".utf8), .integer(3)),
    (Array("size".utf8), .object([(Array("size".utf8), .integer(99))])),
  ])

  @Test(arguments: [
    ("[{{ nothing }}{{ nothing.at.all }}{{ n.name }}]", "[]"),
    ("{{ user.name }}{{ user['name'] }}{{ user[key] }}{{ self.user.name }}", "AdaAdaAdaAda"),
    ("{{ user }} {{ list }} {{ price }} {{ small }}", "{\"name\"=>\"Ada\"} 1atrue 9.9 1.0e-07"),
    ("{{ list[1][0] }}{{ list.size }}{{ list[-1] }}{{ list[9] }}{{ size.size }}", "a3true99"),
    ("{% for pair in user %}{{ pair[0] }}={{ pair[1] }}{% endfor %}", "name=Ada"),
    ("{% for n in list limit: 1 %}{% assign n = 5 %}{{ n }}{% endfor %}{{ n }}", "15"),
    ("{% increment n %}{{ n }}{% assign n = 9 %}{{ n }}{% increment n %}", "0191"),
    ("<{{ '<' }}>{{ 'x' | nothing_known }}", "<<>x"),
    ("a{% break %}b", "a"), ("{% if user == user and list contains 1 %}y{% endif %}", "y"),
    ("{% if user contains 'name' and n > nil %}y{% else %}n{% endif %}", "n"),
    ("{% if nothing == empty or nothing == blank %}y{% endif %}", "y"),
    ("{% if true > 1 or list > 1 %}y{% else %}n{% endif %}", "n"),
    ("{{ blank }}{{ empty }}{{ (1..n) }}", "1..3"),
  ])
  func names(_ template: String, _ expected: String) {
    expectConformance(template, Self.data, prints: expected)
  }

  @Test(arguments: [
    "{{ 'a' | append }}", "{% if 'a' < 1 %}{% endif %}", "{% include 'x' %}",
    "{% for i in list offset: 'x' %}{% endfor %}", "{% render 'again' %}", "{% render 'broken' %}",
    "{% render 'includes' %}", "{% include n %}",
  ])
  func failsWhenRendered(_ template: String) {
    let partials = [
      ("again", "{% render 'again' %}"), ("broken", "{{"), ("includes", "{% include 'again' %}"),
    ]
    guard case .failed = conformance(template, data: Self.data, partials: partials) else {
      Issue.record("\(template) rendered")
      return
    }
  }

  @Test func partialsMayCallThemselves() {
    let partials = [
      (
        "down",
        "{{ n }}{% assign m = n | minus: 1 %}{% if m > 0 %}{% render 'down', n: m %}{% endif %}"
      ),
      (
        "in",
        "{{ x }}{% if x < 3 %}{% assign y = x | plus: 1 %}{% include 'in', x: y %}{{ x }}{% endif %}"
      ),
      ("brk", "{% break %}"),
      ("each", "{{ each }}{{ forloop.index }}{{ forloop.parentloop.index }}"),
    ]
    expectConformance("{% render 'down', n: 3 %}", partials: partials, prints: "321")
    expectConformance("{% include 'in', x: 1 %}", partials: partials, prints: "12321")
    expectConformance(
      "{% for i in (1..3) %}{{ i }}{% include 'brk' %}x{% endfor %}y", partials: partials,
      prints: "1y")
    expectConformance(
      "{% for i in (1..2) %}{{ i }}{% render 'brk' %}x{% endfor %}", partials: partials,
      prints: "1x2x")
    expectConformance(
      "{% for i in (1..2) %}{% render 'each' for list %}{% endfor %}",
      .object([(Array("list".utf8), .array([.integer(7), .integer(8)]))]), partials: partials,
      prints: "71827182")
  }

  @Test(arguments: [
    ("{{ ['a'] }}", false), ("{{ [a] }}", false), ("{% assign 1 = 2 %}", false),
    ("{% case x %}{% when 1 and 2 %}{% endcase %}", false), ("{{ self['a'] }}", true),
    ("{{ a | x: 1, }}", false), ("{% else %}", false),
  ])
  func strict2RefusesWhatStrictTakes(_ template: String, _ isAccepted: Bool) {
    if case .refused = conformance(template, syntax: .strict2) {
      #expect(!isAccepted, "\(template)")
    } else {
      #expect(isAccepted, "\(template)")
    }
  }
}
