import CampaignGraph
import Diagnostics
import LiquidTemplates

/// One column, and two things that take its place in one campaign.
enum InconsistentFallback: LintCheck {
  static let description = RuleDescription(
    "inconsistent-fallback", .templates, .warning,
    summary: "a column that may be empty has the same default wherever a campaign prints it",
    why: """
      'Hello friend' in the subject and 'Hello there' in the body look like a mistake. Upper and \
      lower case are not compared, and neither is what is printed inside an `if` that asks for the \
      column. A place without any default is `placeholder-no-fallback`.
      """,
    bad: """
      steps:
        - email: welcome
          subject: "Hello {{ first_name | default: 'friend' }}"
          text: "Hello {{ first_name | default: 'there' }}!"
      """,
    good: """
      steps:
        - email: welcome
          subject: "Hello {{ first_name | default: 'there' }}"
          text: "Hello {{ first_name | default: 'there' }}!"
      """,
    configure: "lint: { rules: { inconsistent-fallback: off } }")

  static func check(_ subject: LintSubject, into findings: inout Findings) {
    var first: [Int: ColumnFallback] = [:]
    var said: Set<Int> = []
    for fallback in subject.fallbacks {
      guard let columns = subject.campaign.segment?.schema.columns,
        columns.indices.contains(fallback.column), !said.contains(fallback.column),
        fallback.text != nil
      else { continue }
      guard let earlier = first[fallback.column] else {
        first[fallback.column] = fallback
        continue
      }
      guard !isSame(earlier.text, fallback.text) else { continue }
      // Once for each column: the others follow from it.
      said.insert(fallback.column)
      findings.report(differs(fallback, earlier, column: columns[fallback.column].name))
    }
  }

  /// 'There' at the beginning of a sentence is 'there'.
  private static func isSame(_ a: [UInt8]?, _ b: [UInt8]?) -> Bool {
    guard let a, let b else { return a == nil && b == nil }
    return folded(a) == folded(b)
  }

  private static func folded(_ text: [UInt8]) -> [UInt8] {
    text.compactMap { byte in
      switch byte {
      case 0x41...0x5A: byte | 0x20
      case 0x00...0x20: nil
      default: byte
      }
    }
  }

  private static func differs(
    _ fallback: ColumnFallback, _ earlier: ColumnFallback, column: String
  ) -> Diagnostic {
    Diagnostic(
      description.id, .warning,
      "column \(quoted(column)) has \(spelled(fallback.text)) here, and \(spelled(earlier.text)) elsewhere",
      at: fallback.range, related: [.init(earlier.range, "\(spelled(earlier.text)) here")])
  }

  private static func spelled(_ text: [UInt8]?) -> String {
    guard let text else { return "no default" }
    return "the default \(quoted(String(decoding: text.prefix(60), as: UTF8.self)))"
  }
}

extension LintSubject {
  /// Of all templates of the campaign, in the order of its steps.
  fileprivate var fallbacks: [ColumnFallback] {
    compiledEmails.flatMap { _, _, email in
      [
        email.subject, email.preheader, email.html, email.text, email.markdown?.source,
        email.markdown?.layout,
      ].compactMap { $0 }.flatMap(\.fallbacks)
    }
  }
}
