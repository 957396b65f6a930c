import CampaignRunner
import CivilTime

extension CampaignGenerator {
  /// A rule without single quotes; at entry, nothing has been sent yet.
  mutating func rule(isEntry: Bool = false, depth: Int = 0) -> String {
    if provokes, isOne(in: 2) { return narrowRule(isEntry: isEntry) }
    if depth < 2, isOne(in: 3) {
      let (a, b) = (
        rule(isEntry: isEntry, depth: depth + 1), rule(isEntry: isEntry, depth: depth + 1)
      )
      switch chance.below(4) {
      case 0: return "not (\(a))"
      case 1: return "(\(a)) or (\(b))"
      default: return "\(a) and (\(b))"
      }
    }
    if isOne(in: 3) { return isEntry ? "event(\"purchase\")" : fact(within: true) }
    switch chance.below(14) {
    case 0: return "score >= \(chance.below(100))"
    case 1: return "plan == \"pro\""
    case 2: return "name == nil"
    case 3: return "company != nil"
    case 4: return "days_since(seen) >= \(chance.below(5))"
    case 5: return "due <= today + \(chance.below(9)) days"
    case 6: return "\"t1\" in tags"
    case 7: return "size(tags) > 1"
    case 8: return "lower(company) starts_with \"a\""
    case 9: return "price * 2 >= score"
    case 10: return "seen > now - 36 hours"
    case 11: return "plan in [\"free\", \"team\"]"
    case 12: return "days_until(due) < \(chance.below(9))"
    default: return "score + 1 > \(chance.below(90))"
    }
  }

  /// `opened(t1, within: 2 days)`
  mutating func fact(within allowsWithin: Bool) -> String {
    let within =
      allowsWithin && isOne(in: 2) ? "within: \(duration(["hours", "days", "weeks"]))" : nil
    let function = one(of: ["opened", "clicked", "replied", "bounced", "sent", "event", "opened"])
    var arguments: [String] = []
    if function == "event" {
      arguments.append("\"\(one(of: ["purchase", "signup"]))\"")
    } else if !emails.isEmpty, !isOne(in: 3) {
      arguments.append(one(of: emails))
      if function == "clicked", isOne(in: 3) { arguments.append("\"pricing\"") }
    }
    if let within { arguments.append(within) }
    return "\(function)(\(arguments.joined(separator: ", ")))"
  }

  // MARK: People and what they do

  mutating func contacts() -> [[String]] {
    (0..<(1 + chance.below(4))).map { index in
      let seen = launch.adding(seconds: offset(upTo: 12) - 8 * 86_400)
      let due = CivilDate(days: Int32(launch.seconds / 86_400) + Int32(chance.below(25)) - 4)
      let email =
        switch chance.below(12) {
        case 0: "same@a.example"
        case 1: "no address"
        default: "c\(index)@a.example"
        }
      return [
        "c\(index)-\(chance.below(100))", email, one(of: ["", "Grace", "Zoë"]),
        one(of: ["", "Acme", "acme", "Umbrella"]), one(of: ["free", "pro", "team"]),
        one(of: ["", "\(chance.below(100))"]), one(of: ["", "19.90"]),
        isOne(in: 5) ? "" : due.description, isOne(in: 5) ? "" : seen.description,
        one(of: ["", "t0", "t1;t2", "t0;t1"]),
        isOne(in: 10)
          ? "Mars/Base"
          : isOne(in: 5) ? "" : one(of: [zone, zone, one(of: CampaignGenerator.zones)]),
        isOne(in: 12) ? "true" : "false", one(of: ["", "7", "9;9;14", "23"]),
      ]
    }
  }

  mutating func events(_ contacts: [String]) -> [GeneratedEvent] {
    let first = contacts.filter { _ in !isOne(in: 3) }.map { event("signup", of: $0) }
    let others = (0..<chance.below(8)).map { _ in
      event(
        one(of: ["opened", "opened", "clicked", "clicked", "replied", "purchase", "signup"]),
        of: one(of: contacts + ["nobody"]))
    }
    guard isOne(in: 5) else { return first + others }
    let last = one(of: ["unsubscribed", "bounced", "complained"])
    return first + others + [event(last, of: one(of: contacts))]
  }

  private mutating func event(_ name: String, of contact: String) -> GeneratedEvent {
    let isCustom = name == "purchase" || name == "signup"
    // Some of an earlier launch, which rules count and waits do not.
    let before: Int64 = isOne(in: 4) ? 50 : 5
    return GeneratedEvent(
      contact: contact, name: name, at: launch.adding(seconds: offset(upTo: 45) - before * 86_400),
      step: isCustom || emails.isEmpty || isOne(in: 4) ? nil : one(of: emails),
      url: name == "clicked" ? one(of: ["https://a.example/pricing", "https://a.example/"]) : "")
  }
}
