import CampaignCompiler
import CivilTime
import Diagnostics
import Foundation
import Testing

struct RuleCatalogueTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Rules that are about a campaign and have an example.
  static let examples = ruleCatalogue.rules.filter { $0.stage != .rows && !$0.bad.isEmpty }
    .map(\.id.name)

  @Test func idsAreUniqueAndSorted() {
    let ids = ruleCatalogue.rules.map(\.id.name)
    #expect(Set(ids).count == ids.count)
    #expect(ruleCatalogue.rules.allSatisfy { !$0.summary.isEmpty && !$0.why.isEmpty })
  }

  @Test(arguments: examples)
  func theBadExampleBreaksTheRuleAndTheGoodOneDoesNot(_ id: String) throws {
    let rule = try #require(ruleCatalogue.description(of: id))
    let bad = RuleExample(rule.bad).compile()
    #expect(bad.rules.contains(id), "\(bad.texts.joined(separator: "\n"))")
    let good = RuleExample(rule.good).compile()
    #expect(!good.rules.contains(id), "\(good.texts.joined(separator: "\n"))")
    #expect(!good.findings.hasErrors, "\(good.texts.joined(separator: "\n"))")
    for diagnostic in bad.findings.all where diagnostic.rule == rule.id && rule.stage != .compliance
    {
      #expect(diagnostic.severity == rule.severity)
    }
  }

  /// `explain` says of every rule how it is configured and taken back, or that it cannot be.
  @Test(arguments: ruleCatalogue.rules.map(\.id.name))
  func saysHowItIsConfigured(_ id: String) throws {
    let rule = try #require(ruleCatalogue.description(of: id))
    switch rule.configuration {
    case .fixed(let words):
      #expect(!rule.isAdjustable && words.contains("no comment suppresses it"))
    case .adjustable(let project, let comment):
      #expect(rule.isAdjustable && project.contains("rules: { \(id): "))
      if let comment { #expect(comment.contains("ignore[\(id)]") && comment.contains(" -- ")) }
      // What it says is taken by the project file, line by line.
      for line in project.split(separator: "\n") {
        let result = CompileCase(["mailplan.yaml": "mailplan: 1\n\(line)\n"])
        #expect(
          !result.findings.all.contains { diagnostic in
            guard case .range(let range) = diagnostic.place else { return false }
            return range.file.path == "mailplan.yaml"
          }, "\(result.texts)")
      }
    }
    #expect(rule.markdown.contains(rule.why))
  }

  /// Every rule id that the sources report is in the catalogue, and the catalogue has no others.
  @Test func everyReportedRuleIsDescribed() throws {
    let sources = RuleCatalogueTests.root.appending(path: "Sources")
    let files =
      FileManager.default.enumerator(atPath: sources.path())?.allObjects as? [String] ?? []
    let report =
      /(?:Diagnostic\(|report\(|error\(|warn\(|: RuleID =|\(\s*rule:)\s*"([a-z]+(?:-[a-z]+)+)"/
    let answer = /case [^:\n]+: "([a-z]+(?:-[a-z]+)+)"/
    var reported: [String: String] = [:]
    for file in files.sorted() where file.hasSuffix(".swift") {
      let text = try String(contentsOf: sources.appending(path: file), encoding: .utf8)
      for match in text.matches(of: report) { reported[String(match.output.1)] = file }
      guard text.contains("var rule: RuleID") else { continue }
      for match in text.matches(of: answer) { reported[String(match.output.1)] = file }
    }
    #expect(reported.count > 30)
    for (id, file) in reported.sorted(by: { $0.key < $1.key }) {
      #expect(ruleCatalogue.description(of: id) != nil, "\(file) reports \(id)")
    }
  }

  /// A rule whose example cannot be shown in a few lines has a test that names it.
  @Test func whatHasNoExampleIsTestedByName() throws {
    let tests = RuleCatalogueTests.root.appending(path: "Tests")
    let files = FileManager.default.enumerator(atPath: tests.path())?.allObjects as? [String] ?? []
    var all = ""
    for file in files
    where file.hasSuffix(".swift") || file.contains("Cases/") || file.contains("cenarios/") {
      all += (try? String(contentsOf: tests.appending(path: file), encoding: .utf8)) ?? ""
    }
    for rule in ruleCatalogue.rules where rule.bad.isEmpty && rule.id.name != "internal-error" {
      #expect(all.contains(rule.id.name), "no test names \(rule.id.name)")
    }
  }

  /// `grammar/diagnostics.md` is written from the catalogue: UPDATE_GOLDENS=1.
  @Test func theGrammarHasTheCatalogue() throws {
    let url = RuleCatalogueTests.root.appending(path: "grammar/diagnostics.md")
    let wanted = ruleCatalogue.markdown
    let written = try? String(contentsOf: url, encoding: .utf8)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] != nil, written != wanted {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try wanted.write(to: url, atomically: true, encoding: .utf8)
    }
    #expect(written == wanted, "run the tests with UPDATE_GOLDENS=1 and look at the difference")
  }
}

/// A documented example, completed to a project that can be compiled.
struct RuleExample {
  private(set) var files: [String: String] = [:]

  init(_ example: String) {
    var path = "campaign.yaml"
    for line in example.split(separator: "\n", omittingEmptySubsequences: false) {
      if let match = line.wholeMatch(of: /# ([a-z\/.-]+\.(?:yaml|liquid))/) {
        path = String(match.output.1)
      } else {
        files[path, default: ""] += line + "\n"
      }
    }
    let campaign = files["campaign.yaml"] ?? ""
    if !campaign.hasPrefix("mailplan: 1\n") {
      var head = ""
      for (key, text) in RuleExample.head
      where !campaign.hasPrefix("\(key):") && !campaign.contains("\n\(key):") {
        head += text + "\n"
      }
      files["campaign.yaml"] = head + campaign
    }
    if let project = files["mailplan.yaml"], !project.hasPrefix("mailplan: 1\n") {
      files["mailplan.yaml"] = "mailplan: 1\n" + project
    }
  }

  func compile(today: CivilDate? = nil) -> CompileCase {
    var all = [
      "segment.yaml": standardFiles["segment.yaml"] ?? "",
      "mailplan.yaml": """
      mailplan: 1
      links: { unsubscribe: "https://acme.example/unsubscribe?c={{ email }}" }
      postal_address: Acme GmbH, Ritterstraße 12, 10969 Berlin
      """,
    ]
    all.merge(files) { $1 }
    return CompileCase(all, hasStandardFiles: false, today: today)
  }

  private static let head = [
    ("mailplan", "mailplan: 1"), ("campaign", "campaign: example"), ("type", "type: drip"),
    ("segment", "segment: segment.yaml"), ("from", "from: ada@acme.example"),
  ]
}
