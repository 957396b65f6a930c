import Diagnostics
import Foundation
import LiquidTemplates
import Testing

/// Runs the examples of `grammar/liquid-differences.md`.
@Suite struct LiquidDifferencesTests {
  private struct Example {
    let kind: String
    let template: String
    var values: [String: TestValue] = [:]
    var expected: String?

    var context: TemplateContext { kind == "liquid html" ? .html : .text }
  }

  @Test func everyExampleDoesWhatItSays() throws {
    let examples = try examples()
    #expect(examples.count == 12)
    for example in examples {
      let expected = try #require(example.expected, "\(example.template)")
      if example.kind == "liquid refused" {
        let findings = compile(example.template, context: example.context).findings
        let errors = findings.sorted().filter { $0.severity == .error }.map(\.rule.name)
        #expect(errors.first == expected, "\(example.template): \(errors)")
      } else {
        let found = render(
          example.template, example.values, context: example.context,
          viewInBrowser: "https://acme.example/v?c=1")
        #expect(found?.text == expected, "\(example.template)")
      }
    }
  }

  private func examples() throws -> [Example] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let page = try String(
      contentsOf: root.appendingPathComponent("grammar/liquid-differences.md"), encoding: .utf8)
    var examples: [Example] = []
    var block: (info: String, lines: [String])?
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
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
      case "liquid", "liquid html", "liquid refused":
        examples.append(Example(kind: info, template: text))
      case "values":
        for line in lines {
          let parts = line.split(separator: ":", maxSplits: 1)
          let cell = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
          examples[examples.count - 1].values[String(parts[0])] = cell.isEmpty ? .null : .text(cell)
        }
      case "output", "finding": examples[examples.count - 1].expected = text
      default: Issue.record("a block of an unknown kind: \(info)")
      }
    }
    return examples
  }
}
