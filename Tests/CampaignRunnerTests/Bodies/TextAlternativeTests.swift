import CampaignRunner
import LiquidTemplates
import TestSupport
import Testing

@Suite struct TextAlternativeTests {
  @Test(arguments: [
    ("", ""), ("Hello", "Hello"), ("  Hello \n\t world  ", "Hello world"),
    ("<p>One</p><p>Two</p>", "One\n\nTwo"), ("<p>One<p>Two", "One\n\nTwo"),
    ("<h1>Big</h1>Text<h6>small</h6>", "Big\n\nText\n\nsmall"),
    ("<div>One</div><div>Two</div>", "One\nTwo"), ("One<br>Two<BR/>Three", "One\nTwo\nThree"),
    ("One<br><br><br><br>Two", "One\n\nTwo"), ("<br><p></p><p>x</p><br>", "x"),
    ("One<hr>Two", "One\n\n----------\n\nTwo"), ("a <b> b </b> c", "a b c"),
    ("a<b> b</b>", "a b"), ("<b>a</b>b", "ab"), ("1 < 2 & 3 > 2", "1 < 2 & 3 > 2"),
    ("<section><p>a</p></section>", "a"),
  ])
  func blocksAndWhiteSpace(html: String, text: String) {
    #expect(plain(html) == text)
  }

  @Test(arguments: [
    ("<ul><li>One</li><li>Two</li></ul>", "- One\n- Two"),
    ("a<ul><li>One<li>Two</ul>b", "a\n\n- One\n- Two\n\nb"),
    ("<ol><li>One<li>Two</ol>", "1. One\n2. Two"), ("<ol start=9><li>a<li>b</ol>", "9. a\n10. b"),
    ("<ol start=-1><li>a</ol>", "1. a"),
    ("<ul><li>a<ul><li>b</ul><li>c</ul>", "- a\n  - b\n- c"),
    ("<ul><li><p>a</p><p>b</p></ul>", "- a\n\n  b"), ("<ul><li><li>b</ul>", "- b"),
    ("<ol><li><li>b</ol>", "2. b"), ("<li>loose", "loose"), ("</ul></ol>a</blockquote>", "a"),
    ("<blockquote>a<br>b</blockquote>c", "> a\n> b\n\nc"),
    ("<blockquote><ul><li>a</ul></blockquote>", "> - a"),
    ("<blockquote>a<blockquote>b</blockquote></blockquote>", "> a\n\n> > b"),
    ("<dl><dt>a</dt><dd>b</dd></dl>", "a\nb"),
  ])
  func listsAndQuotes(html: String, text: String) {
    #expect(plain(html) == text)
  }

  @Test(arguments: [
    ("<a href='https://a.example'>Go</a>!", "Go (https://a.example)!"),
    ("<a href=https://a.example>Go</a>", "Go (https://a.example)"),
    ("<a href='https://a.example'>https://a.example</a>", "https://a.example"),
    ("<a href='https://a.example/'>https://a.example</a>", "https://a.example"),
    ("<a href='mailto:ada@acme.example'>ada@acme.example</a>", "ada@acme.example"),
    ("<a href='mailto:ada@acme.example'>Ada</a>", "Ada (mailto:ada@acme.example)"),
    (
      "<a href='https://a.example/?a=1&amp;b=2&copy=3'>x</a>",
      "x (https://a.example/?a=1&b=2&copy=3)"
    ),
    ("<a href='#top'>Top</a>", "Top"), ("<a href=''>x</a>", "x"), ("<a>x</a>", "x"),
    ("<a href='javascript:alert(1)'>x</a>", "x"),
    ("<a href='\n https://a.example\n'>x</a>", "x (https://a.example)"),
    ("<a href='https://a.example'><img src=x alt='Logo'></a>", "Logo (https://a.example)"),
    ("<a href='https://a.example'><img src=x></a>", "https://a.example"),
    ("<a href='https://a.example'><div>In</div></a>after", "In (https://a.example)\nafter"),
    ("<a href='https://a.example'>One", "One (https://a.example)"),
    ("<a href='/a'>1</a> <a href='/b'>2</a>", "1 (/a) 2 (/b)"),
    ("<a href='/a'>1 <a href='/b'>2</a>", "1 (/a) 2 (/b)"),
    ("<a href='https://a.example'>Go </a>on", "Go (https://a.example) on"),
    ("<a href='https://ä.example/ü'>x</a>", "x (https://ä.example/ü)"),
    ("<img alt='A &amp; B  <3'>", "A & B <3"), ("<img alt=''>", ""), ("a<img src=b>c", "ac"),
  ])
  func linksAndImages(html: String, text: String) {
    #expect(plain(html) == text)
  }

