import CampaignCompiler
import Diagnostics
import Foundation
import Testing

/// Compiles the examples of `grammar/campaign.md`.
@Suite("grammar/campaign.md") struct CampaignGrammarTests {
  private func examples() throws -> [String] {
    let url = RuleCatalogueTests.root.appending(path: "grammar/campaign.md")
    let text = try String(contentsOf: url, encoding: .utf8)
    return text.matches(of: /(?s)\n```yaml\n(.*?)```\n/).map { String($0.output.1) }
  }

  @Test func everyWholeFileLintsClean() throws {
    let files = try examples().filter { $0.hasPrefix("mailplan: 1\n") }
    #expect(files.count > 5)
    for text in files {
      var findings = Findings()
      let source = SourceFile(path: "example.yaml", text: text)
      if text.contains("\ncampaign: ") {
        _ = compileCampaign(
          source, at: "example.yaml", files: memory(project), into: &findings)
      } else if text.contains("\nsegment: ") {
        lintSegment(source, at: "example.yaml", files: memory(project), into: &findings)
      } else {
        lintProject(source, files: memory([:]), into: &findings)
      }
      let texts = findings.sorted().map { "\($0.rule.name): \($0.message)" }
      #expect(texts == [], "\(text)")
    }
  }

  /// Parts name steps and columns of a campaign that is not shown; their keys and values must be right.
  @Test func everyPartHasTheRightKeysAndValues() throws {
    let parts = try examples().filter { !$0.hasPrefix("mailplan: 1\n") }
    #expect(parts.count > 5)
    for part in parts {
      let lines = part.split(separator: "\n").map { $0.drop { $0 == " " } }
      let isStep = lines.first { !$0.hasPrefix("#") }?.hasPrefix("- ") == true
      let text = isStep ? head + "steps:\n" + part : head + part + steps
      let result = CompileCase(text)
      for finding in result.findings.all {
        let stage = ruleCatalogue.description(of: finding.rule.name)?.stage
        #expect(stage != .yaml && stage != .structure, "\(finding.message) in\n\(part)")
      }
    }
  }

  /// The links and the address that the text of the examples speaks of.
  private let project = [
    "mailplan.yaml": Array(
      """
      mailplan: 1
      links: { unsubscribe: "https://acme.example/u?c={{ id }}" }
      postal_address: Acme GmbH, Ritterstraße 12, 10969 Berlin, Germany

      """.utf8)
  ]
  private let head = """
    mailplan: 1
    campaign: example
    type: drip
    segment: segment.yaml
    from: ada@acme.example

    """
  private let steps = "\nsteps:\n  - email: hello\n    subject: Hello\n    text: Hello\n"
}
