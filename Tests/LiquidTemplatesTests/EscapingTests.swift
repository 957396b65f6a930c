import CivilTime
import Diagnostics
import LiquidTemplates
import Testing

@Suite struct EscapingTests {
  static let evil = "<b>&\"'\u{E9}\\"

  @Test(arguments: [
    ("{{ first_name | default: 'x' }}", "&lt;b&gt;&amp;&quot;&#39;é\\"),
    ("{{ first_name | default: '<' | escape }}", "&lt;b&gt;&amp;&quot;&#39;é\\"),
    ("{{ first_name | default: 'x' | escape | escape }}", "&lt;b&gt;&amp;&quot;&#39;é\\"),
    ("{{ first_name | default: 'x' | raw }}", "<b>&\"'é\\"),
    ("{{ first_name | default: 'x' | append: '<' }}", "&lt;b&gt;&amp;&quot;&#39;é\\&lt;"),
    ("{{ 'a&' | escape | append: '<' | prepend: '>' }}", "&gt;a&amp;&lt;"),
    ("{{ '<i>' | raw | append: first_name | default: '' }}", "<i>&lt;b&gt;&amp;&quot;&#39;é\\"),
    (
      "{% capture x %}<i>{{ first_name | default: '' }}</i>{% endcapture %}{{ x }}",
      "<i>&lt;b&gt;&amp;&quot;&#39;é\\</i>"
    ),
    (
      "{% capture x %}<i>{% endcapture %}{% if opted_in %}{% assign x = '<' %}{% endif %}{{ x }}",
      "&lt;"
    ),
    ("{% assign x = first_name | default: '' %}{{ x }}", "&lt;b&gt;&amp;&quot;&#39;é\\"),
    ("{{ '<' }}{{ nil | default: '<' }}", "&lt;&lt;"),
    ("{{ '&lt;<' | escape_once }}", "&lt;&lt;"),
    ("{{ tags | join: '<' }}", "a&lt;b&lt;c"),
    ("{{ first_name | default: '' | split: '&' | first }}", "&lt;b&gt;"),
    ("{{ unsubscribe_url }}", "https://acme.example/u?c=1&amp;x=2"),
  ])
  func html(_ template: String, _ expected: String) {
    expect(template, ["first_name": .text(EscapingTests.evil)], context: .html, prints: expected)
  }

  @Test func breaksAreMadeAfterEscaping() {
    expect(
      "{{ first_name | default: '' | newline_to_br }}", ["first_name": .text("<a>\r\nb")],
      context: .html, prints: "&lt;a&gt;<br />\nb")
  }

  @Test func dataIsNeverEvaluated() {
    let data: [String: TestValue] = ["first_name": .text("{{ email }}{% raw %}")]
    expect("{{ first_name | default: 'x' }}", data, prints: "{{ email }}{% raw %}")
  }

  @Test func headersHaveNoLineBreaks() {
    let name: [String: TestValue] = [
      "first_name": .text("A\r\nBcc: x\u{0}\u{85}\u{2028}\u{7F}\tb<é\u{E2}")
    ]
    expect(
      "Hi {{ first_name | default: 'x' }}!", name, context: .header, prints: "Hi ABcc: xb<é\u{E2}!")
    expect(
      "{% capture x %}{{ first_name | default: 'x' }}{% endcapture %}{{ x | raw }}", name,
      context: .header, prints: "ABcc: xb<é\u{E2}")
  }

  @Test func linksArePercentEncoded() {
    expect(
      "https://x.example/u?e={{ email }}&t={{ joined_at }}&n={{ score }}",
      ["email": .text("a b+c@x.example&é")], context: .url,
      prints: "https://x.example/u?e=a%20b%2Bc%40x.example%26%C3%A9&t=2026-03-01T08%3A30%3A00Z&n=42"
    )
    expect("{{ email | url_encode }}", ["email": .text("a b")], context: .url, prints: "a+b")
    expect(
      "{% capture x %}{{ email }}{% endcapture %}{{ x }}", ["email": .text("a b")], context: .url,
      prints: "a%20b")
  }

