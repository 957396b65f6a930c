import Diagnostics

/// A suppression that takes no finding back.
enum UnusedSuppression: DocumentedRule {
  static let description = RuleDescription(
    "unused-suppression", .project, .warning,
    summary: "a suppression takes back a finding on its line",
    why: """
      What it was written for is mended, or was never there; left standing, it would hide the next mistake. `lint --fix` removes it.
      """,
    bad: """
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
        # mailplan: ignore[trailing-wait] -- the follow-up comes later
        - email: later
          subject: Later
          text: Later!
      """,
    good: """
      steps:
        - email: welcome
          subject: Hello
          text: Hello!
        # mailplan: ignore[trailing-wait] until=2027-01-31 -- the follow-up comes with the next release
        - wait: 2 days
      """,
    configure: "lint: { rules: { unused-suppression: error } }")

  static func unused(_ name: Suppression.Name, of suppression: Suppression) -> Diagnostic {
    let finding = Diagnostic(
      description.id, .warning,
      "there is nothing to suppress: no finding of \(quoted(name.rule)) here",
      at: name.range)
    return fix(name, suppression).map { finding.mended(by: $0) } ?? finding
  }

  /// The comment goes with its last name.
  private static func fix(_ name: Suppression.Name, _ suppression: Suppression) -> Fix? {
    guard let removal = suppression.removal else { return nil }
    let ranges = suppression.names.map(\.range)
    guard ranges.count > 1 else {
      return Fix("remove the suppression", .safe, [Fix.Edit(removal, [])])
    }
    guard let index = ranges.firstIndex(of: name.range) else { return nil }
    let place =
      index + 1 < ranges.count
      ? ranges[index].bytes.lowerBound..<ranges[index + 1].bytes.lowerBound
      : ranges[index - 1].bytes.upperBound..<ranges[index].bytes.upperBound
    return Fix("remove \(quoted(name.rule))", .safe, [Fix.Edit(removal.file.range(place), [])])
  }
}
