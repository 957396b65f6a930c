import CivilTime
import Diagnostics
import LiquidTemplates
import TestSupport
import Testing

@Suite struct LimitTests {
  @Test(arguments: [
    ("{% for i in (1..100001) %}a{% endfor %}", RenderFailure.loopLimit),
    ("{% for i in (1..400) %}{% for j in (1..400) %}{% endfor %}{% endfor %}", .loopLimit),
    ("{% for i in (1..9223372036854775807) %}{% assign x = i %}{% endfor %}", .loopLimit),
    (
      "{% for i in (1..90000) %}{{ i | plus: i | plus: i | plus: i | plus: i | plus: i }}{% endfor %}",
      .operationLimit
    ),
    (
      "{% assign x = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' %}{% for i in (1..99999) %}{{ x }}{% endfor %}",
      .outputLimit
    ),
    (
      "{% assign x = 'a' %}{% for i in (1..40) %}{% assign x = x | append: x %}{% endfor %}",
      .memoryLimit
    ),
    ("{{ (1..9223372036854775807) | join: '' }}", .memoryLimit),
  ])
  func limits(_ template: String, _ failure: RenderFailure) {
    #expect(render(template)?.outcome == .failed(failure), "\(template)")
  }

  @Test func belowTheLimits() {
    #expect(render("{% for i in (1..100000) %}{% endfor %}")?.outcome == .complete)
    #expect(render(String(repeating: "a", count: 1 << 20))?.outcome == .complete)
    let long: [String: TestValue] = ["email": .text(String(repeating: "<", count: 1 << 18))]
    #expect(render("{{ email }}", long)?.outcome == .complete)
    #expect(render("{{ email }}", long, context: .html)?.outcome == .complete)
    #expect(
      render("{{ email }}{{ email }}", long, context: .html)?.outcome == .failed(.outputLimit))
  }

  @Test func searchesAreLinear() {
    let text = String(repeating: "a", count: 1 << 19)
    let needle = String(repeating: "a", count: 1 << 12) + "b"
    let values: [String: TestValue] = ["email": .text(text), "site": .text(needle)]
    #expect(render("{{ email | replace: site, 'x' | size }}", values)?.text == "524288")
    #expect(render("{% if email contains site %}a{% endif %}", values)?.text == "")
    let tags: [String: TestValue] = [
      "email": .text(String(repeating: "<script<!--<", count: 1 << 15))
    ]
    #expect(render("{{ email | strip_html | size }}", tags)?.outcome == .complete)
  }

  @Test func partialsOfTextMultiplyNoFurtherThanTheLimit() {
    let large = String(repeating: "x", count: 1 << 20)
    let renders = String(repeating: "{% render 'p' %}", count: 50)
    let all = compile(renders, partials: [("p", large)]).findings.sorted()
    #expect(all.map(\.message) == ["partials make this template too large"])
  }

  /// Openers without ends must not be sought again and again.
  @Test func scanningIsLinear() {
    for piece in [
      "{{", "{%", "{% raw %}", "{% comment %}", "{{'", "{% endraw ", "{%{{\"", "{{ a }",
    ] {
      _ = compile(String(repeating: piece, count: (1 << 20) / piece.utf8.count))
    }
  }
}

@Suite struct MutationTests {
  static let sample =
    "{%- if first_name -%}<a href=\"{{ site }}\">{{ first_name | default: 'x' | truncate: 5, '…' }}</a>"
    + "{% elsif score >= 1.5 and plan == 'pro' %}{% for t in tags reversed limit: 2 %}{{ forloop.index }}"
    + "{{ t | split: 'b' | join: \"#\" }}{% break %}{% else %}é{% endfor %}{% else %}"
    + "{% case plan %}{% when 'pro', 'team' %}{% capture x %}{{ email | escape }}{% endcapture %}{{ x }}"
    + "{% endcase %}{% endif %}{% raw %}{{ {% endraw %}{% comment %}{{ x {% endcomment %}{% # n %}"
    + "{{ (1..3) | join: ',' }}{{ joined_at | date: '%-d %:z %10Y' }}{% render 'p', a: tags[0] %}"
    + "{% abort_message 'no' %}{{ price | times: 2 | plus: 1 | divided_by: 3 | round: 2 }}{{ ['email'] }}"

