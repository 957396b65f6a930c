import Foundation
import LiquidTemplates
import Testing

/// Runs the examples of `grammar/liquid.md`.
@Suite struct GrammarExamplesTests {
  private struct Example {
    let context: TemplateContext
    let template: String
    var values: [String: TestValue] = [:]
    var output: String?
  }

  @Test func everyExamplePrintsWhatItSays() throws {
    let examples = try examples()
    #expect(examples.count > 40)
    for example in examples {
      let found = render(
        example.template, example.values, context: example.context,
        partials: [("greeting", "Hi {{ name }}!")], viewInBrowser: "https://acme.example/v?c=1")
      #expect(found != nil && found?.text == example.output, "\(example.template)")
    }
  }

  @Test func everyTagAndFilterIsDescribed() throws {
    let text = try document()
    for name in LiquidNames.tags + LiquidNames.filters {
      let parts = text.components(separatedBy: "\n### `\(name)`\n")
      let section = parts.dropFirst().last?.components(separatedBy: "\n##").first ?? ""
      #expect(section.contains("\n```liquid") && section.contains("\n```output"), "\(name)")
    }
  }

  private func document() throws -> String {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return try String(contentsOf: root.appendingPathComponent("grammar/liquid.md"), encoding: .utf8)
  }

  private func examples() throws -> [Example] {
    var examples: [Example] = []
    var block: (info: String, lines: [String])?
    for line in try document().split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("```") else {
        block?.lines.append(String(line))
        continue
      }
      guard let (info, lines) = block else {
        block = (String(line.dropFirst(3)), [])
        continue
      }
      block = nil
      let text = lines.joined(separator: "\n")
      switch info {
      case "liquid": examples.append(Example(context: .text, template: text))
      case "liquid html": examples.append(Example(context: .html, template: text))
      case "values": examples[examples.count - 1].values = values(lines)
      case "output": examples[examples.count - 1].output = text
      default: Issue.record("a block of an unknown kind: \(info)")
      }
    }
    return examples
  }

  /// `column: text`; nothing behind the colon is nil.
  private func values(_ lines: [String]) -> [String: TestValue] {
    var values: [String: TestValue] = [:]
    for line in lines {
      let parts = line.split(separator: ":", maxSplits: 1)
      let text = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
      values[String(parts[0])] = text.isEmpty ? .null : .text(text)
    }
    return values
  }
}
