import CivilTime
import Diagnostics
import LiquidTemplates
import Testing

@Suite struct TagTests {
  @Test(arguments: [
    ("{% if opted_in %}a{% elsif score > 1 %}b{% else %}c{% endif %}", "a"),
    ("{% if score < 1 %}a{% elsif score == 42 %}b{% else %}c{% endif %}", "b"),
    ("{% if score < 1 %}a{% elsif score == 1 %}b{% else %}c{% endif %}", "c"),
    ("{% if '' %}a{% endif %}{% if 0 %}b{% endif %}{% if nil %}c{% endif %}", "ab"),
    ("{% unless opted_in %}a{% else %}b{% endunless %}", "b"),
    ("{% unless opted_in %}a{% elsif plan == 'pro' %}b{% endunless %}", "b"),
    ("{% if true and false and false or true %}a{% else %}b{% endif %}", "b"),
    ("{% if false and false or true %}a{% else %}b{% endif %}", "b"),
    ("{% if true or false and false %}a{% endif %}", "a"),
    ("{% if score <> 42 %}a{% endif %}{% if score != 41 %}b{% endif %}", "b"),
    ("{% if price == 9.9 and price > 9 and price <= 9.90 %}a{% endif %}", "a"),
    ("{% if ends_on > '2026-12-23' and ends_on == '2026-12-24' %}a{% endif %}", "a"),
    ("{% if joined_at < '2026-03-01T08:30:01Z' %}a{% endif %}", "a"),
    ("{% if email contains '@acme' and tags contains 'b' %}a{% endif %}", "a"),
    ("{% if tags contains 'bb' or email contains 'x@' %}a{% endif %}", ""),
    ("{% if '' == blank and ' ' == blank and '' == empty and nil == blank %}a{% endif %}", "a"),
    ("{% if ' ' == empty or nil == empty or blank == empty %}a{% else %}b{% endif %}", "b"),
    ("{% if first_name == nil %}a{% else %}b{% endif %}", "b"),
    ("{% if blank <= 1 or nil > 1 %}a{% else %}b{% endif %}", "b"),
    ("!{% if true %}  {% assign x = 1 %}\n{% endif %}!", "!!"),
    ("!{% if true %} {{ '' }} {% endif %}!", "!  !"),
  ])
  func conditions(_ template: String, _ expected: String) {
    expect(template, prints: expected)
  }

  @Test(arguments: [
    ("{% case plan %}{% when 'free' %}a{% when 'pro', 'team' %}b{% else %}c{% endcase %}", "b"),
    ("{% case plan %}{% when 'free' or 'pro' %}b{% else %}c{% endcase %}", "b"),
    ("{% case plan %}{% when 'free' %}a{% else %}c{% endcase %}", "c"),
    ("{% case score %}{% when 42 %}a{% when 42 %}b{% endcase %}", "ab"),
    (
      "{% assign a = 'Hello' %}{% case 'Hello' %}{% when 'Hello' %}foo{% when a, 'Hello' %}bar{% endcase %}",
      "foobarbar"
    ),
    (
      "{% case 'x' %}{% when 'y' %}foo{% else %}bar{% else %}baz{% when 'x' %}qux{% endcase %}",
      "barbazqux"
    ),
    ("{% case 'x' %}\n {% when 'x' %}{% else %}bar{% endcase %}", ""),
  ])
  func cases(_ template: String, _ expected: String) {
    expect(template, prints: expected)
  }

  @Test(arguments: [
    ("{% for t in tags %}{{ t }}-{% endfor %}", "a-b-c-"),
    ("{% for t in tags reversed limit: 2 %}{{ t }}{% endfor %}", "ba"),
    ("{% for t in tags limit: 1, offset: 1 %}{{ t }}{% endfor %}", "b"),
    ("{% for t in tags offset: 5 %}{{ t }}{% else %}none{% endfor %}", "none"),
    ("{% for i in (1..3) %}{{ i }}{% if i == 2 %}{% break %}{% endif %}{% endfor %}", "12"),
    ("{% for i in (1..3) %}{% if i == 2 %}{% continue %}{% endif %}{{ i }}{% endfor %}", "13"),
    ("{% for i in (score..43) %}{{ i }},{% endfor %}", "42,43,"),
    (
      "{% for i in (1..2) %}{% for j in (1..2) %}{{ forloop.parentloop.index }}{{ forloop.index }} {% endfor %}{% endfor %}",
      "11 12 21 22 "
    ),
    (
      "{% for t in tags %}{{ forloop.index0 }}{{ forloop.rindex }}{{ forloop.rindex0 }}{{ forloop.first }}{{ forloop.last }}{{ forloop.length }} {% endfor %}",
      "032truefalse3 121falsefalse3 210falsetrue3 "
    ),
    ("{% for i in (0..9) %}  {% endfor %}", ""),
    ("{% for i in (1..3) %}{% capture x %}a{% break %}b{% endcapture %}{% endfor %}{{ x }}", "a"),
    (
      "{% assign words = 'x y' | split: ' ' %}{% for w in words %}{% assign last = w | upcase %}{% endfor %}{{ last }}{{ words | first }}",
      "Yx"
    ),
  ])
  func loops(_ template: String, _ expected: String) {
    expect(template, prints: expected)
  }

