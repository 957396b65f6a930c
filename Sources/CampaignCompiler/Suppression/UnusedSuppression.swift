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

  /// - Parameter index: of the name in the brackets.
  static func unused(_ index: Int, of suppression: Suppression) -> Diagnostic {
    let name = suppression.names[index]
    let finding = Diagnostic(
      description.id, .warning,
      "there is nothing to suppress: no finding of \(quoted(name.rule)) here",
      at: name.range)
    return fix(index, suppression).map { finding.mended(by: $0) } ?? finding
  }

  /// The comment goes with its last name.
  private static func fix(_ index: Int, _ suppression: Suppression) -> Fix? {
    guard let removal = suppression.removal else { return nil }
    let names = suppression.names
    guard names.count > 1 else {
      return Fix("remove the suppression", .safe, [Fix.Edit(removal, [])])
    }
    func bytes(_ index: Int) -> Range<Int> { names[index].range.bytes }
    let place =
      index + 1 < names.count
      ? bytes(index).lowerBound..<bytes(index + 1).lowerBound
      : bytes(index - 1).upperBound..<bytes(index).upperBound
    return Fix(
      "remove \(quoted(names[index].rule))", .safe, [Fix.Edit(removal.file.range(place), [])])
  }
}
