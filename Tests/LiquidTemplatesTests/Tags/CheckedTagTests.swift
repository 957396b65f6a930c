import Diagnostics
import LiquidTemplates
import Testing

/// The tags in checked mode; what `if`, `case` and `for` do is in `TagTests`.
@Suite struct CheckedTagTests {
  @Test(arguments: [
    ("{% cycle 'a', 'b' %}{% cycle 'a', 'b' %}{% cycle 'a', 'b' %}", "aba"),
    ("{% cycle 'a', 'b' %}{% cycle 'a', 'c' %}", "aa"),
    ("{% cycle 'x': 'a', 'b' %}{% cycle 'x': 'c', 'd', 'e' %}{% cycle 'x': 'a', 'b' %}", "ad"),
    ("{% for t in tags %}{% cycle t, plan %}{% endfor %}", "aproc"),
    ("{% cycle plan: 1, 2 %}{% cycle plan: 1, 2 %}{% cycle email: 1, 2 %}", "121"),
    ("{% cycle 1, '1' %}{% cycle '1', 1 %}{% cycle 1, '1' %}", "111"),
  ])
  func cycles(_ template: String, _ expected: String) {
    expect(template, prints: expected)
  }

  @Test func cycleEscapesAsItPrints() {
    expect(
      "<b>{% cycle first_name, email %}</b>", ["first_name": .text("<i>")], context: .html,
      prints: "<b>&lt;i&gt;</b>")
    #expect(
      render("{% cycle first_name, 'x' %}", ["first_name": .null])?.outcome == .missing(column: 0))
    expect("{% cycle 'a', first_name %}", ["first_name": .null], prints: "a")
  }

  @Test(arguments: [
    ("{% increment n %}{% increment n %}{% decrement n %}{{ n }}", "0111"),
    ("{% decrement n %}{% decrement m %}{% decrement n %}", "-1-1-2"),
    ("{% for t in tags %}{% increment n %}{% endfor %}{% if n == 3 %}!{% endif %}", "012!"),
    ("{% assign n = 7 %}{% increment n %}{{ n }}{% increment n %}", "071"),
    ("{% capture c %}{% increment n %}{% endcapture %}{{ c }}{% increment n %}", "01"),
  ])
  func counters(_ template: String, _ expected: String) {
    expect(template, prints: expected)
  }

  @Test(arguments: [
    (
      "{% for i in (1..4) %}{% ifchanged %}{{ i | divided_by: 2 }}{% endifchanged %}{% endfor %}",
      "012"
    ),
    ("{% ifchanged %}a{% endifchanged %}{% ifchanged %}a{% endifchanged %}", "a"),
    ("{% for t in tags %}{% ifchanged %}x{% break %}{% endifchanged %}{% endfor %}y", "xy"),
    (
      "{% capture c %}{% ifchanged %}a{% endifchanged %}b{% endcapture %}{{ c }}{% ifchanged %}a{% endifchanged %}",
      "ab"
    ),
  ])
  func ifChanged(_ template: String, _ expected: String) {
    expect(template, prints: expected)
  }

  @Test(arguments: [
    (
      "{% for t in tags limit: 1 %}{{ t }}{% endfor %}{% for t in tags offset: continue %}{{ t }}{% endfor %}",
      "abc"
    ),
    (
      "{% for t in tags %}{% endfor %}{% for t in tags offset: continue %}x{% else %}-{% endfor %}",
      "-"
    ),
    (
      "{% for t in tags limit: 2 %}{% endfor %}{% for u in tags offset: continue %}{{ u }}{% endfor %}",
      "abc"
    ),
    ("{% for t in tags %}{{ forloop.name }}{% break %}{% endfor %}", "t-tags"),
    (
      "{% for t in tags limit: 1 %}{% tablerow u in tags %}{{ forloop.index }}{% endtablerow %}{% endfor %}",
      "<tr class=\"row1\">\n<td class=\"col1\">1</td><td class=\"col2\">1</td><td class=\"col3\">1</td></tr>\n"
    ),
  ])
  func loops(_ template: String, _ expected: String) {
    expect(template, prints: expected)
  }

  @Test(arguments: [
    ("{% tablerow t in tags limit: 0 %}x{% endtablerow %}", "<tr class=\"row1\">\n</tr>\n"),
    (
      "{% tablerow t in tags cols: 2 %}{% if t == 'b' %}{% break %}{% endif %}{{ t }}{% endtablerow %}",
      "<tr class=\"row1\">\n<td class=\"col1\">a</td><td class=\"col2\"></td></tr>\n"
    ),
    (
      "{% tablerow t in tags cols: 1 offset: 1 %}{{ tablerowloop.row }}{{ tablerowloop.col_last }}{% endtablerow %}",
      "<tr class=\"row1\">\n<td class=\"col1\">1true</td></tr>\n<tr class=\"row2\"><td class=\"col1\">2true</td></tr>\n"
    ),
    (
      "{% capture c %}{% tablerow t in tags limit: 1 %}{{ t }}{% endtablerow %}{% endcapture %}{{ c | strip }}",
      "<tr class=\"row1\">\n<td class=\"col1\">a</td></tr>"
    ),
  ])
  func tables(_ template: String, _ expected: String) {
    expect(template, prints: expected)
  }

  @Test func tablesAreMarkupInHTMLAndInJSON() {
    expect(
      "<table>{% tablerow t in tags limit: 1 %}{{ t }}{% endtablerow %}</table>{{ email }}",
      ["tags": .list(["<a>"])], context: .html,
      prints:
        "<table><tr class=\"row1\">\n<td class=\"col1\">&lt;a&gt;</td></tr>\n</table>ada@acme.example"
    )
    let found = render("{% tablerow t in tags limit: 1 %}x{% endtablerow %}", encoding: .jsonText)
    #expect(found?.text == "<tr class=\\\"row1\\\">\\n<td class=\\\"col1\\\">x</td></tr>\\n")
  }

  @Test(arguments: [
    ("{% liquid\n assign x = 1\n  echo x\n # remark\n if opted_in\n echo 'y'\n endif %}z", "1yz"),
    ("{%- liquid -%} a", "a"), ("{% liquid liquid echo 1 %}", "1"),
    ("{% liquid\r\n echo 1\r\n echo 2\r\n%}", "12"),
    ("{% liquid\n comment\n echo 1\n comment\n endcomment\n endcomment\n echo 2 %}", "2"),
    ("{% for t in tags %}{% liquid\n if t == 'b'\n break\n endif\n echo t %}{% endfor %}", "a"),
    ("a{% doc %} {{ nothing }} {% if %}{% enddoc -%}  b", "ab"),
    ("{% unsubscribe_url %}", "https://acme.example/u?c=1&x=2"),
  ])
  func liquidAndDoc(_ template: String, _ expected: String) {
    expect(template, prints: expected)
  }

  private static let partials = [
    ("greeting", "Hi {{ name }}{% assign seen = name %}."),
    ("item", "[{{ item }}{{ forloop.index }}]"),
    ("plain", "({{ plain }})"), ("fresh", "{{ was | default: '-' }}{% assign was = 1 %}"),
    ("count", "{% increment n %}{% cycle 'a', 'b' %}"),
    ("leave", "{% if t == 'b' %}{% break %}{% endif %}"), ("sub/row", "<{{ row }}>"),
    ("stop", "{% if t == 'b' %}{{ t }}!{% endif %}"),
  ]

  @Test(arguments: [
    ("{% include 'greeting', name: 'Ada' %}{{ seen }}", "Hi Ada.Ada"),
    ("{% assign name = 'B' %}{% include 'greeting', name: 'A' %}{{ name }}", "Hi A.B"),
    ("{% include 'plain' with plan %}{% include 'plain' with score as plain %}", "(pro)(42)"),
    ("{% include 'sub/row' for tags %}{% include 'sub/row' with tags %}", "<a><b><c><a><b><c>"),
    ("{% include 'count' %}{% include 'count' %}{{ n }}", "0a1b2"),
    ("{% render 'count' %}{% render 'count' %}{% increment n %}", "0a0a0"),
    ("{% for t in tags %}{% render 'count' %}{% endfor %}", "0a0a0a"),
    ("{% for t in tags %}{% include 'stop' %}{% endfor %}", "b!"),
    ("{% for t in tags %}{{ t }}{% include 'leave' %}{% endfor %}", "ab"),
    ("{% render 'item' for tags %}", "[a1][b2][c3]"),
    ("{% for t in tags %}{% render 'fresh' %}{% endfor %}", "---"),
    (
      "{% render 'item' for (1..2) as item %}{% render 'sub/row' for tags as row %}",
      "[11][22]<a><b><c>"
    ),
    (
      "{% for t in tags limit: 1 %}{% render 'item' for tags %}{{ forloop.index }}{% endfor %}",
      "[a1][b2][c3]1"
    ),
  ])
  func partials(_ template: String, _ expected: String) {
    let found = render(template, partials: Self.partials)
    #expect(found == Rendered(outcome: .complete, text: expected), "\(template)")
  }

  @Test func includedNamesAreKnownBeforeAndAfter() {
    let partials = [("set", "{% assign total = total | default: 0 | plus: 1 %}")]
    let found = render(
      "{% for t in tags %}{% include 'set' %}{% endfor %}{{ total }}", partials: partials)
    #expect(found?.text == "3")
  }

  @Test func anIncludeThatIncludesItselfIsRefused() {
    let partials = [("a", "{% include 'b' %}"), ("b", "{% include 'a' %}")]
    let found = compile("{% include 'a' %}", partials: partials)
    #expect(found.template == nil)
    #expect(found.findings.all.map(\.rule.name) == ["include-cycle"])
  }
}
