/// Cases asked in order; the first whose rule holds wins.
package struct BranchStep: Sendable, Equatable {
  package struct Case: Sendable, Equatable {
    package let when: RuleExpression
    package let target: NodeIndex

    package init(when: RuleExpression, target: NodeIndex) {
      self.when = when
      self.target = target
    }
  }

  package let cases: [Case]
  package let otherwise: NodeIndex

  package init(cases: [Case], otherwise: NodeIndex) {
    self.cases = cases
    self.otherwise = otherwise
  }
}
