import Diagnostics

/// A `branch:` in either form; `if` and `then` make one case.
package struct BranchDefinition: Sendable {
  package struct Case: Sendable {
    /// nil where missing; already reported.
    package let when: MappedText?
    package let steps: [StepDefinition]
    package let range: SourceRange

    package init(when: MappedText?, steps: [StepDefinition], range: SourceRange) {
      self.when = when
      self.steps = steps
      self.range = range
    }
  }

  package let cases: [Case]
  /// nil where `else` is not written.
  package let otherwise: [StepDefinition]?
  /// Written with `if` rather than `cases`.
  package let isTwoWay: Bool

  package init(cases: [Case], otherwise: [StepDefinition]?, isTwoWay: Bool) {
    self.cases = cases
    self.otherwise = otherwise
    self.isTwoWay = isTwoWay
  }
}
