import Diagnostics
import LiquidTemplates
import Testing

/// Where in an html body a value stands, and what follows for it.
@Suite struct MarkupPlaceTests {
  @Test(arguments: [
    // Attributes without quotes, tags, names.
    ("<td width={{ email }}>", "unquoted-attribute", "email"),
    ("<td width= {{ email }}>", "unquoted-attribute", "email"),
    ("<td width=a{{ email }}>", "unquoted-attribute", "email"),
    ("<a href=x{% if opted_in %}y{% endif %}{{ email }}>", "unquoted-attribute", "email"),
    ("<{{ email }}>", "active-content", "email"),
    ("</{{ email }}>", "active-content", "email"),
    ("<b{{ email }}>", "active-content", "email"),
    ("<b {{ email }}>", "active-content", "email"),
    ("<b a{{ email }}>", "active-content", "email"),
    ("<b a {{ email }}>", "active-content", "email"),
    ("<b a='x'{{ email }}>", "active-content", "email"),
    ("<b/{{ email }}>", "active-content", "email"),
    ("<b ='{{ email }}'>", "active-content", "email"),
    ("<!{{ email }}>", "active-content", "email"),
    // Scripts.
    ("<script>{{ email }}</script>", "active-content", "email"),
    ("<SCRIPT type='x'>{{ email }}", "active-content", "email"),
    ("<script/>{{ email }}", "active-content", "email"),
    ("<script>a</scriptx>{{ email }}", "active-content", "email"),
    ("<script>a</style>{{ email }}", "active-content", "email"),
    ("<script>a\u{1C}/script>{{ email }}", "active-content", "email"),
    ("<style>a{}</style ><style>{{ email }}</style>", "active-content", "email"),
    ("<style><!-- {{ email }} --></style>", "active-content", "email"),
    ("<b onclick='{{ email }}'>", "active-content", "email"),
    ("<b ONCLICK = \"f({{ email }})\">", "active-content", "email"),
    ("<b onclick='a' class=b onload=\"{{ email }}\">", "active-content", "email"),
    ("<iframe srcdoc='{{ email }}'>", "active-content", "email"),
    ("<a href='javascript:{{ email }}'>", "active-content", "email"),
    ("<a href=' JavaScript:f({{ email }})'>", "active-content", "email"),
    ("<a href='java\nscript:{{ email }}'>", "active-content", "email"),
    ("<a href='java&#115;cript&colon;{{ email }}'>", "active-content", "email"),
    ("<a href='&#x6A;avascript&#58{{ email }}'>", "link-scheme", "email"),
    ("<a href='vbscript:{{ email }}'>", "active-content", "email"),
    ("<a href='data:text/html,{{ email }}'>", "active-content", "email"),
    ("<p style=\"background:url('javascript:{{ email }}')\">", "active-content", "email"),
    ("<p style=\"{{ email }}\">", "active-content", "email"),
    ("<p style='color:red; {{ email }}: x'>", "active-content", "email"),
    ("<META HTTP-EQUIV=Refresh content='{{ email }}'>", "active-content", "email"),
    ("<meta http-equiv='refresh' content='0; {{ email }}'>", "active-content", "email"),
    // Conditional comments are live; others are not seen.
    ("<!--[if mso]><td width={{ email }}><![endif]-->", "unquoted-attribute", "email"),
    ("<!--[if (gte mso 9)|(IE)]><script>{{ email }}", "active-content", "email"),
    ("<!--[if !mso]><!--><b {{ email }}><!--<![endif]-->", "active-content", "email"),
    ("<!--[if {{ email }}]>", "active-content", "email"),
    ("<!-- {{ email }} -->", "value-in-comment", "email"),
    ("<!--[note] '{{ email }}' -->", "value-in-comment", "email"),
    ("<!--[iffy] {{ email }} -->", "value-in-comment", "email"),
    ("<!-- a -- > {{ email }} -->", "value-in-comment", "email"),
    // A scheme of data and text.
    ("<a href='{{ first_name | default: 'x' }}:alert(1)'>", "link-scheme", ""),
    // Ways that end in different places.
    ("{% if opted_in %}<a href='{% endif %}{{ email }}", "unbalanced-markup", "email"),
    ("{% if opted_in %}<script>{% endif %}a {{ email }}", "unbalanced-markup", "email"),
    (
      "{% case plan %}{% when 'pro' %}<b title='{% endcase %}{{ email }}", "unbalanced-markup",
      "email"
    ),
    ("{% for t in tags %}<a title='{{ t }}{% endfor %}", "unbalanced-markup", "t"),
    (
      "{% for t in tags %}{% if opted_in %}<b a='{% continue %}{% endif %}{% endfor %}",
      "unbalanced-markup", "t"
    ),
    ("{% capture x %}<a href='{% endcapture %}{{ x }}", "unbalanced-markup", "x"),
  ])
  func refused(_ template: String, _ rule: String, _ text: String) {
    let found = compile(template, context: .html).findings.sorted().filter { $0.severity != .info }
    #expect(found.map(\.rule.name) == [rule], "\(template): \(found.map(\.message))")
    guard let first = found.first, case .range(let range) = first.place, !text.isEmpty else {
      return
    }
    #expect(range.text == text, "\(template)")
  }

