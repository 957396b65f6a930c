import Diagnostics
import LiquidTemplates
import Testing

/// Small templates that would make much of little.
@Suite struct LimitBombTests {
  @Test(arguments: [
    "{% assign x = 'ab' %}{% for i in (1..60) %}{% capture x %}{{ x }}{{ x }}{% endcapture %}{% endfor %}",
    "{% assign x = 'ab' %}{% for i in (1..60) %}{% assign x = x | append: x %}{% endfor %}{{ x }}",
    "{% assign x = 'ab' %}{% for i in (1..60) %}{% assign x = x | prepend: x | append: x %}{% endfor %}",
    "{% assign x = 'aa' %}{% for i in (1..60) %}{% assign x = x | replace: 'a', x %}{% endfor %}",
    "{% assign x = 'aa' %}{% for i in (1..60) %}{% assign x = x | replace: '', x %}{% endfor %}",
    "{% assign x = '<<' %}{% for i in (1..60) %}{% assign x = x | append: x | url_encode %}{% endfor %}",
    "{% assign x = 'a,b' %}{% for i in (1..60) %}{% assign y = x | split: ',' | join: x %}{% assign x = y | append: ',' | append: y %}{% endfor %}",
    "{% for i in (1..1000000000000000000) %}{% endfor %}",
    "{% for i in (1..1000000000000000000) %}{{ i }}{% endfor %}",
    "{% for i in (-9223372036854775807..9223372036854775807) reversed %}{% endfor %}",
    "{{ (1..1000000000000000000) | join: ',' }}",
    "{{ (1..1000000000000000000) }}{% for i in (1..100001) %}{% endfor %}",
    "{% for i in (1..50) %}{% for j in (1..50) %}{% for k in (1..50) %}{% endfor %}{% endfor %}{% endfor %}",
    "{% tablerow i in (1..1000000000000000000) cols: 1000000000000000000 %}{% endtablerow %}",
    "{% tablerow i in (1..99999) %}{{ i }}{% endtablerow %}{% tablerow i in (1..99999) %}{% endtablerow %}",
    "{% assign x = 'a' %}{% for i in (1..19) %}{% assign x = x | append: x %}{% endfor %}{% for i in (1..100) %}{% assign y = x | split: '' %}{% endfor %}",
    "{% assign x = 'a' %}{% for i in (1..21) %}{% assign x = x | append: x %}{% endfor %}{{ x }}",
  ])
  func endsEarly(_ template: String) {
    for context in [TemplateContext.text, .html] {
      guard let outcome = render(template, context: context)?.outcome else { return }
      guard case .failed(let failure) = outcome else {
        Issue.record("\(template): \(outcome)")
        return
      }
      #expect(
        [.outputLimit, .operationLimit, .loopLimit, .memoryLimit].contains(failure), "\(template)")
    }
  }

  @Test func whatFailsPrintsNothing() {
    let outcome = render("a{% for i in (1..100001) %}b{% endfor %}")
    #expect(outcome == Rendered(outcome: .failed(.loopLimit), text: ""))
  }

  @Test func partialsThatMultiply() {
    // 2 to the power of 60.
    let names = (0..<60).map { "p\($0)" }
    let partials = names.enumerated().map { i, name in
      (
        name,
        i + 1 < names.count ? "{% render 'p\(i + 1)' %}{% render 'p\(i + 1)' %}" : "{{ score }}"
      )
    }
    let found = compile("{% render 'p0' %}", partials: partials)
    #expect(found.template == nil)
    #expect(found.findings.sorted().map(\.rule.name) == ["liquid-syntax"])
  }

  @Test func partialsNestAHundredDeep() {
    for (depth, isAllowed) in [(100, true), (101, false)] {
      let partials = (1...depth).map { i in
        ("p\(i)", i < depth ? "{% render 'p\(i + 1)' %}" : "end")
      }
      let found = compile("{% render 'p1' %}", partials: partials)
      #expect((found.template != nil) == isAllowed, "\(depth)")
    }
  }

  @Test func namesOfATemplate() {
    for (count, isAllowed) in [(1000, true), (1001, false)] {
      let names = (0..<count).map { "{% assign a\($0) = 1 %}" }.joined()
      #expect((compile(names).template != nil) == isAllowed)
    }
  }

  @Test func largeDataIsWorkedOnOnce() {
    let long = String(repeating: "a,", count: 1 << 18)
    let values: [String: TestValue] = ["email": .text(long)]
    #expect(render("{{ email | split: ',' | size }}", values)?.text == "262144")
    #expect(render("{{ email | split: ',' | join: ',' | size }}", values)?.text == "524287")
    let outcome = render("{{ email | split: '' | size }}", values)?.outcome
    #expect(
      outcome == .complete || outcome == .failed(.memoryLimit)
        || outcome == .failed(.operationLimit))
  }
}