  @Test(arguments: [
    ("javascript:alert(1)", "#"), ("JaVaScRiPt:alert(1)", "#"), (" javascript:alert(1)", "#"),
    ("java\tscript:x", "#"), ("data:text/html,x", "#"), ("vbscript:x", "#"),
    ("&#106;avascript:x", "#"),
    ("https://a.example/?a=1&b=2", "https://a.example/?a=1&amp;b=2"), ("HTTP://a", "HTTP://a"),
    ("mailto:a@b.example", "mailto:a@b.example"), ("tel:+1", "tel:+1"), ("sms:1", "sms:1"),
    ("cid:1", "cid:1"), ("/a:b", "/a:b"), ("?q=a:b", "?q=a:b"), ("page", "page"),
    ("//x.example", "//x.example"),
  ])
  func linkSchemes(_ url: String, _ expected: String) {
    for (before, after) in [
      ("<a href=\"", "\">"), ("<img alt=x SRC = '", "'>"), ("<!--[if mso]><a href=\"", "\">"),
    ] {
      expect(
        before + "{{ site }}" + after, ["site": .text(url)], context: .html,
        prints: before + expected + after)
      expect(
        "{% capture u %}{{ site }}{% endcapture %}" + before + "{{ u }}" + after,
        ["site": .text(url)], context: .html, prints: before + expected + after)
    }
  }

  @Test func schemesInPieces() {
    let parts: [String: TestValue] = [
      "first_name": .text("java"), "site": .text("script:alert(1)"),
    ]
    expect(
      "<a href=\"{{ first_name | default: '' }}{{ site }}\">", parts, context: .html,
      prints: "<a href=\"java#\">")
    expect(
      "<a href=\"java{{ site }}\">", parts, context: .html, prints: "<a href=\"java#\">")
    expect(
      "<a href=\"https://x/?q={{ site }}\" title=\"{{ site }}\">", parts, context: .html,
      prints: "<a href=\"https://x/?q=script:alert(1)\" title=\"script:alert(1)\">")
    expect(
      "<a href=\"{% if opted_in %}{{ site }}{% else %}https://x{% endif %}\">", parts,
      context: .html, prints: "<a href=\"#\">")
  }

