import CampaignCompiler
import CampaignGraph
import Diagnostics
import Foundation
import TestSupport
import Testing

@Suite("grammar/rules.ebnf")
struct RuleGrammarTests {
  static let grammar: String = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return (try? String(contentsOf: root.appending(path: "grammar/rules.ebnf"), encoding: .utf8))
      ?? ""
  }()

  static func examples(_ kind: String) -> [String] {
    let marker = "(* \(kind): "
    return grammar.split(separator: "\n").compactMap { line in
      guard line.hasPrefix(marker), line.hasSuffix(" *)") else { return nil }
      return String(line.dropFirst(marker.count).dropLast(3))
    }
  }

  @Test("gives examples that are accepted")
  func accepted() {
    let examples = RuleGrammarTests.examples("ok")
    #expect(examples.count > 30)
    for example in examples {
      let (expression, findings) = RuleFixture.compile(example)
      #expect(expression != nil, "\(example): \(findings.all.map(\.message))")
    }
  }

  @Test("gives examples that are refused")
  func refused() {
    let examples = RuleGrammarTests.examples("bad")
    #expect(examples.count > 30)
    for example in examples {
      #expect(RuleFixture.compile(example).expression == nil, "\(example)")
    }
  }

  @Test("has no other line that looks like an example")
  func noStrayExamples() {
    let lines = RuleGrammarTests.grammar.split(separator: "\n").filter {
      $0.contains("(* ok") || $0.contains("(* bad")
    }
    let count = RuleGrammarTests.examples("ok").count + RuleGrammarTests.examples("bad").count
    #expect(lines.count == count)
  }

  @Test("spells every operator, function and unit")
  func terminals() {
    let names =
      RuleOperator.allCases.map(\.rawValue).filter { $0 != "not in" }
      + RuleFunction.allCases.map(\.rawValue)
      + ["opened", "clicked", "replied", "bounced", "sent", "event", "not", "within", "weeks"]
    for name in names {
      #expect(RuleGrammarTests.grammar.contains("\"\(name)\""), "\(name)")
    }
  }

  @Test("defines every symbol that it uses, once")
  func isClosed() {
    let productions = RuleGrammarTests.withoutComments().split(separator: ";").map(String.init)
    var defined: [String] = []
    var used: Set<String> = []
    for production in productions {
      let sides = RuleGrammarTests.withoutTerminals(production).split(
        separator: "=", maxSplits: 1)
      guard sides.count == 2 else { continue }
      defined.append(RuleGrammarTests.symbols(String(sides[0])).joined())
      used.formUnion(RuleGrammarTests.symbols(String(sides[1])))
    }
    #expect(defined.count == Set(defined).count)
    #expect(used.subtracting(defined) == [])
    #expect(Set(defined).subtracting(used) == ["rule"])
  }

  private static func withoutComments() -> String {
    var text = ""
    var rest = Substring(grammar)
    while let start = rest.range(of: "(*") {
      text += rest[..<start.lowerBound]
      guard let end = rest[start.upperBound...].range(of: "*)") else { return text }
      rest = rest[end.upperBound...]
    }
    return text + rest
  }

  private static func withoutTerminals(_ production: String) -> String {
    var text = ""
    var quote: Character?
    for character in production {
      if let open = quote {
        if character == open { quote = nil }
      } else if "\"'?".contains(character) {
        quote = character
        text += ","
      } else {
        text.append(character)
      }
    }
    return text
  }

  /// Names may hold spaces, as in `step id`.
  private static func symbols(_ text: String) -> [String] {
    text.split(whereSeparator: { ",|{}[]()-".contains($0) }).map {
      $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }.filter { !$0.isEmpty }
  }
}
