import CampaignCompiler
import CivilTime
import Diagnostics
import Foundation
import Testing

/// A rule of the catalogue with an example also has a near miss, on which it is silent, and an odd place (a block
/// scalar, a flow mapping, text that is not ASCII, another file), where its range is exact.
///
/// They lie in `RuleCases`, a file for each group.
@Suite struct RuleCaseTests {
  private static let cases = RuleCases.all

  @Test func everyRuleHasBoth() {
    let wanted = Set(RuleCatalogueTests.examples)
    let gap = wanted.symmetricDifference(Self.cases.keys).sorted()
    #expect(gap.isEmpty, "with cases in one place only: \(gap)")
    for (id, parts) in Self.cases { #expect(!parts.near.isEmpty && !parts.odd.isEmpty, "\(id)") }
  }

  @Test(arguments: cases.keys.sorted())
  func nearMissIsSilent(_ id: String) throws {
    for example in try #require(Self.cases[id]).near {
      let result = RuleExample(example).compile(today: RuleCases.today)
      #expect(!result.rules.contains(id), "\(example)\n\(result.texts.joined(separator: "\n"))")
      // Sound in all else, so that every check has looked at it.
      #expect(!result.findings.hasErrors, "\(result.texts.joined(separator: "\n"))")
    }
  }

  @Test(arguments: cases.keys.sorted())
  func oddPlaceIsExact(_ id: String) throws {
    for (place, example) in try #require(Self.cases[id]).odd {
      let result = RuleExample(example).compile(today: RuleCases.today)
      let found = result.findings.all.filter { $0.rule.name == id }.map { finding -> String in
        guard case .range(let range) = finding.place else { return "\(finding.place)" }
        return String(decoding: range.file.bytes[range.bytes], as: UTF8.self)
      }
      #expect(found == [place], "\(example)\n\(result.texts.joined(separator: "\n"))")
    }
  }
}

/// `=== rule-id`, then `--- near` and `--- odd <text at the place>`, each with an example below it.
private enum RuleCases {
  static let today = CivilDate(year: 2026, month: 12, day: 1)

  static let all: [String: (near: [String], odd: [(place: String, example: String)])] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "RuleCases")
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
    var cases: [String: (near: [String], odd: [(place: String, example: String)])] = [:]
    for file in files.sorted() {
      let text = (try? String(contentsOf: folder.appending(path: file), encoding: .utf8)) ?? ""
      for part in ("\n" + text).components(separatedBy: "\n=== ").dropFirst() {
        let pieces = part.components(separatedBy: "\n--- ")
        let id = pieces[0].trimmingCharacters(in: .whitespacesAndNewlines)
        for piece in pieces.dropFirst() {
          let head = piece.prefix { $0 != "\n" }
          let example = String(piece.dropFirst(head.count + 1))
          if head == "near" {
            cases[id, default: ([], [])].near.append(example)
          } else if head.hasPrefix("odd ") {
            let place = String(head.dropFirst(4)).replacing("\\n", with: "\n")
            cases[id, default: ([], [])].odd.append((place, example))
          }
        }
      }
    }
    return cases
  }()
}