  @Test(arguments: [
    ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>", "a | b\nc | d"),
    ("<table role=presentation><tr><td>1.</td><td>b</td></tr></table>", "1. b"),
    ("<table><tr><th>a<td></td><td> &nbsp; </td><td>b</table>", "a | b"),
    ("<table><tr><td><p>a</p></td><td><p>b</p></td></tr></table>", "a\n\nb"),
    (
      "<table><tr><td><table role='presentation'><tr><td>a</td><td>b</td></tr></table></td></tr>"
        + "<tr><td>c</td><td>d</td></tr></table>", "a b\n\nc | d"
    ),
    ("x<table><tr><td>a</table>y", "x\n\na\n\ny"), ("<td>a<td>b", "a | b"),
  ])
  func tablesAreLinearised(html: String, text: String) {
    #expect(plain(html) == text)
  }

  @Test(arguments: [
    ("<pre>a\n  b\n\nc</pre>d", "a\n  b\n\nc\n\nd"), ("<pre>\n\tx &lt;</pre>", "    x <"),
    ("<blockquote><pre>a\nb</pre></blockquote>", "> a\n> b"), ("</pre>a  b", "a b"),
  ])
  func preformattedTextKeepsItsLines(html: String, text: String) {
    #expect(plain(html) == text)
  }

  @Test(arguments: [
    ("&lt;b&gt; &amp;amp; &quot;&apos;&#39;", "<b> &amp; \"''"),
    ("&copy; 2026&nbsp;&nbsp;x", "© 2026 x"),
    ("&#8364;&#x20ac;&#X20AC;&euro;", "€€€€"), ("&#128;&#150;", "€–"),
    ("&copy 1 &amp2 &euro2", "© 1 &amp2 &euro2"),
    ("&#0;&#xD800;&#99999999999;", "\u{FFFD}\u{FFFD}\u{FFFD}"), ("&#x1F600;", "😀"),
    ("&;&#;&#x;&nope;&", "&;&#;&#x;&nope;&"),
    ("a&shy;b&#8203;c&zwnj;d", "abc\u{200C}d"), ("a\u{A0}\u{A0}b\u{200B}c\u{AD}d", "a bcd"),
    ("a\u{0}b\u{7}c\u{85}d", "abc d"), ("Grüße, 世界 🎉  x", "Grüße, 世界 🎉 x"),
    ("&Auml;&auml;&thetasym;", "Ääϑ"),
    ("👩‍👩‍👧 e\u{301}", "👩‍👩‍👧 e\u{301}"),
  ])
  func entitiesAndOddCharacters(html: String, text: String) {
    #expect(Array(plain(html).utf8) == Array(text.utf8))
  }

  @Test(arguments: [
    ("<head><title>T</title><style>p{}</style><meta x></head><body>a", "a"),
    ("<html><head><title>T<body>a", ""), ("<head><meta><body>a", "a"),
    ("<style>a > b {}</style>x<script>if (a<b) '</p>'</script>y", "xy"),
    ("<title>T</TITLE >x", "x"),
    ("<style>never closed", ""), ("<!-- a > b -->x<!---->y<!-->z", "xyz"), ("<!-- open", ""),
    ("<!--[if mso]><table><tr><td>Outlook</td></tr></table><![endif]-->x", "x"),
    ("<!--[if !mso]><!-->shown<!--<![endif]-->", "shown"), ("<![if !mso]>shown<![endif]>", "shown"),
    ("<!DOCTYPE html><?xml version='1.0'?>a</ >b", "ab"),
    ("<div style='display:none'>Preheader</div>x", "x"),
    ("<div style=\"color:#fff; DISPLAY : none!important\">a<div>b</div>c</div>x", "x"),
    ("<div style=display:none>a</div>x", "x"), ("<span hidden>a</span>x", "x"),
    ("<div style='visibility: hidden'>a</div>x", "x"), ("<p style='mso-display:none'>a</p>", "a"),
    ("<div style='max-height:0;opacity: 0;overflow:hidden'>a</div>x", "x"),
    ("<p style=opacity:0>a</p>b", "b"), ("<p style='opacity:0.5'>a</p>", "a"),
    ("<p style='display:block'>a</p>", "a"), ("<p title='display:none'>a</p>", "a"),
    ("<p style='font-family: Gray; display:\nnone'>a</p>b", "b"),
    ("<td style='display:none'><table><tr><td>in</td></tr></table></td><td>out</td>", "out"),
    ("<p style='display:none'>a<p>b", "b"), ("<div><p style='display:none'>a</div>b", "b"),
    ("<img style='display:none' alt=a>b", "b"), ("<svg><title>a</title><text>b</text></svg>c", "c"),
    ("<template>a</template>b", "b"),
    ("<div style='display:none'>a<style>b</div></style>c</div>d", "d"),
  ])
  func whatNobodySeesIsLeftOut(html: String, text: String) {
    #expect(plain(html) == text)
  }

