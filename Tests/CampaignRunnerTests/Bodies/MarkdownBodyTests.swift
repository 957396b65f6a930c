import CampaignGraph
import CampaignRunner
import Diagnostics
import Foundation
import LiquidTemplates
import TestSupport
import Testing

@Suite struct MarkdownBodyTests {
  @Test func oneSourceMakesBothParts() throws {
    let row = try sent(
      """
      # Hello, {{ name }}

      Three *things*:

      1. [Import](https://a.example/{{ id }})
      2. `code`

      ---
      """, name: "Zoë")
    #expect(
      row["html"] as? String == """
        <h1>Hello, Zoë</h1>
        <p>Three <em>things</em>:</p>
        <ol>
        <li><a href="https://a.example/c_1">Import</a></li>
        <li><code>code</code></li>
        </ol>
        <hr />

        """)
    #expect(
      row["text"] as? String == """
        Hello, Zoë

        Three things:

        1. Import (https://a.example/c_1)
        2. code

        ----------
        """)
  }

  @Test func theLayoutGoesAroundTheHTML() throws {
    let layout = "<body>{{ preheader }}|{{ content }}|{{ name }}</body>"
    let row = try sent("**{{ name }}**", name: "A & B", layout: layout)
    #expect(
      row["html"] as? String == "<body>|<p><strong>A &amp; B</strong></p>\n|A &amp; B</body>")
    let twice =
      "{% if content %}{{ content }}{% endif %}{% capture x %}{{ content }}{% endcapture %}{{ x }}"
    #expect(try html("*a*", layout: twice) == "<p><em>a</em></p>\n<p><em>a</em></p>\n")
  }

  @Test func aTextOfItsOwnOrNoneIsLeftAlone() throws {
    let own = try sent(Mail(text: "Own", markdown: "*Hi*"), name: "Ada")
    #expect(own["text"] as? String == "Own" && own["html"] as? String == "<p><em>Hi</em></p>\n")
    let none = try sent(Mail(omitsText: true, markdown: "*Hi*"), name: "Ada")
    #expect(none["text"] is NSNull)
  }

  /// Whatever a value holds, the html has it as text and no element more than without it.
  @Test(arguments: [
    "[x](https://evil.example)", "![x](https://evil.example/p.png)", "<b>x</b>",
    "<https://evil.example>",
    "https://evil.example", "*x*", "__x__", "`x`", "```\nx\n```", "# x", "- x", "+ x", "1. x",
    "1) x", "> x", "    x",
    "\tx", "---", "***", "===", "x\n===", "x\n---", "x\n\ny", "a  \nb", "x\\", "\\*x\\*", "&copy;",
    "&#42;x&#42;", "| a | b |",
    "~~x~~", "[x]: https://evil.example", "{{ id }}", "<!-- x -->", "<script>alert(1)</script>",
    "x #", "!", "\u{2028}x", "a\u{85}b",
    "'\"()", "www.evil.example", "😀*", "a_b_c", "\r\n\r\n# x", "&", "<", "]",
    "x](https://evil.example)",
  ])
  func dataIsNeverStructure(value: String) throws {
    for (before, after) in [
      ("", ""), ("Hi ", "!"), ("**", "**"), ("- ", ""), ("1. ", ""), ("> ", ""), ("# ", ""),
      ("a\n", "\nb"), ("[", "](https://a.example)"),
      ("[a](https://a.example \"", "\")"), ("*a*", "*b*"), ("a[b]", ""),
      ("a\n\n", ": https://a.example"), ("[a]", ""), ("`", "`"),
    ] {
      let got = try html("\(before){{ name }}\(after)", name: value)
      let plain = try html("\(before){{ name }}\(after)", name: "word")
      #expect(tags(got) == tags(plain), "\(before)…\(after): \(got)")
      #expect(!got.contains("href=\"https://evil") && !got.contains("src="))
    }
  }

  @Test(arguments: [
    ("*Zoë* & <Co>", "*Zoë* &amp; &lt;Co&gt;"), ("a\r\nb", "a b"), (" a ", " a "),
    ("5 - 3 = 2", "5 - 3 = 2"),
    ("SAVE_10%", "SAVE_10%"), ("\"x\" 'y'", "&quot;x&quot; 'y'"),
  ])
  func valuesReadAsTheyAre(value: String, shown: String) throws {
    #expect(try html("Hi {{ name }}!", name: value) == "<p>Hi \(shown)!</p>\n")
  }

  @Test func codeShowsValuesAsTheyAre() throws {
    #expect(
      try html("`{{ name }}`", name: "SAVE_10 <x> `y`")
        == "<p><code>SAVE_10 &lt;x&gt; `y`</code></p>\n")
    #expect(
      try html("```\n{{ name }}\n```", name: "a*b\n```\n# c")
        == "<pre><code>a*b ``` # c\n</code></pre>\n")
    #expect(try html("`&#42; {{ name }}`", name: "é") == "<p><code>* é</code></p>\n")
  }

  @Test(arguments: [
    ("https://a.example/x?a=1&b=_2_(3)#z", "https://a.example/x?a=1&amp;b=_2_(3)#z"),
    ("/relative", "/relative"),
    ("mailto:a@b.example", "mailto:a@b.example"), ("tel:+49 30", "tel:+49%2030"),
    ("javascript:alert(1)", "#"),
    ("JaVaScRiPt:alert(1)", "#"), ("data:text/html,x", "#"), ("vbscript:x", "#"),
    ("file:///etc/passwd", "#"), ("custom:x", "#"),
    (" javascript:x", "#"), ("java\tscript:x", "#"), ("x\" onclick=\"y", "#"),
    ("javascript&colon;alert(1)", "#"),
    ("/a) [b](https://evil.example", "/a)%20%5Bb%5D(https://evil.example"),
    ("/x\" onclick=\"y", "/x%22%20onclick=%22y"),
    ("a) [b](https://evil.example", "#"),
  ])
  func anAddressIsSafeOrNone(value: String, address: String) throws {
    let got = try html("[x]({{ name }})", name: value)
    #expect(got == "<p><a href=\"\(address)\">x</a></p>\n")
    #expect(
      try html("![x]({{ name }})", name: value) == "<p><img src=\"\(address)\" alt=\"x\" /></p>\n")
  }

  @Test(arguments: [("javascript:alert(1)", 2), ("https://a.example/", 1)])
  func linksThatBecomeNothingAreCounted(value: String, count: Int) throws {
    let mail = Mail(markdown: "[x]({{ name }}) [typo](htp://a.example)")
    for bodies in [BodyOutput.inline, .none] {
      let outcome = try run(
        Blueprint([.email("a", mail)]), [Person(name: value)], launch: "2026-12-01T08:00Z",
        bodies: bodies)
      #expect(outcome.result.summary.counts.replacedLinks == count)
    }
  }

  @Test func anAutolinkTakesASafeAddress() throws {
    #expect(
      try html("<{{ name }}>", name: "https://a.example/?c=a_b")
        == "<p><a href=\"https://a.example/?c=a_b\">https://a.example/?c=a_b</a></p>\n")
    #expect(try html("<{{ name }}>", name: "javascript:alert(1)").contains("href=\"#\""))
  }

  @Test func htmlOfTheTextIsShownUnlessAllowed() throws {
    #expect(
      try html("a <b>x</b> {{ name }}", name: "<i>") == "<p>a &lt;b&gt;x&lt;/b&gt; &lt;i&gt;</p>\n")
    #expect(
      try html("<div class=\"a\">\n{{ name }}\n</div>", name: "<i>&")
        == "<p>&lt;div class=&quot;a&quot;&gt;\n&lt;i&gt;&amp;\n&lt;/div&gt;</p>\n")
    #expect(
      try html("a <b>x</b> {{ name }}", name: "<i>", keepsHTML: true)
        == "<p>a <b>x</b> &lt;i&gt;</p>\n")
    let block = try html(
      "<div title=\"{{ name }}\">*\n{{ name }}\n</div>", name: "\"><i>*&", keepsHTML: true)
    #expect(
      block
        == "<div title=\"&#34;&#62;&#60;i&#62;&#42;&#38;\">*\n&#34;&#62;&#60;i&#62;&#42;&#38;\n</div>\n"
    )
  }

  @Test func linksOfKeptHTMLAreCheckedToo() throws {
    let link = "<a href=\"{{ name }}\">x</a>"
    #expect(
      try html(link, name: "javascript:alert(1)", keepsHTML: true) == "<p><a href=\"#\">x</a></p>\n"
    )
    let good = try html(link, name: "https://a.example/?a=1&b=2", keepsHTML: true)
    #expect(good.contains("https://a.example/?a&#61;1&#38;b&#61;2"))
    // Nothing may become a tag or a script, whatever it holds.
    for place in [
      "<{{ name }}>", "<p {{ name }}>", "<p title={{ name }}>", "<p onclick=\"{{ name }}\">",
      "<script>{{ name }}</script>",
    ] {
      var findings = Findings()
      let source = TemplateSource(main: MappedText(SourceFile(path: "t", text: place)))
      _ = compileTemplate(
        source, context: .markdownWithHTML, scope: runnerSegment.templateScope, into: &findings)
      #expect(!findings.all.isEmpty, "\(place)")
    }
  }

  @Test func filtersKeepValuesSafe() throws {
    #expect(try html("{{ name | escape }}", name: "*<b>*") == "<p>*&lt;b&gt;*</p>\n")
    #expect(try html("{{ name | upcase | append: '*x*' }}", name: "*a*") == "<p>*A**x*</p>\n")
    #expect(
      try html("{{ name | newline_to_br }}!", name: "# a\n# b\n\n- c")
        == "<p># a<br />\n# b<br />\n<br />\n- c!</p>\n")
    #expect(
      try html("{% capture x %}*{{ name }}*{% endcapture %}{{ x }}", name: "*a*")
        == "<p><em>*a*</em></p>\n")
    #expect(try html("{{ name | raw }}", name: "*a*") == "<p><em>a</em></p>\n")
  }

  /// What cannot be rendered is a skip, with and without bodies.
  @Test func aMessageThatCannotBeMadeIsSkipped() throws {
    for bodies in [true, false] {
      let row = try sent(Mail(markdown: "a {% abort_message 'no' %}"), name: "x", inline: bodies)
      #expect(row["reason"] as? String == "aborted")
      let layout = try sent(
        Mail(markdown: "a", layout: "{{ content }}{% abort_message 'no' %}"), name: "x",
        inline: bodies)
      #expect(layout["reason"] as? String == "aborted")
    }
    #expect(try sent(Mail(markdown: "a"), name: "x", inline: false)["html"] == nil)
  }

  @Test func anyValueAnywhereIsHarmless() throws {
    var random = SeededRandom(seed: 11)
    let pieces = [
      "*", "_", "`", "[", "]", "(", ")", "<", ">", "!", "#", "-", "1.", " ", "\n", "\\", "&", "a",
      "é", ":", "=", "~", "\"", "'",
    ]
    for _ in 0..<300 {
      let value = (0..<8).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      let got = try html("x {{ name }} y\n\n{{ name }}\n\n- {{ name }}{{ name }}", name: value)
      #expect(
        tags(got) == ["<p>", "</p>", "<p>", "</p>", "<ul>", "<li>", "</li>", "</ul>"],
        "\(value.debugDescription): \(got)")
    }
  }

  /// The names of elements, and whether they open or close.
  private func tags(_ html: String) -> [String] {
    html.split(separator: "<", omittingEmptySubsequences: false).dropFirst().map { piece in
      "<" + piece.prefix { $0 != ">" && $0 != " " } + ">"
    }
  }

  private func html(
    _ markdown: String, name: String = "Ada", keepsHTML: Bool = false, layout: String? = nil
  ) throws -> String {
    let mail = Mail(markdown: markdown, keepsHTML: keepsHTML, layout: layout)
    return try #require(try sent(mail, name: name)["html"] as? String)
  }

  private func sent(_ markdown: String, name: String, layout: String? = nil) throws -> [String: Any]
  {
    try sent(Mail(markdown: markdown, layout: layout), name: name)
  }

  private func sent(_ mail: Mail, name: String, inline: Bool = true) throws -> [String: Any] {
    let outcome = try run(
      Blueprint([.email("a", mail)]), [Person(name: name)], launch: "2026-12-01T08:00Z",
      bodies: inline ? .inline : .none)
    return try object(outcome.manifest[0])
  }
}
