/// One node of a step graph: a step with where control goes from it.
package struct StepNode: Sendable, Equatable {
  /// Unique in the graph and stable across edits: how a diff, a message id and a live run recognise the step.
  package let id: String
  package let kind: Kind

  /// Indirect: nodes are copied often, and an email holds a lot.
  package indirect enum Kind: Sendable, Equatable {
    case email(EmailStep, next: NodeIndex)
    case wait(WaitRule, next: NodeIndex)
    case waitForEvent(EventWait)
    case branch(BranchStep)
    case split(SplitStep)
    case action(ActionStep, next: NodeIndex)
    /// The enrollment ends with this reason.
    case exit(reason: String)
    /// The end of the outermost list: the enrollment is completed.
    case complete
  }

  package init(id: String, kind: Kind) {
    self.id = id
    self.kind = kind
  }

  /// Where control can go from here, in the order of the file.
  package var targets: [NodeIndex] {
    switch kind {
    case .email(_, let next), .wait(_, let next), .action(_, let next): [next]
    case .waitForEvent(let wait): [wait.onEvent, wait.onTimeout]
    case .branch(let branch): branch.cases.map(\.target) + [branch.otherwise]
    case .split(let split): split.variants.map(\.target)
    case .exit, .complete: []
    }
  }

  package var isWait: Bool {
    switch kind {
    case .wait, .waitForEvent: true
    case .email, .branch, .split, .action, .exit, .complete: false
    }
  }
}