  @Test(arguments: [
    ("<", "<"), ("a<", "a<"), ("a<3", "a<3"), ("</", ""), ("<a", ""), ("<a href", ""),
    ("<a href=", ""),
    ("<a href='x", ""), ("a<p", "a"), ("<p title='>'>a</p>", "a"), ("<p title=a>b</p>", "b"),
    ("<p title = \"a > b\" x>c", "c"), ("<p/>a", "a"), ("<p =x>a", "a"), ("<x-y z>a</x-y>", "a"),
    ("<!", ""), ("<!-", ""), ("<!--", ""), ("&#", "&#"), ("<p \"'>a", "a"),
  ])
  func brokenMarkupIsReadAsBrowsersDo(html: String, text: String) {
    #expect(plain(html) == text)
  }

  /// One converter for many messages: nothing of one shows in the next.
  @Test func nothingIsRemembered() {
    var converter = TextAlternative()
    let texts = [
      "<ul><li><a href='/x'>a", "<blockquote><pre>b", "<div hidden>c", "<table><tr><td>d", "e",
    ].map { html in
      Array(html.utf8).withUnsafeBytes { converter.make(from: $0) }
      return String(decoding: converter.text.bytes, as: UTF8.self)
    }
    #expect(texts == ["- a (/x)", "> b", "", "d", "e"])
  }

  @Test func truncatedAndMutatedHTMLIsAlwaysRead() {
    let html = Array(sample.utf8)
    for length in 0...html.count { check(Array(html[..<length])) }
    var random = SeededRandom(seed: 7)
    for _ in 0..<4000 {
      var broken = html
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let place = Int.random(in: 0..<broken.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: broken[place] = UInt8.random(in: 0...255, using: &random)
        case 1: broken.remove(at: place)
        case 2: broken.insert("<>&\"'=/-!#;".utf8.randomElement(using: &random) ?? 0, at: place)
        default: broken.swapAt(place, Int.random(in: 0..<broken.count, using: &random))
        }
      }
      check(broken)
    }
    for _ in 0..<2000 {
      check((0..<40).map { _ in "<>&\"'=/-!# \npa".utf8.randomElement(using: &random) ?? 0 })
    }
  }

  /// Twice the html takes about twice the work, also where everything is left open.
  @Test(arguments: [
    "<", "<a href=x>", "<!--", "<style>", "<ul><li>", "<p ", "<p a='", "&", "<blockquote>a", "&#1",
    "</p", "<!-->-",
  ])
  func endlessMarkupIsLinear(piece: String) {
    let html = Array(String(repeating: piece, count: 200_000).utf8)
    var converter = TextAlternative()
    html.withUnsafeBytes { converter.make(from: $0) }
    #expect(converter.text.count <= html.count * 8)
  }

  private func check(_ html: [UInt8]) {
    var converter = TextAlternative()
    html.withUnsafeBytes { converter.make(from: $0) }
    let first = converter.text.bytes
    html.withUnsafeBytes { converter.make(from: $0) }
    #expect(converter.text.bytes == first)
    #expect(first.count <= html.count * 12)
    #expect(first.first != UInt8(ascii: "\n") && first.last != UInt8(ascii: "\n"))
  }

  private func plain(_ html: String) -> String {
    var converter = TextAlternative()
    Array(html.utf8).withUnsafeBytes { converter.make(from: $0) }
    return String(decoding: converter.text.bytes, as: UTF8.self)
  }

  private let sample = """
    <!DOCTYPE html><html><head><title>T</title><style>p > a { x: y }</style></head>
    <body><div style="display: none; color: #fff">Preheader &zwnj;&nbsp;</div><!--[if mso]><p>o</p><![endif]-->
    <h1>Hello,&nbsp;Zoë &#x1F600;</h1><p class='a'>One <a href="https://a.example/?x=1&amp;y=2">link</a>.<br/>
    <img src=x alt="Logo &lt;3"></p><ol start=3><li>a<ul><li>b</ul><li>c</ol><blockquote><pre>  q
    r</pre></blockquote><table role=presentation><tr><td>1</td><td>2</td></tr></table></body></html>
    """
}
