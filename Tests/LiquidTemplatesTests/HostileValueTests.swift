import CivilTime
import LiquidTemplates
import Testing

/// What an attacker might put into a cell stays what it is: text.
@Suite struct HostileValueTests {
  /// Nothing in a cell is ever read as Liquid, wherever it is printed.
  @Test(arguments: [
    "{{ email }}", "{% raw %}{% endraw %}{{ email }}",
    "{% assign x = email %}{{ x }}", "{% capture x %}{{ email }}{% endcapture %}{{ x }}",
    "{% for t in tags %}{{ t }}{% endfor %}", "{{ email | append: '' }}",
    "{{ email | split: 'q' | first }}",
    "{{ email | replace: 'q', email }}", "{% cycle email %}", "{% render 'p', x: email %}",
    "{% if email contains '{{' %}{{ email }}{% endif %}", "{% echo email %}",
  ])
  func markupInDataIsPrinted(_ template: String) {
    let evil = "{{ score }}{% abort_message 'x' %}{% endraw %}"
    let values: [String: TestValue] = ["email": .text(evil), "tags": .list([evil])]
    for context in [TemplateContext.text, .html, .header] {
      let found = render(
        template, values, context: context, partials: [("p", "{{ x }}")])
      let expected =
        context == .html ? evil.replacing("'", with: "&#39;") : evil
      #expect(found == Rendered(outcome: .complete, text: expected), "\(template)")
    }
    let link = render("{{ email }}", values, context: .url)
    #expect(link?.text.contains("{") == false)
  }

  static let schemes = [
    "javascript:alert(1)", "JAVASCRIPT:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)",
    "java\r\nscript:alert(1)", "\u{1}javascript:alert(1)", " javascript:alert(1)",
    "\u{0}javascript:x",
    "javascript\t:alert(1)", "javascript&colon;alert(1):", "&#x6A;avascript:alert(1)",
    "&Tab;javascript:alert(1)", "vbscript:x", "data:text/html;base64,PHNjcmlwdD4=", "blob:x",
    "file:///etc",
    ":javascript:x", "view-source:javascript:x", "x-javascript:x", "https\u{0}:x", "ht\ntps://x",
  ]

  @Test(arguments: schemes)
  func schemesOfValues(_ url: String) {
    let values: [String: TestValue] = ["email": .text(url)]
    for attribute in [
      "href", "SRC", "action", "background", "formaction", "poster", "xlink:href", "data",
    ] {
      expect(
        "<a \(attribute) = \"{{ email }}\">", values, context: .html,
        prints: "<a \(attribute) = \"#\">")
    }
    for template in [
      "<a href='{{ email }}'>", "<a x=y href = '{{ email }}'>", "<a href='\n{{ email }}'>",
      "<a href='{{ email | escape }}'>", "<a href='{{ email | raw }}'>",
      "<a href='{{ email | strip }}'>",
      "<a href='{% capture u %}{{ email }}{% endcapture %}{{ u }}'>",
      "{% assign u = email %}<a href='{{ u }}'>",
      "<a href='{% if opted_in %}{{ email }}{% endif %}'>",
      "<a href='{{ first_name | default: email }}'>",
      "<!--[if mso]><a href='{{ email }}'><![endif]-->",
      "<p style=\"background: URL( '{{ email }}')\">", "<meta content='0;url={{ email }}'>",
      "<img srcset='/a.png 1x, {{ email }} 2x'>", "<a href='{% cycle email %}'>",
      "<a href='{% for i in (1..1) %}{{ email }}{% endfor %}'>",
    ] {
      var changed = values
      changed["first_name"] = .null
      guard let found = render(template, changed, context: .html) else { continue }
      #expect(found.text.contains("#"), "\(template) \(found.text)")
      #expect(!found.text.contains("script:"), "\(template) \(found.text)")
      #expect(!found.text.contains("data:"), "\(template) \(found.text)")
    }
  }