  @Test(arguments: [
    ("{% assign x = 'a' | upcase %}{{ x }}", "A"),
    ("{{ email }}{% assign email = 'x' %}{{ email }}", "ada@acme.examplex"),
    ("{% capture x %}{{ score }}!{% endcapture %}{{ x }}{{ x | size }}", "42!3"),
    ("{% capture 'a b' %}1{% endcapture %}{{ ['a b'] }}", "1"),
    ("{% echo 'a' | append: 'b' %}", "ab"),
    (
      "a{% comment %}x{% if %}{% comment %}{% endcomment %}{% raw %}{% endcomment %}{% endraw %}{% endcomment %}b",
      "ab"
    ),
    ("a{% # note\n  # more %}b{%- # c -%} d", "abd"),
    ("{% raw %}{{ x }}{% if %}{% endraw %}", "{{ x }}{% if %}"),
    ("! {%- raw -%}{{ hello }} {%- endraw -%} !", "!{{ hello }} !"),
    ("a \n {{- 'b' -}} \n c {%- if true -%} d {%- endif %} e", "abcd e"),
    ("\r\n{% if true -%}\r\nHi {{ score -}} !\r\n {%- endif -%}\n", "\r\nHi 42!"),
    ("{{ }}a{{ nil }}{{ true }}{{ '{{' }}", "atrue{{"),
  ])
  func others(_ template: String, _ expected: String) {
    expect(template, prints: expected)
  }

  @Test func partialsSeeTheirArgumentsAndColumnsOnly() {
    let partials = [
      ("row", "{{ label }}={{ value | default: 'none' }}{% assign x = 'inner' %};"),
      ("who", "{{ who }}{{ score }}"), ("two", "{% render 'who', who: 'b' %}"),
    ]
    let text = "{% assign x = 'outer' %}{% render 'row', label: 'a', value: x %}"
    #expect(render(text + "{{ x }}", partials: partials)?.text == "a=outer;outer")
    #expect(
      render("{% render 'row' label: 'a', value: nil %}", partials: partials)?.text == "a=none;")
    #expect(
      render("{% render 'who' with 'a' %}{% render 'two' %}", partials: partials)?.text == "a42b42")
    let found = compile("{% assign x = 1 %}{% render 'p' %}", partials: [("p", "{{ x }}")])
    #expect(found.findings.all.map(\.rule.name) == ["unknown-column"])
  }

  @Test func layoutPrintsTheTextInside() {
    let inside = "<p>{{ first_name }}</p>{% assign x = 1 %}"
    let once = render(
      inside, ["first_name": .text("<b>")], context: .html, layout: "<body>{{ content }}</body>")
    #expect(once?.text == "<body><p>&lt;b&gt;</p></body>")
    let guarded = render(
      inside, ["first_name": .text("<b>")], context: .html,
      layout: "{% if content != blank %}<i>{{ content | strip }}</i>{% endif %}")
    #expect(guarded?.text == "<i><p>&lt;b&gt;</p></i>")
    #expect(compile("a", layout: "b").findings.all.map(\.rule.name) == ["liquid-syntax"])
    #expect(compile("{{ content }}").findings.all.map(\.rule.name) == ["unknown-column"])
  }

  @Test func abortEndsTheMessageWithItsReason() {
    let text = "a{% if score > 40 %}{% abort_message 'too good' %}{% endif %}b"
    #expect(render(text) == Rendered(outcome: .aborted(reason: 0), text: ""))
    #expect(render(text, ["score": .integer(1)]) == Rendered(outcome: .complete, text: "ab"))
    let template = compile(text).template
    #expect(template?.abortReasons == ["too good"])
    #expect(template?.canFail == true)
  }
}

@Suite struct MissingValueTests {
  @Test func printedNullIsMissing() {
    for text in [
      "{{ first_name }}", "{{ first_name | upcase }}", "{{ 'Hi ' | append: first_name }}",
      "{% assign n = first_name %}{{ n }}", "{% capture x %}{{ first_name }}{% endcapture %}",
      "{% for t in tags %}{{ first_name }}{% endfor %}",
    ] {
      let found = render(text, ["first_name": .null])
      #expect(found == Rendered(outcome: .missing(column: 0), text: ""), "\(text)")
    }
    #expect(render("a{{ first_name }}b", ["first_name": .null], missing: .blank)?.text == "ab")
    #expect(render("{{ tags | first }}", ["tags": .list([])])?.outcome == .missing(column: 8))
  }

  @Test func askedNullIsNotMissing() {
    let null: [String: TestValue] = ["first_name": .null, "ends_on": .null]
    expect("{% if first_name %}{{ first_name }}{% else %}b{% endif %}", null, prints: "b")
    expect("{% unless first_name == nil %}a{% endunless %}", null, prints: "")
    expect("{% case first_name %}{% when nil %}a{% endcase %}", null, prints: "a")
    expect("{% if ends_on > '2026-01-01' %}a{% else %}b{% endif %}", null, prints: "b")
    expect("{{ first_name.size | default: 0 }}", null, prints: "0")
    expect("{{ first_name | size }}", null, prints: "0")
  }

  @Test func nothingOfAFailedRenderingStays() {
    guard let template = compile("abc{{ first_name }}").template else { return }
    var renderer = TemplateRenderer()
    var output = ByteBuffer()
    output.append("kept")
    let outcome = renderer.render(
      template, row: .test(["first_name": .null]), clock: Instant(seconds: 0), zone: .utc,
      reserved: ReservedTexts(), missing: .skip, appendingTo: &output)
    #expect(outcome == .missing(column: 0))
    #expect(output.bytes == Array("kept".utf8))
  }

  @Test func linksMustBeSet() {
    #expect(render("{{ view_in_browser_url }}")?.outcome == .missing(column: nil))
    #expect(
      render("{{ unsubscribe_url }}{{ preheader }}")?.text == "https://acme.example/u?c=1&x=2")
  }
}