  @Test(arguments: [
    "<td width={{ score }}>", "<h{{ score }}>{{ email }}</h{{ score }}>", "<a title='{{ email }}'>",
    "<b title = \"{{ email }}\">", "<b title='\"'>{{ email }}", "<p>a < b {{ email }}",
    "<p>1<2{{ email }}", "<title>{{ email }}</title>", "<title><b x='</title>{{ email }}",
    "<textarea><a href='</textarea>{{ email }}", "<xmp><b '</xmp>{{ email }}",
    "<script>'<b a=\"'</script>{{ email }}", "<style>a>b{}</style>{{ email }}",
    "<!-- it's --><p>{{ email }}", "<!--[x] a=\" -->{{ email }}", "<!---->{{ email }}",
    "<!-->{{ email }}", "<!--->{{ email }}", "<!-- a --!>{{ email }}", "<!doctype html>{{ email }}",
    "<?xml version='1.0'?>{{ email }}", "<![endif]-->{{ email }}",
    "<!--[if mso]><td><![endif]--><p>{{ email }}", "<!--[if mso]><p>{{ email }}</p><![endif]-->",
    "<!--[if !mso]><!--><p>{{ email }}</p><!--<![endif]-->",
    "<td{% if opted_in %} class='a'{% endif %}>{{ email }}",
    "<td class='a{% if opted_in %} b{% endif %} {{ plan }}'>",
    "<td title={% if opted_in %}'a'{% else %}\"b\"{% endif %}>{{ email }}",
    "{% if opted_in %}<b>{% else %}<i>{% endif %}{{ email }}",
    "{% for t in tags %}<b title='{{ t }}'>{{ t }}</b>{% endfor %}{{ email }}",
    "{% for t in tags %}{% if opted_in %}<b>{% break %}{% endif %}<i>{% endfor %}{{ email }}",
    "{% for t in tags %}{% capture x %}<b>{% break %}{% endcapture %}{{ x }}{% endfor %}{{ email }}",
    "<a href='{% if opted_in %}https://a.example/{% else %}/{% endif %}{{ email }}'>",
    "<a href='{{ site }}'><a href='{{ site }}:8080/{{ email }}'>",
    "<a href='{{ unsubscribe_url }}'>",
    "<a href='mailto:{{ email }}'><a href='tel:{{ score }}'>", "<a href='https:{{ email }}'>",
    "<a href='?q={{ email }}&amp;p={{ email }}'>", "<p style='color: {{ email }}'>",
    "<p style=\"background: url('https://x.example/{{ email }}')\">",
    "<b onclick='f({{ score }})'>",
    "<script>{{ score | raw }}</script><td {{ 'a' | raw }}>", "<a href='javascript:void(0)'>",
    "{% capture x %}<b>{{ email }}</b>{% endcapture %}{{ x }}",
  ])
  func allowed(_ template: String) {
    expect(template, context: .html, finds: [])
  }

  @Test func placesCrossPartialsAndLayouts() {
    let partial = compile(
      "<a title='{% render 'p' %}'>", context: .html, partials: [("p", "{{ email }}")])
    #expect(partial.findings.all.isEmpty)
    let script = compile(
      "<script>{% render 'p' %}</script>", context: .html, partials: [("p", "{{ email }}")])
    #expect(script.findings.all.map(\.rule.name) == ["active-content"])
    let opened = compile(
      "{% render 'p' %}{{ email }}>", context: .html, partials: [("p", "<td width=")])
    #expect(opened.findings.all.map(\.rule.name) == ["unquoted-attribute"])
    for layout in [
      "<script>{{ content }}</script>", "<style>{% if score > 1 %}{{ content }}{% endif %}",
    ] {
      let inside = compile("{{ email }}", context: .html, layout: layout)
      #expect(inside.findings.all.map(\.rule.name) == ["active-content"], "\(layout)")
    }
    let around = compile(
      "<b>{{ email }}</b>", context: .html, layout: "<p>{{ content }}{{ email }}")
    #expect(around.findings.all.isEmpty)
  }

  @Test func messagesSayWhereTheWaysLead() {
    let found = compile("{% if opted_in %}<a href='{% endif %}{{ email }}", context: .html)
    #expect(
      found.findings.all.first?.message
        == "the ways to this value lead to different places in the html: text, and the value of 'href'"
    )
    let loop = compile("{% for t in tags %}<a title='{% endfor %}", context: .html)
    #expect(
      loop.findings.all.map(\.message) == [
        "a turn of this loop begins in text, and ends in the value of 'title'"
      ])
  }

  @Test func textBodiesHaveNoPlaces() {
    expect("<script>{{ email }} <b {{ email }}", finds: [])
    expect("<script>{{ email }}", context: .header, finds: [])
  }
}
