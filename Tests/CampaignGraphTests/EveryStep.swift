import CampaignGraph
import CivilTime
import LiquidTemplates

extension GraphFixture {
  /// A graph with every kind of step, wait, rule literal and policy.
  static func everything() throws -> StepGraph {
    let fact = EngagementFact(
      kind: .clicked, step: at(0), urlPart: "pricing", within: Period(count: 3, unit: .days))
    let rule = try rule(
      "not (score + 1 in [1, 2.50]) or lower(first_name) == \"é\"",
      [
        .column(4), .literal(0), .binary(.add, 0, 1), .literal(1), .literal(2),
        .list(first: 0, count: 2), .binary(.in, 2, 5), .not(6), .column(2), .call(.lower, 8),
        .literal(3), .binary(.equal, 9, 10), .binary(.or, 7, 11), .fact(0), .now, .today,
        .literal(4), .literal(5), .literal(6), .literal(7), .literal(8), .negate(3), .fact(1),
        .binary(.and, 12, 13),
      ],
      [
        .integer(1), .integer(1), .decimal(ExactDecimal(coefficient: 250, scale: 2)),
        .string(Array("é".utf8)), .null, .boolean(true), .duration(Period(count: -2, unit: .weeks)),
        .date(CivilDate(days: 20_000)), .timestamp(Instant(seconds: 1_700_000_000)),
      ], operands: [3, 4],
      facts: [fact, EngagementFact(kind: .event("purchase"))])
    let nine = LocalTime(seconds: 9 * 3600 + 30)
    let local = LocalDateTime(date: CivilDate(days: 20_811), time: nine)
    let waits: [WaitRule] = [
      .period(Period(count: 90, unit: .minutes)),
      .calendar(Period(count: 3, unit: .days), at: nine, days: .mondayToFriday),
      .calendar(Period(count: 1, unit: .months), at: nil, days: .all),
      .nextLocal(nine, days: Weekdays(index: 1)),
      .fixed(.local(local), onPast: .send), .fixed(.instant(Instant(seconds: 7)), onPast: .exit),
      .column(
        ColumnWait(
          column: 5, offset: Period(count: -2, unit: .days), at: nine, onPast: .error)),
      .column(ColumnWait(column: 5, offset: nil, at: nine, onPast: .skip)),
      .random(from: 0, through: 1800),
    ]
    var nodes = [StepNode(id: "welcome", kind: .email(try email(), next: at(1)))]
    for (number, wait) in waits.enumerated() {
      nodes.append(StepNode(id: "w\(number)", kind: .wait(wait, next: at(nodes.count + 1))))
    }
    let first = nodes.count
    nodes += [
      StepNode(
        id: "asked",
        kind: .waitForEvent(
          EventWait(
            fact: fact, timeout: Period(count: 1, unit: .days), onEvent: at(first + 1),
            onTimeout: at(first + 2)))),
      StepNode(
        id: "engaged",
        kind: .branch(
          BranchStep(cases: [.init(when: rule, target: at(first + 2))], otherwise: at(first + 3)))),
      StepNode(
        id: "test",
        kind: .split(
          SplitStep(
            variants: [
              .init(name: "a", weight: 30, target: at(first + 3), emails: [at(0)]),
              .init(name: "b", weight: 50, target: at(first + 4), emails: [at(0)]),
              .init(name: "c", weight: 10, target: at(first + 4), isHoldout: true),
            ], keyColumn: 0,
            winner: .init(metric: .openRate, after: Period(count: 4, unit: .hours))))),
      StepNode(
        id: "mark",
        kind: .action(
          ActionStep(
            assignments: [.init(column: 4, value: rule)], addTags: ["hot"], removeTags: ["cold"],
            webhook: .init(
              url: try template("https://acme.example/{{ id }}", .url),
              body: try template("{{ plan }}", .text)),
            notification: .init(
              to: "sales@acme.example", message: try template("hi", .text))),
          next: at(first + 5))),
      StepNode(id: "gone", kind: .exit(reason: "no interest")),
      end,
    ]
    return try graph(
      policies: Policies(
        maxEmails: .init(
          count: 3, per: Period(count: 7, unit: .days), basis: .calendar, otherwise: .delay),
        minGap: Period(count: 12, unit: .hours), allowedFromDomains: ["acme.example"],
        require: [.unsubscribe, .textPart], duplicates: .error,
        blastRadius: .init(recipients: 500, within: Period(count: 1, unit: .hours))),
      exit: rule, nodes)
  }
}