  @Test func schemesInPieces() {
    let pieces: [(String, String, String)] = [
      ("java", "script:alert(1)", "java#"), ("javascript", ":alert(1)", "javascript#"),
      ("", "javascript:x", "#"), ("https://x.example", "/a:b", "https://x.example/a:b"),
      ("j", "&#97;vascript:x", "j#"),
    ]
    for (first, second, expected) in pieces {
      let values: [String: TestValue] = [
        "first_name": first.isEmpty ? .null : .text(first), "email": .text(second),
      ]
      let found = render(
        "<a href=\"{{ first_name }}{{ email }}\">", values, context: .html, missing: .blank)
      #expect(found?.text == "<a href=\"\(expected)\">")
    }
  }

  @Test func theRendererCountsWhatItReplaced() {
    let template = compile(
      "<a href=\"{{ email }}\">{% capture x %}<a href='{{ first_name | default: 'x' }}'>{% endcapture %}{{ x }}",
      context: .html
    ).template
    let plain = compile("<a href=\"{{ email }}\"><a href='{{ email }}'>", context: .html).template
    guard let template, let plain else {
      Issue.record("the templates compile")
      return
    }
    #expect(template.checksLinks && plain.checksLinks)
    #expect(
      compile("<a href='{{ site }}/{{ email }}'>", context: .html).template?.checksLinks == true)
    #expect(compile("<a href='/{{ email }}'>", context: .html).template?.checksLinks == false)
    var renderer = TemplateRenderer()
    func count(_ template: Template, _ values: [String: TestValue]) -> Int {
      var output = ByteBuffer()
      _ = renderer.render(
        template, row: .test(values), clock: Instant(seconds: 0), zone: .utc,
        reserved: ReservedTexts(), missing: .fail, appendingTo: &output)
      return renderer.replacedLinks
    }
    #expect(count(plain, ["email": .text("javascript:x")]) == 2)
    #expect(count(plain, ["email": .text("https://x.example")]) == 0)
    #expect(count(template, ["email": .text("data:x"), "first_name": .text("x:y")]) == 2)
    #expect(count(template, ["email": .text("a")]) == 0)
  }

  @Test func headersAreOneLine() {
    let controls = (0...0x1F).map { UnicodeScalar(UInt8($0)) } + [UnicodeScalar(UInt8(0x7F))]
    var text = ""
    for control in controls + (0x80...0x9F).map({ UnicodeScalar(UInt8($0)) }) {
      text.unicodeScalars.append(control)
    }
    text += "\u{2028}\u{2029}"
    let values: [String: TestValue] = ["email": .text("a\(text)b\r\nBcc: c@x.example")]
    for template in [
      "{{ email }}", "{{ email | raw }}", "{{ email | append: '\n' }}",
      "{% assign x = email %}{{ x }}",
      "{% capture x %}{{ email }}{% endcapture %}{{ x }}", "{% for t in tags %}{{ t }}{% endfor %}",
      "{{ first_name | default: email }}", "{{ email | split: 'q' | join: '\n' }}",
    ] {
      var changed = values
      changed["first_name"] = .null
      changed["tags"] = .list(["a\(text)b\r\nBcc: c@x.example"])
      expect(template, changed, context: .header, prints: "abBcc: c@x.example")
    }
  }

  @Test func attributesAndTextStayClosed() {
    let values: [String: TestValue] = ["email": .text("\"'><script>alert(1)</script>&lt;")]
    let safe = "&quot;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;lt;"
    for (before, after) in [
      ("<p>", "</p>"), ("<p title=\"", "\">"), ("<p title='", "'>"), ("<title>", "</title>"),
      ("<textarea>", "</textarea>"), ("<a href=\"https://x/?q=", "\">"), ("<p style=\"a:", "\">"),
      ("<!-- ", " -->"), ("<!--[if mso]><p>", "</p><![endif]-->"),
    ] {
      expect(
        before + "{{ email }}" + after, values, context: .html, prints: before + safe + after)
    }
  }
}
