import CivilTime
import Diagnostics
import LiquidTemplates
import TestSupport
import Testing

/// Templates of all tags, cut off and changed: no trap, ranges inside the source, in both modes.
@Suite struct TagMutationTests {
  private static let sample =
    "{% tablerow t in tags cols: 2, limit: 3 %}{{ tablerowloop.row }}{% cycle 'g': t, 'b' %}{% break %}"
    + "{% endtablerow %}{% for t in tags limit: 1 offset: continue %}{% ifchanged %}{{ t }}"
    + "{% include 'p', a: t %}{% endifchanged %}{% continue %}{% endfor %}{% increment n %}{% decrement n %}"
    + "{% liquid\n if n > 1\n  echo n\n endif\n render 'p' for tags as a\n# x\n%}{% doc %}{{ {% enddoc %}"
    + "{% capture c %}{% cycle n: 1, 2 %}{% endcapture %}{{ c }}{% include 'q' with tags as t %}"
    + "{{ forloop.parentloop.name }}{% render 'q', t: n %}{{ self['tags'][0] }}{% unsubscribe_url %}"
  private static let partials = [
    ("p", "{{ a }}{% break %}{% assign z = a %}"),
    ("q", "{% if t %}{{ t }}{% endif %}{% include t %}{% increment n %}{% render 'q' %}"),
  ]

  @Test func truncatedAnywhere() {
    let bytes = Array(Self.sample.utf8)
    for count in 0...bytes.count { check(Array(bytes[..<count])) }
  }

  @Test func changedAnywhere() {
    var random = SeededRandom(seed: 20_261_124)
    let bytes = Array(Self.sample.utf8)
    let pieces = [
      "{{", "}}", "{%", "%}", "'", ":", "[", "-", "\n", "99999999999999999999", "endfor", "liquid",
      "-9223372036854775808", "tags", "(1..9)", "break ",
    ]
    for _ in 0..<1500 {
      var changed = bytes
      for _ in 0..<(1 + random.below(3)) {
        let place = random.below(changed.count)
        switch random.below(3) {
        case 0: changed[place] = UInt8(random.below(256))
        case 1: changed.removeSubrange(place..<min(changed.count, place + 1 + random.below(12)))
        default:
          changed.insert(contentsOf: Array(pieces[random.below(pieces.count)].utf8), at: place)
        }
        if changed.isEmpty { changed = [0x20] }
      }
      check(changed)
    }
  }

  private func check(_ bytes: [UInt8]) {
    let source = TemplateSource(
      main: MappedText(SourceFile(path: "t.liquid", bytes: bytes)),
      partials: Self.partials.map { ($0.0, templateText($0.1, path: $0.0)) })
    var output = ByteBuffer()
    var renderer = TemplateRenderer()
    for syntax in [LiquidSyntax.strict, .strict2] {
      var findings = Findings()
      let template = compileConformanceTemplate(source, syntax: syntax, into: &findings)
      expectInside(findings)
      #expect(findings.hasErrors == (template == nil))
      guard let template else { continue }
      let data = DataTree(
        .object([
          (Array("tags".utf8), .array([.text(Array("p".utf8)), .integer(2), .null])),
          (Array("t".utf8), .text(Array("q".utf8))),
        ]))
      let first = renderer.render(
        template, data: data, clock: Instant(seconds: 0), zone: .utc, appendingTo: &output)
      let again = renderer.render(
        template, data: data, clock: Instant(seconds: 0), zone: .utc, appendingTo: &output)
      #expect(first == again)
    }
    var findings = Findings()
    let template = compileTemplate(source, context: .html, scope: .test, into: &findings)
    expectInside(findings)
    guard let template else { return }
    _ = renderer.render(
      template, row: .test(), clock: Instant(seconds: 0), zone: .utc, reserved: ReservedTexts(),
      missing: .blank, appendingTo: &output)
  }

  private func expectInside(_ findings: Findings) {
    for finding in findings.all {
      guard case .range(let range) = finding.place else { continue }
      #expect(range.bytes.upperBound <= range.file.bytes.count)
    }
  }
}
