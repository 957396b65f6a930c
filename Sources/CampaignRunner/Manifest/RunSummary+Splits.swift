import CampaignGraph
import CivilTime
import JSONText

extension RunSummary {
  package func decision(of split: NodeIndex) -> SplitDecision? {
    decisions.first { $0.split == split }
  }

  /// How many enrollments ended as a holdout's, by variant.
  func holdouts(of split: SplitStep) -> [JSONValue.Member] {
    let holdouts = split.variants.filter(\.isHoldout)
    if holdouts.isEmpty { return [] }
    return [
      .init(
        "holdouts",
        .object(
          holdouts.map { .init($0.name, number(counts.steps[Int($0.target.value)].exits)) }))
    ]
  }

  /// What was measured by the decision, and what came of it; nothing for a split without a winner.
  func winner(of split: SplitStep, at node: NodeIndex) -> [JSONValue.Member] {
    guard let rule = split.winner else { return [] }
    let decision = decision(of: node)
    let engaged = rule.metric == .openRate ? "opened" : "clicked"
    let tallies = decision?.tallies ?? []
    let rates = zip(split.variants, tallies).compactMap { variant, tally -> JSONValue? in
      if variant.isHoldout { return nil }
      return .object([
        .init("variant", .string(variant.name)), .init("sent", number(tally.sent)),
        .init(engaged, number(tally.engaged)), .init("rate", .number(tally.rate)),
      ])
    }
    return [
      .init(
        "winner",
        .object([
          .init("metric", .string(rule.metric.rawValue)),
          .init("decidedAt", text(decision?.at?.description)),
          .init("variant", text(decision?.winner.map { split.variants[$0].name })),
          .init("rates", .array(rates)),
          .init("waiting", number(counts.steps[Int(node.value)].awaiting)),
          .init("note", text(decision?.note(for: rule.metric))),
        ]))
    ]
  }
}

extension SplitDecision {
  /// What a reader must know about the choice; nil if it speaks for itself.
  package func note(for metric: SplitStep.Winner.Metric) -> String? {
    let events = metric == .openRate ? "opens" : "clicks"
    guard let winner else {
      return at == nil
        ? "none of the variants' emails has gone out: nothing is decided"
        : "the decision lies after the as-of"
    }
    if tallies.allSatisfy({ $0.engaged == 0 }) {
      return "no \(events) are known by then: the first variant wins the tie"
    }
    let best = tallies[winner]
    let isTie = tallies.enumerated().contains { index, tally in
      index != winner && tally.sent > 0 && !best.isBetter(than: tally)
    }
    return isTie ? "a tie: the first of the best variants wins" : nil
  }
}

extension SplitDecision.Tally {
  /// With four decimals: `0.3475`.
  var rate: String {
    let scaled = sent == 0 ? 0 : (engaged * 20_000 + sent) / (2 * sent)
    let digits = String(scaled % 10_000)
    return "\(scaled / 10_000)." + String(repeating: "0", count: 4 - digits.utf8.count) + digits
  }

  /// For people: `34.8 %`.
  package var percent: String {
    let scaled = sent == 0 ? 0 : (engaged * 2000 + sent) / (2 * sent)
    return "\(scaled / 10).\(scaled % 10) %"
  }
}
