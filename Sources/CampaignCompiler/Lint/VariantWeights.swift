import Diagnostics

/// Weights that do not share out all contacts.
enum VariantWeights: LintCheck {
  static let description = RuleDescription(
    "variant-weights", .steps,
    summary: "the weights of a split add up to 100, or to less where the rest gets a winner",
    why: """
      Weights are percentages. If they add up to less, some contacts would belong to no variant, \
      unless a `winner` rule says what becomes of them; if they add up to more, the shares would \
      not be what is written.
      """,
    bad: """
      steps:
        - split: subject-line
          variants:
            - name: a
              weight: 50
              then: []
            - name: b
              weight: 40
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
      let weights = split.variants.compactMap(\.weight)
      guard weights.count == split.variants.count, !weights.isEmpty else { continue }
      // Each is at most 100, and a file holds too few of them to overflow.
      let sum = weights.reduce(0) { $0 + $1.value }
      if sum > 100 || sum < 100 && !split.hasWinnerRule {
        findings.report(wrongSum(sum, weights, split, step.definition))
      }
    }
  }

  private static func wrongSum(
    _ sum: Int, _ weights: [Located<Int>], _ split: SplitDefinition, _ step: StepDefinition
  ) -> Diagnostic {
    let rest = split.hasWinnerRule ? " at most" : ""
    let terms = weights.map { String($0.value) }
    let shown = terms.count > 10 ? terms.prefix(10) + ["…"] : terms[...]
    return Diagnostic(
      description.id, .error,
      "the weights of a split add up to\(rest) 100, and \(shown.joined(separator: " + ")) is \(sum)",
      at: step.heading, related: weights.prefix(10).map { .init($0.range, "\($0.value) of 100") },
      help: sum < 100
        ? "or let the rest get the best one: winner: { metric: open_rate, after: 4 hours }" : nil)
  }
}

extension SplitDefinition {
  /// Whether it says by what its winner is chosen.
  var hasWinnerRule: Bool {
    if case .rule = winner { true } else { false }
  }
}
