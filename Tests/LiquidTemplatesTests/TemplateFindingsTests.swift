import Diagnostics
import LiquidTemplates
import Testing

@Suite struct TemplateFindingsTests {
  @Test(arguments: [
    ("a {{ frist_name | default: 'x' }}", "unknown-column", "frist_name"),
    ("é{{é}}", "liquid-syntax", "é"),
    ("{% if frist_name %}{% endif %}", "unknown-column", "frist_name"),
    ("{{ 'a' | upcas }}", "unknown-filter", "upcas"),
    ("{{ 'a' | slice }}", "filter-arguments", "slice"),
    ("{{ 'a' | slice: 1.5 }}", "type-mismatch", "1.5"),
    ("{{ 'a' | truncate: price }}", "type-mismatch", "price"),
    ("{{ tags | where: 'a' }}", "type-mismatch", "where"),
    ("{{ tags | map: 'a' }}", "type-mismatch", "map"),
    ("{{ tags | sort: 'a' | join }}", "type-mismatch", "'a'"),
    ("{{ tags | sum: 'a' }}", "type-mismatch", "'a'"),
    ("{{ tags | concat: email }}", "type-mismatch", "email"),
    ("{{ tags | upcase }}", "type-mismatch", "upcase"),
    ("{{ 'a' | reverse }}", "type-mismatch", "reverse"),
    ("{{ price | money: 'EUR' }}", "filter-arguments", "money"),
    ("{{ price | money: 'EURO', 'de' }}", "filter-arguments", "'EURO'"),
    ("{{ price | money: 'EUR', 'xx' }}", "filter-arguments", "'xx'"),
    ("{{ price | number_with_delimiter: 'de-' }}", "filter-arguments", "'de-'"),
    ("{{ joined_at | date: '%H', 'not a zone' }}", "invalid-timezone", "'not a zone'"),
    ("{{ joined_at | time_zone: '../etc' }}", "invalid-timezone", "'../etc'"),
    ("{% cycle %}", "liquid-syntax", ""),
    ("{% cycle 'a' 'b' %}", "liquid-syntax", "'b'"),
    ("{% cycle 'a', frist_name %}", "unknown-column", "frist_name"),
    ("{% cycle tags: 'a' %}", "type-mismatch", "tags"),
    ("{% increment %}", "liquid-syntax", ""),
    ("{% increment score %}", "type-mismatch", "score"),
    ("{% include email %}", "liquid-syntax", "email"),
    ("{% include 'nothing' %}", "missing-file", "'nothing'"),
    ("{% doc %}a", "liquid-syntax", "{% doc %}"),
    ("{% doc %}{% doc %}{% enddoc %}", "liquid-syntax", "{% doc %}"),
    ("{% liquid\n  ecko 1\n  echo email %}", "liquid-syntax", "ecko"),
    ("{% liquid\n  if opted_in\n%}a", "liquid-syntax", "if opted_in"),
    ("{% tablerow t in email %}{% endtablerow %}", "type-mismatch", "email"),
    ("{% tablerow t in tags rows: 2 %}{% endtablerow %}", "liquid-syntax", "rows"),
    ("{% tablerow t in tags cols: 'x' %}{% endtablerow %}", "type-mismatch", "'x'"),
    ("{% tablerow t in tags %}{{ forloop.index }}{% endtablerow %}", "unknown-column", "forloop"),
    (
      "{% tablerow t in tags %}{{ tablerowloop.rwo }}{% endtablerow %}", "type-mismatch", "rwo"
    ),
    (
      "{% tablerow t in tags %}{{ tablerowloop }}{% endtablerow %}", "type-mismatch", "tablerowloop"
    ),
    ("{% for t in tags offset: continu %}{% endfor %}", "unknown-column", "continu"),
    ("{% unsubscribe_url | x %}", "liquid-syntax", "| x"),
    ("{% endtablerow %}", "liquid-syntax", "endtablerow"),
    ("{% iff true %}", "liquid-syntax", "iff"),
    ("{% endif %}", "liquid-syntax", "endif"),
    ("{{ 'a' | append }}", "filter-arguments", "append"),
    ("{{ 'a' | upcase: 1 }}", "filter-arguments", "upcase"),
    ("{{ 'a' | replace: 'a', 'b', 'c' }}", "filter-arguments", "replace"),
    ("{{ email | default: 'x', allow_fals: true }}", "filter-arguments", "allow_fals"),
    ("{{ email.domain }}", "type-mismatch", "domain"),
    ("{{ score.size }}", "type-mismatch", "size"),
    ("{{ score[0] }}", "type-mismatch", "0"),
    ("{% for t in tags %}{{ forloop.idnex }}{% endfor %}", "type-mismatch", "idnex"),
    ("{% if score > '10' %}{% endif %}", "type-mismatch", "score > '10'"),
    ("{% if '10' == score %}{% endif %}", "type-mismatch", "'10' == score"),
    ("{% if opted_in == 'true' %}{% endif %}", "type-mismatch", "opted_in == 'true'"),
    ("{% if opted_in > true %}{% endif %}", "type-mismatch", "opted_in > true"),
    ("{% if ends_on > 'soon' %}{% endif %}", "type-mismatch", "ends_on > 'soon'"),
    ("{% if plan == 'por' %}{% endif %}", "unknown-enum-value", "'por'"),
    ("{% case plan %}{% when 'pro', 'tea' %}{% endcase %}", "unknown-enum-value", "'tea'"),
    ("{% for x in email %}{% endfor %}", "type-mismatch", "email"),
    ("{{ tags | upcase }}", "type-mismatch", "upcase"),
    ("{{ opted_in | plus: 1 }}", "type-mismatch", "plus"),
    ("{{ first_name }}", "placeholder-no-fallback", "first_name"),
    ("{{ first_name | upcase }}", "placeholder-no-fallback", "first_name | upcase"),
    ("{{ email", "liquid-syntax", "{{"),
    ("{% if true", "liquid-syntax", "{%"),
    ("{{ email | }}", "liquid-syntax", ""),
    ("{{ email email }}", "liquid-syntax", "email email"),
    ("{{ 'abc }}", "liquid-syntax", "'abc"),
    ("{{ email == 'a' }}", "liquid-syntax", "=="),
    ("{% if email = 'a' %}{% endif %}", "liquid-syntax", "="),
    ("{% if email && true %}{% endif %}", "liquid-syntax", "&&"),
    ("{% if not email %}{% endif %}", "liquid-syntax", "not"),
    ("{% if (true) %}{% endif %}", "liquid-syntax", ")"),
    ("{% if email | size > 2 %}{% endif %}", "liquid-syntax", "|"),
    ("{% if true %}a", "liquid-syntax", "{% if true %}"),
    ("{% if true %}a{% else if x %}b{% endif %}", "liquid-syntax", "if x"),
    ("{% if true %}a{% elseif x %}b{% endif %}", "liquid-syntax", "elseif"),
    ("{% if true %}a{% else %}b{% else %}c{% endif %}", "liquid-syntax", "{% else %}"),
    ("{% break %}", "liquid-syntax", "{% break %}"),
    ("{% for x on tags %}{% endfor %}", "liquid-syntax", "on"),
    ("{% for x in tags limits: 2 %}{% endfor %}", "liquid-syntax", "limits"),
    ("{% assign x 'a' %}", "liquid-syntax", "'a'"),
    ("{% assign foo? = 1 %}", "liquid-syntax", "foo?"),
    ("{% capture -foo %}{% endcapture %}", "liquid-syntax", "-"),
    ("{% raw %}a", "liquid-syntax", "{% raw %}"),
    ("{% comment %}a", "liquid-syntax", "{% comment %}"),
    ("{% %}", "liquid-syntax", "{% %}"),
    ("{% # a\nb %}", "liquid-syntax", "b"),
    ("{% render partial %}", "liquid-syntax", "partial"),
    ("{% render 'nothing' %}", "missing-file", "'nothing'"),
    ("{% abort_message reason %}", "liquid-syntax", "reason"),
    (
      "{{ 123456789012345678901234567890123456789012 }}", "liquid-syntax",
      "123456789012345678901234567890123456789012"
    ),
    ("{{ foo..bar }}", "liquid-syntax", ".."),
    ("{{ tags[0]size }}", "liquid-syntax", "size"),
  ])
  func finds(_ template: String, _ rule: String, _ text: String) {
    expect(template, finds: [(rule, text)])
  }

