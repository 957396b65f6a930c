import Diagnostics

/// Two variants of a split with one name.
enum DuplicateVariant: LintCheck {
  static let description = RuleDescription(
    "duplicate-variant", .steps,
    summary: "the name of a variant is unique in its split",
    why:
      "The manifest and its summary count by variant name; two of one name could not be "
      + "told apart.",
    bad: """
      steps:
        - split: subject-line
          variants:
            - name: a
              weight: 50
              then: []
            - name: a
              weight: 50
              then: []
      """,
    good: """
      steps:
        - split: subject-line
          variants:
            - name: a
              weight: 50
              then: []
            - name: b
              weight: 50
              then: []
      """)

  static func check(_ subject: LintSubject, into findings: inout Findings) {
    for step in subject.outline.steps {
      guard case .split(let split) = step.definition.kind else { continue }
      var first: [String: SourceRange] = [:]
      for variant in split.variants {
        guard let name = variant.name else { continue }
        if let earlier = first[name.value] {
          findings.report(taken(name, first: earlier))
        } else {
          first[name.value] = name.range
        }
      }
    }
  }

  private static func taken(_ name: Located<String>, first: SourceRange) -> Diagnostic {
    Diagnostic(
      description.id, .error, "the name of a variant is unique, and \(quoted(name.value)) is taken",
      at: name.range, related: [.init(first, "first used here")])
  }
}
