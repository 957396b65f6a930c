extension CampaignGenerator {
  /// A step of the outermost list, whose id is `t0`, `t1`, and so on: what a goto can lead to.
  mutating func topStep(_ index: Int, of count: Int) -> GeneratedStep {
    step("t\(index)", depth: 0, top: (index, count))
  }

  private mutating func step(_ id: String, depth: Int, top: (index: Int, count: Int))
    -> GeneratedStep
  {
    switch chance.below(depth < 2 ? 16 : 10) {
    case 0...4: return email(id)
    case 5...8: return wait(id)
    case 9: return action(id)
    case 10, 11: return branch(id, depth, top)
    case 12: return cases(id, depth, top)
    case 13: return split(id, depth, top)
    default: return eventWait(id, depth, top)
    }
  }

  private mutating func nested(_ depth: Int, _ top: (index: Int, count: Int)) -> [GeneratedStep] {
    var steps: [GeneratedStep] = []
    for _ in 0..<chance.below(3) {
      names += 1
      steps.append(step("n\(names)", depth: depth + 1, top: top))
    }
    switch chance.below(9) {
    case 0:
      steps.append(GeneratedStep(keys: [.line("exit: \(one(of: ["done", "no interest"]))")]))
    case 1 where top.index + 1 < top.count:
      let ahead = top.index + 1 + chance.below(top.count - top.index - 1)
      steps.append(GeneratedStep(keys: [.line("goto: t\(ahead)")]))
    case 2:
      // Only a wait that takes time may close a loop.
      names += 1
      steps.append(
        GeneratedStep(
          keys: [.line("wait: \(duration(["hours", "days", "weeks"]))"), .line("id: n\(names)")],
          isStep: false))
      steps.append(
        GeneratedStep(keys: [.line("goto: t\(chance.below(top.index + 1))")]))
    default: break
    }
    return steps
  }

  mutating func email(_ id: String) -> GeneratedStep {
    emails.append(id)
    var keys: [GeneratedStep.Key] = [.line("email: \(id)")]
    let subjects = [
      "Hello", "\"Hi {{ name | default: 'there' }}\"", "\"For {{ company }}\"",
      "\"{{ score }} points\"",
    ]
    keys.append(.line("subject: \(one(of: subjects))"))
    let bodies = [
      "Hello, {{ name | default: 'you' }}.", "Plan {{ plan }}, price {{ price }}.",
      "{% if score > 90 %}{% abort_message \"too high\" %}{% endif %}Hello!",
      "Tags: {{ tags | join: \", \" }}.",
    ]
    keys.append(
      .line(
        "text: '\(one(of: bodies).split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''"))'"
      ))
    if isOne(in: 5) { keys.append(.line("category: transactional")) }
    switch chance.below(6) {
    case 0: keys.append(.line("send: { window: \(window()) }"))
    case 1:
      keys.append(
        .line("send: { strategy: scheduled, at: \(dateTime()), on_past: \(onPast()) }"))
    case 2:
      keys.append(.line("send: { strategy: optimized, fallback_time: \(clockTime()) }"))
    case 3:
      keys.append(
        .line("send: { strategy: optimized, fallback_time: \(clockTime()), window: \(window()) }"))
    default: break
    }
    return GeneratedStep(keys: keys)
  }

  private mutating func wait(_ id: String) -> GeneratedStep {
    let form: String
    switch chance.below(9) {
    case 0, 1: form = duration()
    case 2: form = "{ for: \(duration(["days", "weeks", "months"])), at: \(clockTime()) }"
    case 3:
      form =
        "{ for: \(duration(["days", "weeks", "months"])), at: \(clockTime()), days: \(weekdays()) }"
    case 4: form = "{ until: \(clockTime()), days: \(weekdays()) }"
    case 5: form = "{ until: \(dateTime()), on_past: \(onPast()) }"
    case 6:
      let offset = one(of: ["", "offset: -2 days, ", "offset: 1 week, ", "offset: 1 month, "])
      form = "{ until: due, \(offset)at: \(clockTime()), on_past: \(onPast()) }"
    case 7:
      let offset = one(of: ["", "offset: -36 hours, ", "offset: 3 days, "])
      let at = !offset.contains("hours") && isOne(in: 2) ? "at: \(clockTime()), " : ""
      form = "{ until: seen, \(offset)\(at)on_past: \(onPast()) }"
    default: form = "{ random: 0-\(1 + chance.below(90)) \(one(of: ["minutes", "hours"])) }"
    }
    return GeneratedStep(keys: [.line("wait: \(form)"), .line("id: \(id)")])
  }

  private mutating func eventWait(
    _ id: String, _ depth: Int, _ top: (index: Int, count: Int)
  ) -> GeneratedStep {
    var keys: [GeneratedStep.Key] = [.line("event: '\(fact(within: false))'")]
    if !isOne(in: 6) { keys.append(.line("timeout: \(duration())")) }
    if !isOne(in: 4) {
      keys.append(.list("then", nested(depth, top)))
      keys.append(.list("else", nested(depth, top)))
    }
    return GeneratedStep(keys: [.mapping("wait", keys), .line("id: \(id)")])
  }

  private mutating func branch(
    _ id: String, _ depth: Int, _ top: (index: Int, count: Int)
  ) -> GeneratedStep {
    let rule = rule()
    return GeneratedStep(keys: [
      .line("branch: \(id)"), .line("if: '\(rule)'"), .list("then", nested(depth, top)),
      .list("else", nested(depth, top)),
    ])
  }

  private mutating func cases(
    _ id: String, _ depth: Int, _ top: (index: Int, count: Int)
  ) -> GeneratedStep {
    var cases: [GeneratedStep] = []
    for _ in 0...chance.below(3) {
      let rule = rule()
      cases.append(
        GeneratedStep(
          keys: [.line("when: '\(rule)'"), .list("then", nested(depth, top))], isStep: false))
    }
    return GeneratedStep(keys: [
      .line("branch: \(id)"), .list("cases", cases), .list("else", nested(depth, top)),
    ])
  }

  private mutating func split(
    _ id: String, _ depth: Int, _ top: (index: Int, count: Int)
  ) -> GeneratedStep {
    let weight = 1 + chance.below(99)
    let hasHoldout = isOne(in: 5)
    let shares = hasHoldout ? [("a", 30), ("b", 50)] : [("a", weight), ("b", 100 - weight)]
    var variants = shares.map { name, weight in
      GeneratedStep(
        keys: [
          .line("name: \(name)"), .line("weight: \(weight)"), .list("then", nested(depth, top)),
        ], isStep: false)
    }
    if hasHoldout {
      variants.append(
        GeneratedStep(
          keys: [.line("name: control"), .line("weight: 20"), .line("holdout: true")],
          isStep: false))
    }
    var keys: [GeneratedStep.Key] = [.line("split: \(id)"), .list("variants", variants)]
    if isOne(in: 3) { keys.append(.line("key: company")) }
    return GeneratedStep(keys: keys)
  }

  /// The split of an A/B test, with a winner or without; sometimes the weights leave somebody over for it.
  mutating func contest() -> GeneratedStep {
    let weights = one(of: [(50, 50), (20, 30), (10, 10), (70, 30)])
    let variants = [("a", weights.0), ("b", weights.1)].map { name, weight in
      GeneratedStep(
        keys: [
          .line("name: \(name)"), .line("weight: \(weight)"),
          .list("then", [email("contest-\(name)")]),
        ], isStep: false)
    }
    var keys: [GeneratedStep.Key] = [.line("split: contest"), .list("variants", variants)]
    keys.append(
      .line(
        weights.0 + weights.1 == 100 && isOne(in: 2)
          ? "winner: none"
          : "winner: { metric: \(one(of: ["open_rate", "click_rate"])), "
            + "after: \(duration(["hours", "days"])) }"))
    return GeneratedStep(keys: keys)
  }

  private mutating func action(_ id: String) -> GeneratedStep {
    var keys: [GeneratedStep.Key] = [.line("action: \(id)")]
    if provokes, isOne(in: 2) {
      keys.append(.line(narrowChange()))
      return GeneratedStep(keys: keys)
    }
    switch chance.below(5) {
    case 0: keys.append(.line("set: { score: score + \(chance.below(50)) }"))
    case 1: keys.append(.line("set: { plan: '\"pro\"', company: name }"))
    case 2: keys.append(.line("set: { due: today + 3 days }"))
    case 3: keys.append(.line("add_tags: [t\(chance.below(3))]"))
    default:
      keys.append(.line("remove_tags: [t0]"))
      keys.append(.line("notify: { to: sales@acme.example, message: \"{{ email }} {{ name }}\" }"))
    }
    return GeneratedStep(keys: keys)
  }
}
