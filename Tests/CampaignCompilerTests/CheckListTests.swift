import CampaignCompiler
import Diagnostics
import Foundation
import Testing

/// The sources and the catalogue name the same checks: nobody has to remember to add one to a list.
@Suite struct CheckListTests {
  private static let sources: [(name: String, text: String)] = {
    let folder = RuleCatalogueTests.root.appending(path: "Sources")
    let files =
      FileManager.default.enumerator(atPath: folder.path())?.allObjects as? [String] ?? []
    return files.filter { $0.hasSuffix(".swift") }.sorted().map { file in
      let text = try? String(contentsOf: folder.appending(path: file), encoding: .utf8)
      return (URL(filePath: file).lastPathComponent, text ?? "")
    }
  }()

  /// The types that document a rule, with the files that declare them.
  private static let checks: [(type: String, file: String, text: String)] = {
    let declaration =
      /(?:enum|struct|extension) (\w+): .*\b(?:LintCheck|GraphCheck|DocumentedRule)\b/
    return sources.flatMap { source in
      source.text.matches(of: declaration).map {
        (String($0.output.1), source.name, source.text)
      }
    }
  }()

  /// A check that is in no list would never run, and would not be in the catalogue.
  @Test func everyCheckIsInTheCatalogueUnderItsOwnName() {
    #expect(Self.checks.count > 60)
    for check in Self.checks {
      let id = Self.id(of: check.type)
      #expect(ruleCatalogue.description(of: id) != nil, "\(check.type) is not in the catalogue")
      #expect(
        check.file == check.type + ".swift" || check.file.hasPrefix(check.type + "+"),
        "\(check.type) lies in \(check.file)")
    }
  }

  /// A rule without a type of its own is named where it is described and where it is reported.
  @Test func everyDescribedRuleIsReported() {
    let typed = Set(Self.checks.map { Self.id(of: $0.type) })
    for rule in ruleCatalogue.rules where !typed.contains(rule.id.name) {
      let times = Self.sources.reduce(0) {
        $0 + $1.text.components(separatedBy: "\"\(rule.id.name)\"").count - 1
      }
      #expect(times > 1, "\(rule.id.name) is described and never reported")
    }
  }

  /// ClippedHTML is `clipped-html`.
  private static func id(of type: String) -> String {
    type.replacing(/([a-z0-9])([A-Z])/) { "\($0.output.1)-\($0.output.2)" }
      .replacing(/([A-Z])([A-Z][a-z])/) { "\($0.output.1)-\($0.output.2)" }
      .lowercased()
  }
}
