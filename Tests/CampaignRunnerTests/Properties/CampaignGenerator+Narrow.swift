/// Columns of few values, so that rules often contradict or imply each other, and contacts often meet them.
extension CampaignGenerator {
  private static let values = [
    ["", "gold", "silver"], ["", "1", "2", "3"], ["", "true", "false"],
    ["", "2026-06-01", "2026-06-02"],
  ]

  /// From a chance of its own: what else a seed stands for stays the same.
  func addNarrowCells(_ contacts: inout [[String]]) {
    var chance = Chance(seed: seed &* 101)
    for index in contacts.indices {
      for values in CampaignGenerator.values {
        contacts[index].append(values[chance.below(values.count)])
      }
    }
  }

  /// More contacts of the same kinds, so that most combinations of few values come along.
  func addOthers(_ contacts: inout [[String]]) {
    for turn in 1...2 {
      for var row in contacts.prefix(contacts.count / turn) {
        row[0] += "-\(turn)"
        row[1] = "\(turn)\(row[1])"
        contacts.append(row)
      }
    }
  }

  mutating func narrowRule(isEntry: Bool) -> String {
    let earlier = isEntry ? asked.plain : asked.any
    let rule: String
    if !earlier.isEmpty, isOne(in: 2) {
      let old = one(of: earlier)
      rule = one(of: [old, "not (\(old))", "(\(old)) and \(narrowTest())"])
    } else {
      rule = isEntry || !isOne(in: 4) ? narrowTest() : fact(within: false)
    }
    guard rule.count < 120 else { return narrowTest() }
    asked.any.append(rule)
    if !rule.contains("("), !isEntry { asked.plain.append(rule) }
    return rule
  }

  private mutating func narrowTest() -> String {
    let order = one(of: ["<", "<=", ">", ">=", "==", "!="])
    switch chance.below(9) {
    case 0: return "tier \(one(of: ["==", "!="])) \"\(one(of: ["gold", "silver"]))\""
    case 1: return "\(one(of: ["tier", "rank", "beta", "day"])) \(one(of: ["==", "!="])) nil"
    case 2, 3, 4: return "rank \(order) \(one(of: ["1", "2", "3", "2.5"]))"
    case 5: return one(of: ["beta", "not beta", "beta == false", "beta != true"])
    case 6: return "day \(order) date(\"2026-06-0\(1 + chance.below(2))\")"
    case 7: return "plan \(one(of: ["==", "!="])) \"\(one(of: ["free", "pro", "team"]))\""
    default: return "\"t\(chance.below(3))\" \(one(of: ["in", "not in"])) tags"
    }
  }

  mutating func narrowChange() -> String {
    one(of: [
      "set: { rank: 2 }", "set: { rank: nil }", "set: { rank: rank + 1 }",
      "set: { tier: '\"gold\"' }", "set: { tier: nil, beta: true }", "set: { beta: 'rank > 2' }",
      "add_tags: [t\(chance.below(3))]", "remove_tags: [t0, t1]",
    ])
  }
}
