import CivilTime

extension StepGraph {
  /// What every `StepGraph` keeps (see "Invariants" in README.md): every index points into the graph or its
  /// segment, ids are unique, weights add up to 100, and every loop holds a wait.
  func checkInvariants() throws(StepGraphFault) {
    try require(nodes.count <= 50_000, "the graph has more than 50,000 steps")
    try require(
      segment.index(of: .id) != nil && segment.index(of: .address) != nil,
      "segment '\(segment.name)' has no id column or no address column")
    try checkTarget(start, of: "the campaign")
    try checkIDs()
    for node in nodes {
      for target in node.targets { try checkTarget(target, of: "step '\(node.id)'") }
      try check(node)
    }
    try check(exit, "the exit rule")
    try check(policies)
    try check(enrollment.condition, "the enrollment rule")
    if case .column(let column) = enrollment.start { try checkColumn(column, of: "enrollment") }
    if let column = zone.column { try checkColumn(column, of: "the time zone") }
    try require(!hasLoopWithoutWait(), "a loop has no wait")
  }

  /// Bytes count: ids that only look the same are two.
  private func checkIDs() throws(StepGraphFault) {
    for node in nodes { try require(!node.id.isEmpty, "a step has no id") }
    // Whatever differs as text differs in its bytes too.
    guard Set(nodes.lazy.map { $0.id }).count < nodes.count else { return }
    var ids: Set<[UInt8]> = []
    for node in nodes {
      try require(ids.insert(Array(node.id.utf8)).inserted, "two steps are called '\(node.id)'")
    }
  }

  private func check(_ node: StepNode) throws(StepGraphFault) {
    var place: String { "step '\(node.id)'" }
    switch node.kind {
    case .email(let email, _):
      try require(
        email.html != nil || email.text != nil || email.markdown != nil, "\(place) has no body")
    case .wait(let rule, _):
      if case .column(let wait) = rule { try checkColumn(wait.column, of: place) }
      if case .random(let from, let through) = rule {
        try require(from >= 0 && from <= through, "\(place) waits for a range that is empty")
      }
    case .waitForEvent(let wait):
      try check(wait.fact, place)
    case .branch(let branch):
      for one in branch.cases { try check(one.when, place) }
    case .split(let split):
      try checkColumn(split.keyColumn, of: place)
      try check(split, place)
    case .action(let action, _):
      for assignment in action.assignments {
        try checkColumn(assignment.column, of: place)
        try check(assignment.value, place)
      }
      if !action.addTags.isEmpty || !action.removeTags.isEmpty {
        try require(
          segment.index(of: .tags) != nil,
          "\(place) changes tags, but no column has the role 'tags'")
      }
    case .exit, .complete:
      break
    }
  }

  private func check(
    _ split: SplitStep, _ place: @autoclosure () -> String
  ) throws(StepGraphFault) {
    try require(
      split.variants.allSatisfy { (0...100).contains($0.weight) } && split.totalWeight <= 100
        && (split.totalWeight == 100 || split.winner != nil && split.totalWeight > 0),
      "the weights of \(place()) do not add up to 100")
    for variant in split.variants {
      for email in variant.emails {
        try checkTarget(email, of: place())
        guard case .email = self[email].kind else {
          throw StepGraphFault("\(place()) counts '\(self[email].id)', which is no email")
        }
      }
    }
    guard let winner = split.winner else { return }
    try require(
      winner.after.count > 0, "the winner of \(place()) is chosen before anything is sent")
    try require(
      split.variants.filter { !$0.isHoldout && !$0.emails.isEmpty }.count > 1,
      "the winner of \(place()) is chosen among fewer than two variants")
  }

  private func check(_ policies: Policies) throws(StepGraphFault) {
    if let gap = policies.minGap { try require(gap.count > 0, "'min_gap' is not positive") }
    guard let cap = policies.maxEmails else { return }
    try require(cap.count > 0 && cap.per.count > 0, "'max_emails' is not positive")
    try require(
      cap.basis == .rolling || !cap.per.unit.isElapsed,
      "a calendar has days, weeks and months, and no \(cap.per.unit.rawValue)")
  }

  private func check(
    _ rule: RuleExpression?, _ place: @autoclosure () -> String
  ) throws(StepGraphFault) {
    guard let rule else { return }
    for case .column(let column) in rule.nodes { try checkColumn(Int(column), of: place()) }
    for fact in rule.facts { try check(fact, place()) }
  }

  private func check(
    _ fact: EngagementFact, _ place: @autoclosure () -> String
  ) throws(StepGraphFault) {
    guard let step = fact.step else { return }
    try checkTarget(step, of: place())
    guard case .email = self[step].kind else {
      throw StepGraphFault("a rule of \(place()) asks about '\(self[step].id)', which is no email")
    }
  }

  private func checkTarget(
    _ target: NodeIndex, of place: @autoclosure () -> String
  ) throws(StepGraphFault) {
    try require(
      target.value >= 0 && Int(target.value) < nodes.count, "\(place()) leads to no step")
  }

  private func checkColumn(
    _ column: Int, of place: @autoclosure () -> String
  ) throws(StepGraphFault) {
    try require(segment.columns.indices.contains(column), "\(place()) reads no column")
  }

  private func require(
    _ condition: Bool, _ message: @autoclosure () -> String
  ) throws(StepGraphFault) {
    if !condition { throw StepGraphFault(message()) }
  }
}
