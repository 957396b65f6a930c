import CampaignGraph
import Diagnostics

/// A campaign that is not what its `type` says.
enum TypePromise: LintCheck {
  static let description = RuleDescription(
    "type-promise", .steps,
    summary: "a campaign keeps what its type promises",
    why: """
      `broadcast`: exactly one email on every path. `triggered`: a `trigger`, which the other \
      types do not have. `ab_test`: a split whose variants each send, with a `winner` rule or \
      `winner: none`. Whoever presses the button relies on it. Holdouts are left aside: they are \
      there to get nothing.
      """,
    bad: """
      type: broadcast
      steps:
        - email: news
          subject: News
          text: News!
        - email: more-news
          subject: More news
          text: More news!
      """,
    good: """
      type: broadcast
      steps:
        - email: news
          subject: News
          text: News!
      """)

  static func check(_ subject: LintSubject, into findings: inout Findings) {
    guard let type = subject.campaign.definition.type else { return }
    let own = subject.campaign.definition.settings
    if type.value != .triggered, let trigger = own.trigger {
      findings.report(strayTrigger(trigger, type: type))
    }
    switch type.value {
    case .broadcast: checkBroadcast(subject, type, into: &findings)
    case .triggered:
      if subject.campaign.settings.trigger == nil { findings.report(noTrigger(type)) }
    case .abTest: checkTest(subject, type, into: &findings)
    case .drip: break
    }
  }

  /// Walks every (step, emails so far) with at most two emails counted, breadth first.
  private static func checkBroadcast(
    _ subject: LintSubject, _ type: Located<CampaignType>, into findings: inout Findings
  ) {
    let outline = subject.outline
    guard outline.lostGotos.isEmpty, !outline.steps.isEmpty else { return }
    let count = outline.steps.count
    // State 3·step + emails sent before it.
    var previous: [Int] = Array(repeating: -1, count: 3 * count)
    var isReached = Array(repeating: false, count: 3 * count)
    var queue: [Int] = []
    func visit(_ target: StepOutline.Target, _ sent: Int, from state: Int) {
      guard case .step(let next) = target, !isReached[3 * next + sent] else { return }
      isReached[3 * next + sent] = true
      previous[3 * next + sent] = state
      queue.append(3 * next + sent)
    }
    func path(to state: Int) -> [Int] {
      var path: [Int] = []
      var state = state
      while state >= 0 {
        path.append(state / 3)
        state = previous[state]
      }
      return path.reversed()
    }
    visit(outline.start, 0, from: -1)
    var unsent: [Int]?
    var head = 0
    while head < queue.count {
      let state = queue[head]
      head += 1
      let step = outline.steps[state / 3]
      var sent = state % 3
      if case .email = step.definition.kind {
        sent += 1
        if sent == 2 {
          let way = path(to: state)
          findings.report(severalEmails(step, way: subject.spelled(way), type))
          return
        }
      }
      let ends = step.exits.isEmpty || step.exits.contains { $0.target == .end }
      if sent == 0, ends, unsent == nil { unsent = path(to: state) }
      for (way, exit) in step.exits.enumerated() where !step.definition.isHoldout(way) {
        visit(exit.target, sent, from: state)
      }
    }
    if let unsent {
      let last = unsent.last.map { outline.steps[$0].definition.kind }
      let isExit = if case .exit = last { true } else { false }
      findings.report(noEmail(way: subject.spelled(unsent, end: isExit ? nil : "end"), type))
    }
  }

  private static func checkTest(
    _ subject: LintSubject, _ type: Located<CampaignType>, into findings: inout Findings
  ) {
    var splits: [(SplitDefinition, StepDefinition)] = []
    for step in subject.outline.steps {
      if case .split(let split) = step.definition.kind { splits.append((split, step.definition)) }
    }
    guard !splits.isEmpty else {
      findings.report(noSplit(type))
      return
    }
    let sending = splits.filter { split, _ in
      let competing = split.variants.filter { !$0.isHoldout }
      return !competing.isEmpty && competing.allSatisfy { $0.steps.send }
    }
    if sending.isEmpty {
      for (split, _) in splits {
        for variant in split.variants where !variant.steps.send && !variant.isHoldout {
          findings.report(silentVariant(variant, type))
        }
        if split.variants.allSatisfy(\.isHoldout), let first = split.variants.first {
          findings.report(silentVariant(first, type))
        }
      }
    } else if !sending.contains(where: { $0.0.winner != nil }), let first = sending.first {
      findings.report(noWinner(first.1, type))
    }
  }
}

extension [StepDefinition] {
  /// Whether an email stands anywhere in the list.
  var send: Bool {
    contains { step in
      if case .email = step.kind { true } else { step.nestedLists.contains { $0.send } }
    }
  }
}

extension StepDefinition {
  /// Whether a way out of the step is that of a holdout.
  fileprivate func isHoldout(_ way: Int) -> Bool {
    guard case .split(let split) = kind else { return false }
    return split.variants.indices.contains(way) && split.variants[way].isHoldout
  }
}

extension TypePromise {
  private static func strayTrigger(
    _ trigger: TriggerDefinition, type: Located<CampaignType>
  ) -> Diagnostic {
    let place =
      switch trigger {
      case .event(let text): text.whole
      case .column(let column): column.range
      }
    return Diagnostic(
      description.id, .error, "only a campaign of type triggered has a 'trigger'", at: place,
      related: [.init(type.range, "the type is here")])
  }

  private static func noTrigger(_ type: Located<CampaignType>) -> Diagnostic {
    Diagnostic(
      description.id, .error, "a campaign of type triggered needs a 'trigger'", at: type.range,
      help: "add trigger: event(\"signup\") or trigger: { column: signed_up_at }")
  }

  private static func severalEmails(
    _ step: StepOutline.Step, way: String, _ type: Located<CampaignType>
  ) -> Diagnostic {
    Diagnostic(
      description.id, .error,
      "a broadcast sends exactly one email, and \(quoted(step.id)) is a second",
      at: step.definition.heading, related: [.init(type.range, "the type is here")],
      notes: ["both are sent on the path \(way)"])
  }

  private static func noEmail(way: String, _ type: Located<CampaignType>) -> Diagnostic {
    Diagnostic(
      description.id, .error, "a broadcast sends exactly one email, and there is a path with none",
      at: type.range, notes: ["nothing is sent on the path \(way)"])
  }

  private static func noSplit(_ type: Located<CampaignType>) -> Diagnostic {
    Diagnostic(description.id, .error, "an ab_test needs a split", at: type.range)
  }

  private static func silentVariant(
    _ variant: SplitDefinition.Variant, _ type: Located<CampaignType>
  ) -> Diagnostic {
    Diagnostic(
      description.id, .error, "each variant of an ab_test sends an email",
      at: variant.name?.range ?? variant.range, related: [.init(type.range, "the type is here")])
  }

  private static func noWinner(
    _ split: StepDefinition, _ type: Located<CampaignType>
  ) -> Diagnostic {
    Diagnostic(
      description.id, .error, "the split of an ab_test says how its winner is found",
      at: split.heading,
      related: [.init(type.range, "the type is here")],
      help: "add winner: { metric: open_rate, after: 4 hours }, or winner: none")
  }
}
