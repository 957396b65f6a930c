import LiquidTemplates
import Testing

/// What filters make of html in html bodies.
@Suite struct MarkupFilterTests {
  private static let keeping = [
    "strip", "lstrip", "rstrip", "strip_newlines", "squish", "default: '<'", "append: '<'",
    "prepend: '<'", "escape", "escape_once", "h", "newline_to_br", "raw",
  ]

  @Test(arguments: keeping)
  func html(_ filter: String) {
    let found = render(
      "{% capture x %}<b>{{ first_name }}</b>{% endcapture %}{{ x | \(filter) }}",
      ["first_name": .text("&")], context: .html)
    let html = "<b>&amp;</b>"
    let expected =
      filter.hasPrefix("append")
      ? html + "&lt;" : filter.hasPrefix("prepend") ? "&lt;" + html : html
    #expect(found?.text == expected, "\(filter)")
  }

  @Test(arguments: [
    "upcase", "downcase", "capitalize", "slice: 1", "truncate: 5", "truncatewords: 2",
    "replace: 'a', 'b'", "replace_first: 'a'", "replace_last: 'a', 'b'", "remove: 'a'",
    "remove_first: 'a'", "remove_last: 'a'", "split: 'a'", "strip_html", "url_encode",
    "url_decode", "url_param_escape", "base64_encode", "base64_decode", "base64_url_safe_encode",
    "base64_url_safe_decode", "sha256", "md5", "hmac_sha256: 'a'", "json", "first", "last",
  ])
  func otherFiltersRefuseHTML(_ filter: String) {
    let name = String(filter.prefix { $0 != ":" })
    expect(
      "{% capture x %}<b>{{ email }}</b>{% endcapture %}{{ x | \(filter) }}", context: .html,
      finds: [("html-filter-on-markup", name)])
    // In a text body there is no html.
    let (template, _) = compile("{% capture x %}{{ email }}{% endcapture %}{{ x | \(filter) }}")
    #expect(template != nil, "\(filter)")
  }

  @Test func textIsEscapedBehindFilters() {
    expect(
      "{{ '%3Cb%3E' | url_decode }}{{ 'PGI+' | base64_decode }}{{ '<b>' | slice: 0, 2 }}",
      context: .html, prints: "&lt;b&gt;&lt;b&gt;&lt;b")
    expect("{{ '<b>' | json }}", context: .html, prints: "&quot;\\u003cb\\u003e&quot;")
    expect("{{ '<' | split: '' | first }}", context: .html, prints: "&lt;")
  }

  /// What was html in one branch and text in the other is never cut and still taken for html.
  @Test func mixedTextIsEscapedOnceMore() {
    expect(
      """
      {% if opted_in %}{% capture x %}<b>{{ first_name }}</b>{% endcapture %}\
      {% else %}{% assign x = email %}{% endif %}{{ x | slice: 0, 6 }}
      """, ["first_name": .text("&")], context: .html, prints: "&lt;b&gt;&amp;am")
  }
}