  @Test(arguments: [
    "{{ first_name | default: 'x' }}", "{% if first_name %}{{ first_name }}{% endif %}",
    "{% unless first_name %}a{% else %}{{ first_name }}{% endunless %}",
    "{% if first_name and opted_in %}{{ first_name }}{% endif %}",
    "{% if first_name == nil or opted_in %}a{% else %}{{ first_name }}{% endif %}",
    "{% if first_name != blank %}{{ first_name | upcase }}{% endif %}",
    "{% if first_name == 'Ada' %}{{ first_name }}{% endif %}",
    "{% case first_name %}{% when 'Ada' %}{{ first_name }}{% endcase %}",
    "{% if first_name == nil %}{% abort_message 'no name' %}{% endif %}{{ first_name }}",
    "{% assign n = first_name | default: 'x' %}{{ n }}",
    "{% if first_name %}{% assign n = first_name %}{% else %}{% assign n = 'x' %}{% endif %}{{ n }}",
    "{% for t in tags %}{% unless first_name %}{% continue %}{% endunless %}{{ first_name }}{% endfor %}",
    "{% if ends_on > '2026-12-01' %}{{ ends_on | date: '%d' }}{% endif %}",
    "{{ email | size }}{{ email.size }}", "{% if plan == 'pro' or plan contains 'p' %}{% endif %}",
    "{% if score == 42.0 and price > 1 %}{% endif %}", "{{ subject }}{{ unsubscribe_url }}",
    "{% raw %}{{ frist_name }}{% endraw %}{% comment %}{{ frist_name }}{% endcomment %}",
  ])
  func staysSilent(_ template: String) {
    expect(template, finds: [])
  }

