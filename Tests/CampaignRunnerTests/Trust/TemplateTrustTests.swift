import CampaignCompiler
import CampaignGraph
import CampaignRunner
import Diagnostics
import Foundation
import JSONText
import LiquidTemplates
import Testing

/// What is said of every way through a template holds for every email that a run renders.
@Suite struct TemplateTrustTests {
  private static let address = "Acme GmbH, Ritterstrasse 12"
  private static let count =
    ProcessInfo.processInfo.environment["TRUST_CAMPAIGNS"].flatMap { Int($0) } ?? 500
  private static let first =
    ProcessInfo.processInfo.environment["TRUST_SEED"].flatMap { Int($0) } ?? 1

  @Test func everyRenderedBodyShowsWhatNoFindingMisses() throws {
    var (claimed, rendered, missed, failures) = (0, 0, 0, 0)
    let (first, count) = (TemplateTrustTests.first, TemplateTrustTests.count)
    var next = first
    while next < first + count, failures < 5 {
      let seed = next
      next += 1
      var generator = CampaignGenerator(seed: UInt64(seed))
      let generated = generator.makeTemplates(address: TemplateTrustTests.address)
      let (compiled, findings) = generated.analyzed()
      guard let graph = compiled?.graph else {
        let errors = findings.filter { $0.severity == .error }.map(\.message)
        Issue.record("no campaign: \(errors)\n\(generated)")
        failures += 1
        continue
      }
      let rows = try RandomRun(generated, graph).run(bodies: .inline).manifest
        .filter { $0["outcome"]?.stringValue == "send" }
      for (rule, shown) in [
        ("missing-unsubscribe", "https://acme.example/u?c="),
        ("missing-postal-address", TemplateTrustTests.address),
      ] {
        let said = findings.filter { $0.rule.name == rule }.map(\.message)
        for body in ["html", "text"] {
          let isClaimed = !said.contains { names($0, body) }
          if isClaimed { claimed += 1 }
          for row in rows {
            guard let whole = row[body]?.stringValue else { continue }
            rendered += isClaimed ? 1 : 0
            if withoutComments(whole).contains(shown) { continue }
            missed += 1
            guard isClaimed else { continue }
            Issue.record("seed \(seed): \(rule) is silent about \(body): \(whole)\n\(generated)")
            failures += 1
          }
        }
      }
    }
    print(
      "trust: templates of seeds \(first)..<\(next): \(claimed) claims beside",
      "\(rendered) bodies; \(missed) bodies without what other findings miss")
    guard failures == 0 else { return }
    #expect(claimed > count / 2 && rendered > 2 * count && missed > count)
  }

  /// Whether a message such as 'the html and text of marketing email …' is about a body.
  private func names(_ message: String, _ body: String) -> Bool {
    message.components(separatedBy: " of marketing email")[0].contains(body)
  }

  private func withoutComments(_ body: String) -> String {
    body.components(separatedBy: "<!--").enumerated().map { index, part in
      index == 0
        ? part : part.components(separatedBy: "-->").dropFirst().joined(separator: "-->")
    }.joined()
  }
}

extension CampaignGenerator {
  /// One email whose bodies branch over the columns, with contacts of every kind.
  fileprivate mutating func makeTemplates(address: String) -> GeneratedCase {
    let text = (0..<4).map { _ in piece(0, false, address) }.joined(separator: " ")
    let html = (0..<4).map { _ in piece(0, true, address) }.joined(separator: " ")
    var rows: [[String]] = []
    for turn in 0..<2 {
      for var row in contacts() {
        row[0] = "\(turn)-\(rows.count)"
        row[1] = "c\(rows.count)@a.example"
        row[11] = "false"
        rows.append(row)
      }
    }
    addNarrowCells(&rows)
    return GeneratedCase(
      seed: seed,
      project: [
        "mailplan: 1", "links: { unsubscribe: \"https://acme.example/u?c={{ id }}\" }",
        "postal_address: \(address)",
      ],
      settings: ["type: broadcast", "on_missing: blank"],
      steps: [
        GeneratedStep(keys: [
          .line("email: a"), .line("subject: Hello"), .line("text: '\(text)'"),
          .line("html: '<p>\(html)</p>'"),
        ])
      ], contacts: rows, events: [], launch: launch, asOf: nil, assumed: "none")
  }

  private mutating func piece(_ depth: Int, _ isHTML: Bool, _ address: String) -> String {
    let link = isHTML ? "<a href=\"{{ unsubscribe_url }}\">Stop</a>" : "{{ unsubscribe_url }}"
    guard depth < 4 else { return one(of: [link, address, "Hello", link + address]) }
    func inner() -> String {
      (0..<(1 + chance.below(2))).map { _ in piece(depth + 1, isHTML, address) }
        .joined(separator: " ")
    }
    switch chance.below(12) {
    case 0, 1: return link
    case 2: return address
    case 3: return "{{ name | default: \"you\" }}"
    case 4, 5:
      let test = templateTest()
      return "{% if \(test) %}\(inner()){% else %}\(inner()){% endif %}"
    case 6:
      let (test, other) = (templateTest(), templateTest())
      return "{% if \(test) %}\(inner()){% elsif \(other) %}\(inner()){% endif %}"
    case 7: return "{% unless \(templateTest()) %}\(inner()){% endunless %}"
    case 8:
      let last = isOne(in: 2) ? "{% else %}" : "{% when \"team\" %}"
      return "{% case plan %}{% when \"free\" %}\(inner()){% when \"pro\" %}\(inner())\(last)"
        + "\(inner()){% endcase %}"
    case 9: return "{% for tag in tags %}\(inner()){% else %}\(inner()){% endfor %}"
    case 10:
      return isHTML
        ? "<!-- \(one(of: [link, address, "Hello"])) -->"
        : "{% capture x\(depth) %}\(inner()){% endcapture %}{{ x\(depth) }}"
    default:
      let (column, value) = one(of: [("plan", "pro"), ("tier", "gold"), ("\"pro\"", "pro")])
      names += 1
      let name = "v\(names)"
      return "{% assign \(name) = \(column) %}"
        + "{% if \(name) == \"\(value)\" %}\(inner()){% else %}\(inner())"
        + "{% endif %}"
    }
  }

  private mutating func templateTest() -> String {
    one(of: [
      "plan == \"free\"", "plan != \"pro\"", "score > 50", "score <= 50", "name", "company == nil",
      "tier == \"gold\"", "tier == \"silver\" or tier == nil", "beta", "beta == false",
      "tags contains \"t0\"", "rank == 1 and score > 50", "rank != blank", "name == \"Grace\"",
      "tags.size > 0", "tags == empty",
    ])
  }
}
