import CampaignGraph
import Diagnostics

/// A marketing email that does not show the sender's postal address.
enum MissingPostalAddress: LintCheck {
  static let description = RuleDescription(
    "missing-postal-address", .compliance, .warning,
    summary: "every body of a marketing email shows the project's postal address",
    why: """
      The law of many countries (CAN-SPAM, the duty to give an imprint) demands a postal address \
      in advertising mail. `postal_address` in mailplan.yaml says which; case, spaces, \
      punctuation and tags are not compared.
      """,
    bad: """
      steps:
        - email: news
          subject: News
          text: News!
      # mailplan.yaml
      postal_address: Acme GmbH, Ritterstraße 12, 10969 Berlin
      """,
    good: """
      steps:
        - email: news
          subject: News
          text: |
            News!
            Acme GmbH
            Ritterstraße 12
            10969 Berlin
      # mailplan.yaml
      postal_address: Acme GmbH, Ritterstraße 12, 10969 Berlin
      """,
    configure: """
      policies: { require: [postal_address] }            # an error, whatever the level
      lint: { profile: strict }                          # an error
      lint: { rules: { missing-postal-address: off } }
      """)

  static func check(_ subject: LintSubject, into findings: inout Findings) {
    guard !subject.isProjectBroken else { return }
    let level = subject.complianceLevel(.postalAddress)
    let emails = subject.marketingEmails
    guard let address = subject.campaign.project?.postalAddress else {
      if !emails.isEmpty {
        findings.report(noAddress(level, at: subject.campaign.definition.heading))
      }
      return
    }
    // The beginning tells addresses apart, and keeps the search linear.
    let wanted = Array(letters(Array(address.value.utf8)).prefix(200))
    guard !wanted.isEmpty else { return }
    for (step, sources) in emails {
      let parts = [
        ("html", sources.html), ("text", sources.text), ("markdown", sources.markdown),
      ].filter { _, body in
        guard let body else { return false }
        return !body.texts.contains { contains(letters($0.utf8), wanted) }
      }.map(\.0)
      guard !parts.isEmpty else { continue }
      findings.report(
        notShown(level, parts, subject.outline.steps[step], address: address.range))
    }
  }

  /// Letters and digits in lower case; tags and entities are left out.
  private static func letters(_ text: [UInt8]) -> [UInt8] {
    var letters: [UInt8] = []
    var i = 0
    var hasTagEnds = true
    while i < text.count {
      let byte = text[i]
      if byte == UInt8(ascii: "<"), hasTagEnds {
        if let end = text[i...].firstIndex(of: UInt8(ascii: ">")) {
          i = end
        } else {
          hasTagEnds = false
        }
      } else if byte == UInt8(ascii: "&"),
        let end = text[i...].prefix(10).firstIndex(of: UInt8(ascii: ";"))
      {
        i = end
      } else if (0x41...0x5A).contains(byte) {
        letters.append(byte | 0x20)
      } else if (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte >= 0x80 {
        letters.append(byte)
      }
      i += 1
    }
    return letters
  }

  private static func contains(_ text: [UInt8], _ wanted: [UInt8]) -> Bool {
    guard text.count >= wanted.count else { return false }
    return (0...(text.count - wanted.count)).contains { start in
      text[start] == wanted[0] && text[start..<(start + wanted.count)].elementsEqual(wanted)
    }
  }

  private static func noAddress(_ level: Severity, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      description.id, level, "marketing email needs a 'postal_address' in mailplan.yaml", at: range)
  }

  private static func notShown(
    _ level: Severity, _ parts: [String], _ step: StepOutline.Step, address: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      description.id, level,
      "the \(parts.joined(separator: " and ")) of marketing email \(quoted(step.id)) does not "
        + "show the postal address", at: step.definition.heading,
      related: [.init(address, "the address is here")])
  }
}