  @Test(arguments: [
    "{% if first_name or opted_in %}{{ first_name }}{% endif %}",
    "{% if first_name %}a{% endif %}{{ first_name }}",
    "{% if first_name != empty %}{{ first_name }}{% endif %}",
    "{% unless first_name %}{{ first_name }}{% endunless %}",
    "{% for t in tags %}{% if first_name %}{% break %}{% endif %}{{ first_name }}{% endfor %}",
    "{% assign n = 'x' %}{% if opted_in %}{% assign n = first_name %}{% endif %}{{ n }}",
  ])
  func fallbackIsNeeded(_ template: String) {
    let found = compile(template)
    #expect(found.findings.all.map(\.rule.name) == ["placeholder-no-fallback"], "\(template)")
    #expect(found.template?.canFail == true)
  }

  @Test func severalMistakesInOneRun() {
    expect(
      "{{ a | }}{% if score > '1' %}{{ frist_name | upcas }}{% bogus %}{% endif %}{{ plan.x }}",
      finds: [
        ("liquid-syntax", ""), ("type-mismatch", "score > '1'"), ("unknown-column", "frist_name"),
        ("unknown-filter", "upcas"), ("liquid-syntax", "bogus"), ("type-mismatch", "x"),
      ])
  }

  @Test func messagesNameTheSegmentAndTheNearColumn() {
    let found = compile("{{ frist_name }}").findings.all
    #expect(found.map(\.message) == ["segment 'trial-users' has no column 'frist_name'"])
    #expect(found.map(\.label) == ["a column 'first_name' exists"])
    #expect(
      compile("{% if plan == 'por' %}{% endif %}").findings.all.map(\.label) == [
        "a value 'pro' exists"
      ])
    #expect(compile("{{ 'a' | upcas }}").findings.all.map(\.label) == ["a filter 'upcase' exists"])
    #expect(compile("{{ qqqqqqq }}").findings.all.map(\.label) == [""])
  }

  @Test func factsOfATemplate() {
    let template = compile("{{ score }}{% if plan == 'pro' %}{{ email }}{% endif %}{{ email }}")
      .template
    #expect(template?.columns == [1, 2, 3])
    #expect(template?.canFail == false)
    #expect(template?.printsUnsubscribeLink == false)
    #expect(template?.alwaysCompletes(rowBytes: 500, missing: .skip) == true)
    #expect(template?.alwaysCompletes(rowBytes: 1 << 20, missing: .skip) == false)
    #expect(template?.alwaysCompletes(rowBytes: .max, missing: .skip) == false)
    let guarded = compile("{{ first_name | default: 'you' }}{{ first_name }}").template
    #expect(guarded?.canFail == true)
    #expect(guarded?.alwaysCompletes(rowBytes: 500, missing: .skip) == false)
    #expect(guarded?.alwaysCompletes(rowBytes: 500, missing: .blank) == true)
    #expect(compile("{{ unsubscribe_url }}").template?.printsUnsubscribeLink == true)
    #expect(compile("{{ score | divided_by: score }}").template?.canFail == true)
    #expect(compile("{{ email }}").template == compile("{{ email }}").template)
    #expect(compile("{{ email }}").template != compile("{{ email}}").template)
  }

  @Test func partialsThatRenderThemselves() {
    let found = compile(
      "{% render 'a' %}", partials: [("a", "{% render 'b' %}"), ("b", "{% render 'a' %}")])
    #expect(found.findings.all.map(\.rule.name) == ["include-cycle"])
    let names = (0..<40).map { "p\($0)" }
    let doubling = names.enumerated().map { i, name in
      (name, i + 1 < 40 ? "{% render 'p\(i + 1)' %}{% render 'p\(i + 1)' %}" : "x{{ score }}")
    }
    #expect(compile("{% render 'p0' %}", partials: doubling).template == nil)
  }

  @Test func nestingAndSizeAreLimited() {
    let deep =
      String(repeating: "{% if true %}", count: 64) + String(repeating: "{% endif %}", count: 64)
    #expect(compile(deep).template != nil)
    let deeper = "{% if true %}" + deep + "{% endif %}"
    #expect(compile(deeper).findings.all.map(\.rule.name) == ["liquid-syntax"])
    #expect(compile(String(repeating: "a", count: 1 << 20)).template != nil)
    #expect(compile(String(repeating: "a", count: 1 << 20 + 1)).template == nil)
    #expect(compile("{{ " + String(repeating: "tags[", count: 1000) + " }}").template == nil)
    #expect(
      compile("{% if " + String(repeating: "true and ", count: 1000) + "true %}{% endif %}")
        .template == nil)
  }
}