  @Test func truncatedAnywhere() {
    let bytes = Array(MutationTests.sample.utf8)
    for count in 0...bytes.count { check(Array(bytes[..<count])) }
  }

  @Test func changedAnywhere() {
    var random = SeededRandom(seed: 20_261_123)
    let bytes = Array(MutationTests.sample.utf8)
    let pieces = [
      "{{", "}}", "{%", "%}", "'", "|", ":", "..", "[", "-", "\0", "é", "<", "if",
      "99999999999999999999",
    ]
    for _ in 0..<1000 {
      var changed = bytes
      for _ in 0..<(1 + random.below(4)) {
        let place = random.below(changed.count)
        switch random.below(3) {
        case 0: changed[place] = UInt8(random.below(256))
        case 1: changed.remove(at: place)
        default:
          changed.insert(contentsOf: Array(pieces[random.below(pieces.count)].utf8), at: place)
        }
      }
      check(changed)
    }
  }

  /// No trap, ranges inside the source, the same result twice, and what compiles renders.
  private func check(_ bytes: [UInt8]) {
    for context in [TemplateContext.html, .header] {
      let first = result(bytes, context)
      #expect(first == result(bytes, context), "\(bytes)")
    }
  }

  private struct Result: Equatable {
    let findings: [Diagnostic]
    let outcome: RenderOutcome?
    let bytes: [UInt8]
  }

  private func result(_ bytes: [UInt8], _ context: TemplateContext) -> Result {
    var findings = Findings()
    let file = SourceFile(path: "t.liquid", bytes: bytes)
    let source = TemplateSource(
      main: MappedText(file),
      partials: [("p", templateText("{{ a }}{{ email }}", path: "p.liquid"))])
    let template = compileTemplate(source, context: context, scope: .test, into: &findings)
    for finding in findings.all {
      guard case .range(let range) = finding.place else { continue }
      #expect(range.bytes.upperBound <= range.file.bytes.count)
    }
    #expect(findings.hasErrors == (template == nil))
    guard let template else { return Result(findings: findings.sorted(), outcome: nil, bytes: []) }
    var renderer = TemplateRenderer()
    var output = ByteBuffer()
    let outcome = renderer.render(
      template, row: .test(), clock: Instant(seconds: 0), zone: .utc, reserved: ReservedTexts(),
      missing: .blank, appendingTo: &output)
    return Result(findings: findings.sorted(), outcome: outcome, bytes: output.bytes)
  }
}

@Suite struct RendererReuseTests {
  /// A renderer that has rendered anything else gives the same bytes as a new one.
  @Test func keepsNothingBetweenRenderings() {
    let templates = [
      MutationTests.sample.replacing("{% abort_message 'no' %}", with: ""), "{{ first_name }}",
      "{% capture x %}{{ score | divided_by: 0 }}{% endcapture %}",
      "{% assign x = tags | join %}{{ x }}",
      "{% for t in tags %}{% for u in tags %}{% abort_message 'x' %}{% endfor %}{% endfor %}",
    ].compactMap { compile($0, partials: [("p", "{{ a }}")]).template }
    #expect(templates.count == 5)
    var used = TemplateRenderer()
    var random = SeededRandom(seed: 7)
    for _ in 0..<200 {
      let template = templates[random.below(templates.count)]
      let row = ContactRow.test(random.below(2) == 0 ? [:] : ["first_name": .null])
      var fresh = TemplateRenderer()
      var a = ByteBuffer()
      var b = ByteBuffer()
      let reserved = ReservedTexts()
      let x = used.render(
        template, row: row, clock: Instant(seconds: 0), zone: .utc, reserved: reserved,
        missing: .fail, appendingTo: &a)
      let y = fresh.render(
        template, row: row, clock: Instant(seconds: 0), zone: .utc, reserved: reserved,
        missing: .fail, appendingTo: &b)
      #expect(x == y)
      #expect(a.bytes == b.bytes)
    }
  }

  @Test func rowsWithoutCellsAreNull() {
    guard let template = compile("{{ email }}").template else { return }
    var renderer = TemplateRenderer()
    var output = ByteBuffer()
    let outcome = renderer.render(
      template, row: ContactRow(), clock: Instant(seconds: 0), zone: .utc,
      reserved: ReservedTexts(), missing: .fail, appendingTo: &output)
    #expect(outcome == .missing(column: 1))
  }
}