  @Test func theSubjectIsNoLinkOfTheAuthors() {
    var reserved = ReservedTexts()
    reserved.set(.subject, to: "javascript:x")
    let template = "<a href=\"{{ subject }}\" title=\"{{ subject }}\">"
    let scope = TemplateScope(columns: [], segment: "people")
    #expect(
      link(template, scope, [], reserved) == "<a href=\"#\" title=\"javascript:x\">")
  }

  @Test func whatMayBeEmptySettlesNoLink() {
    var scope = TemplateScope(
      columns: [
        TemplateScope.Name(name: "home", type: .url, isNullable: true),
        TemplateScope.Name(name: "path", type: .string, isNullable: false),
      ], segment: "people")
    scope.missing = MissingValues(policy: .blank)
    let plain = "<a href=\"{{ home }}{{ path }}\">"
    #expect(link(plain, scope, [nil, "javascript:x"]) == "<a href=\"#\">")
    #expect(
      link("{% if home %}" + plain + "{% endif %}", scope, ["http://a/", "a:b"])
        == "<a href=\"http://a/a:b\">")
  }

  private func link(
    _ template: String, _ scope: TemplateScope, _ values: [String?],
    _ reserved: ReservedTexts = ReservedTexts()
  ) -> String? {
    var row = ContactRow()
    for value in values {
      row.cells.append(value.map { row.storeText(Array($0.utf8)) } ?? .null)
    }
    var findings = Findings()
    let source = TemplateSource(main: templateText(template))
    let compiled = compileTemplate(source, context: .html, scope: scope, into: &findings)
    var output = ByteBuffer()
    var renderer = TemplateRenderer()
    guard let compiled else { return nil }
    let outcome = renderer.render(
      compiled, row: row, clock: Instant(seconds: 0), zone: .utc, reserved: reserved,
      missing: .blank, encoding: .plain, appendingTo: &output)
    #expect(outcome == .complete)
    return String(decoding: output.bytes, as: UTF8.self)
  }

  @Test(arguments: [
    (
      "{% capture x %}<b id=\"{{ first_name }}\">&amp;</b>{% endcapture %}<p title=\"{{ x }}\">",
      "<p title=\"&lt;b id=&quot; onx=1 &amp; &quot;&gt;&amp;&lt;/b&gt;\">"
    ),
    (
      "{% capture x %}/'{{ first_name }}'{% endcapture %}<a href='{{ x }}'>",
      "<a href='/&#39; onx=1 &amp; &#39;'>"
    ),
    (
      "{% capture x %}'{{ first_name }}'{% endcapture %}<p title='{% cycle x, 'a' %}'>",
      "<p title='&#39; onx=1 &amp; &#39;'>"
    ),
    ("{% capture x %}'{% endcapture %}<p id=\"{{ x | raw }}\">", "<p id=\"'\">"),
  ])
  func htmlEndsNoAttribute(_ template: String, _ expected: String) {
    expect(
      "{% if first_name %}" + template + "{% endif %}", ["first_name": .text(" onx=1 & ")],
      context: .html, prints: expected)
  }

  @Test(arguments: [
    ("<a href={{ site }}>", "unquoted-attribute", "site"),
    ("<script>var x = '{{ email }}'</script>", "active-content", "email"),
    ("<style>a { color: {{ email }} }</style>", "active-content", "email"),
    ("<a onclick=\"f('{{ email }}')\">", "active-content", "email"),
    ("<{{ email }}>", "active-content", "email"),
    ("<a {{ email }}>", "active-content", "email"),
    ("<a href=\"javascript&#{{ score }};x\">", "link-scheme", "score"),
    ("{% capture x %}<b>{% endcapture %}{{ x | upcase }}", "html-filter-on-markup", "upcase"),
    (
      "{% capture x %}<b>{% endcapture %}{{ x | truncate: 5 }}", "html-filter-on-markup", "truncate"
    ),
  ])
  func unsafePlaces(_ template: String, _ rule: String, _ text: String) {
    expect(template, context: .html, finds: [(rule, text)])
  }

  @Test(arguments: [
    "<script>{{ score | raw }}</script>", "<td width={{ score }}>", "a < b {{ email }}",
    "<script>x</script><p>{{ email }}</p>", "<!-- <script> -->{{ email }}", "<!---->{{ email }}",
    "<p title='>'>{{ email }}</p>", "<br/>{{ email }}", "<a href=x>{{ email }}",
    "{% capture x %}<b>{% endcapture %}{{ x | strip | size }}", "<3 {{ email }}",
    "<!--[if mso]><td><![endif]-->{{ email }}", "<!DOCTYPE html>{{ email }}",
  ])
  func safePlaces(_ template: String) {
    expect(template, context: .html, finds: [])
  }

  @Test func jsonIsEscapedInTheSamePass() {
    let name: [String: TestValue] = ["first_name": .text("<\"\\\n\u{1}\u{7F}\u{85}\u{2029}é")]
    let html = render(
      "\"a\\\n{{ first_name | default: 'x' }}", name, context: .html, encoding: .jsonText)
    #expect(html?.text == "\\\"a\\\\\\n&lt;&quot;\\\\\\n\\u0001\\u007f\\u0085\\u2029é")
    let text = render("{{ first_name | default: 'x' }}", name, encoding: .jsonText)
    #expect(text?.text == "<\\\"\\\\\\n\\u0001\\u007f\\u0085\\u2029é")
    let captured = render(
      "{% capture x %}\"{{ first_name | default: 'x' }}{% endcapture %}{{ x }}", name,
      encoding: .jsonText)
    #expect(captured?.text == "\\\"<\\\"\\\\\\n\\u0001\\u007f\\u0085\\u2029é")
    let header = render(
      "{{ first_name | default: 'x' }}", name, context: .header, encoding: .jsonText)
    #expect(header?.text == "<\\\"\\\\é")
  }
}
