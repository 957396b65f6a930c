import CampaignCompiler
import Diagnostics
import Testing

/// Rules of branches that nobody or everybody meets, by what a contact can be.
@Suite struct GuardCheckTests {
  static let checks = [
    "dead-branch", "always-true-branch", "shadowed-case", "empty-segment", "missing-else",
    "unreachable-step", "not-decided",
  ]

  /// The findings of these checks about two cases, in the order of the file.
  static func found(where condition: String? = nil, _ cases: [String], else: Bool = true)
    -> [String]
  {
    var steps = "- email: first\n  subject: A\n  text: A\n- wait: 1 day\n- branch: b\n  cases:\n"
    for (number, rule) in cases.enumerated() {
      steps += "    - when: '\(rule)'\n      then: [{ exit: e\(number) }]\n"
    }
    if `else` { steps += "  else: []\n" }
    steps += "- email: last\n  subject: Z\n  text: Z\n"
    return rules(condition.map { "where: '\($0)'" } ?? "", steps)
  }

  static func rules(_ settings: String, _ steps: String) -> [String] {
    let result = CompileCase([
      "campaign.yaml": campaign(settings, steps: steps), "segment.yaml": segment,
    ])
    return result.rules.filter { checks.contains($0) }
  }

  static let segment = """
    mailplan: 1
    segment: people
    columns:
      id: string
      email: email
      plan: { type: enum, values: [free, pro, team] }
      maybe: { type: enum?, values: [free, pro] }
      beta: boolean
      opted: boolean?
      score: integer?
      ratio: decimal?
      name: string?
      due: date?
      tags: { type: list, separator: ";", role: tags }
      timezone: timezone?
    """

  @Test(arguments: [
    // Integers have no number between 5 and 6, decimals do.
    ("score > 5 and score < 6", true), ("ratio > 5 and ratio < 6", false),
    ("score >= 5 and score <= 5", false), ("score > 5 and score <= 5", true),
    ("score == 5.5", true), ("ratio == 5.5", false),
    // A comparison with nil is false, and `not` makes it true.
    ("score > 5 and score == nil", true), ("not (score > 5) and score == nil", false),
    ("score != 5 and score == nil", true), ("not (score == 5) and score == nil", false),
    ("maybe not in [\"free\"] and maybe == nil", true),
    ("opted != true and opted == nil", true), ("not opted and opted == nil", false),
    // What an enum column can hold.
    ("plan != \"free\" and plan != \"pro\" and plan != \"team\"", true),
    ("plan != \"free\" and plan != \"pro\"", false), ("plan == nil", true),
    ("maybe != \"free\" and maybe != \"pro\"", true),
    ("not (maybe == \"free\") and not (maybe == \"pro\")", false),
    ("plan starts_with \"x\"", true), ("plan starts_with \"p\"", false),
    ("lower(plan) == \"FREE\"", true),
    // Texts.
    ("name == \"Ada\" and name starts_with \"B\"", true),
    ("name starts_with \"A\" and not (name starts_with \"A\")", true),
    ("name starts_with \"A\" and name ends_with \"B\"", false),
    ("name starts_with \"D\" and name starts_with \"A\"", true),
    ("name starts_with \"Da\" and name starts_with \"D\"", false),
    ("name starts_with \"Da\" and not (name starts_with \"D\")", true),
    ("name starts_with \"D\" and not (name starts_with \"Da\")", false),
    ("name ends_with \"ab\" and name ends_with \"b\"", false),
    ("name ends_with \"ab\" and name ends_with \"a\"", true),
    ("name contains \"ab\" and not (name contains \"b\")", true),
    ("name starts_with \"b\" and name < \"b\"", true),
    ("name starts_with \"b\" and name <= \"b\"", false),
    ("name starts_with \"b\" and name > \"bz\"", false),
    ("name starts_with \"b\" and name >= \"c\"", true),
    ("name < \"b\" and name > \"b\"", true), ("name <= \"b\" and name >= \"b\"", false),
    ("name == \"Zoë\" and name == \"Zoe\"", true),
    ("\"x\" in tags and not (tags contains \"x\")", true),
    // Dates, and what two columns have to do with each other.
    ("due > date(\"2026-12-24\") and due < date(\"2026-12-25\")", true),
    ("due > date(\"2026-12-24\") and due < date(\"2026-12-26\")", false),
    ("score < ratio and ratio < score", true), ("score < ratio and score == nil", true),
    ("days_since(due) > 3 and days_since(due) < 2", true),
    ("days_since(due) > 3 and due == nil", true),
    ("size(tags) < 0", true), ("size(tags) == 0", false),
    ("beta and beta == false", true), ("beta or not beta", false),
  ])
  func aRuleThatContradictsItself(_ rule: String, _ isDead: Bool) {
    let found = GuardCheckTests.found([rule])
    #expect(found.contains("dead-branch") == isDead, "\(rule): \(found)")
  }

  @Test(arguments: [
    ("beta or not beta", true), ("score > 5 or not (score > 5)", true),
    // Nobody is asked for nil here.
    ("score > 5 or score <= 5", false), ("score > 5 or score <= 5 or score == nil", true),
    ("plan in [\"free\", \"pro\", \"team\"]", true), ("maybe in [\"free\", \"pro\"]", false),
    ("days_since(due) >= 0 or days_since(due) < 0", false), ("size(tags) >= 0", true),
    ("opened(first) or not opened(first)", true), ("opened(first)", false),
  ])
  func aRuleThatAlwaysHolds(_ rule: String, _ isCertain: Bool) {
    let found = GuardCheckTests.found([rule])
    #expect(found == (isCertain ? ["always-true-branch"] : []), "\(rule)")
  }

  @Test(arguments: [
    ("plan == \"free\"", "plan == \"pro\"", ["dead-branch"]),
    ("plan != \"free\"", "plan == \"pro\"", []),
    ("plan == \"free\"", "plan != \"pro\"", ["always-true-branch"]),
    ("score > 10", "score > 5", ["always-true-branch"]),
    ("score > 10", "score > 10.5", ["always-true-branch"]),
    ("score >= 10", "score > 10", []), ("score > 10", "score == nil", ["dead-branch"]),
    ("not (score > 10)", "score == nil", []),
    ("plan == \"free\" or score > 5", "plan == \"pro\" and score < 3", ["dead-branch"]),
    ("plan == \"free\" or score > 5", "plan == \"pro\" and score < 30", []),
    // Time goes on, and engagement comes.
    ("days_since(due) < 3", "days_since(due) > 5", []),
    ("not event(\"purchase\")", "event(\"purchase\")", []),
    ("event(\"purchase\")", "not event(\"purchase\")", ["dead-branch"]),
    ("event(\"purchase\", within: 1 day)", "not event(\"purchase\", within: 1 day)", []),
    ("event(\"purchase\", within: 1 day)", "not event(\"purchase\")", ["dead-branch"]),
  ])
  func whereDecidesIt(_ condition: String, _ rule: String, _ wanted: [String]) {
    #expect(GuardCheckTests.found(where: condition, [rule]) == wanted)
  }

  @Test(arguments: [
    (["score >= 10", "score >= 50"], ["shadowed-case"]), (["score >= 50", "score >= 10"], []),
    (["plan == \"free\"", "plan == \"pro\"", "plan in [\"free\", \"pro\"]"], ["shadowed-case"]),
    (["plan == \"free\"", "plan == \"pro\"", "plan in [\"free\", \"team\"]"], []),
    (["opened(first)", "opened(first) and score > 3"], ["shadowed-case"]),
    (["opened(first) and score > 3", "opened(first)"], []),
    (["opened()", "opened(first)"], ["shadowed-case"]), (["opened(first)", "opened()"], []),
    (["clicked(first)", "clicked(first, \"pricing\")"], ["shadowed-case"]),
    (["clicked(first, \"pricing\")", "clicked(first)"], []),
    (["clicked(first)", "opened(first)"], []), (["score > 3", "not (score > 3)"], []),
    (["score > 3", "score <= 3", "score == nil"], []),
    (["beta or not beta", "score > 3"], ["always-true-branch"]),
  ])
  func earlierCases(_ cases: [String], _ wanted: [String]) {
    #expect(GuardCheckTests.found(cases) == wanted)
  }

  @Test(arguments: [
    ("score > 5 and score < 6", ["empty-segment"]), ("ratio > 5 and ratio < 6", []),
    ("plan == nil", ["empty-segment"]), ("maybe == nil", []),
    ("false", ["empty-segment"]), ("true", []),
    ("name == \"a\" and lower(name) == \"b\"", ["empty-segment"]),
  ])
  func nobodyIsLetIn(_ condition: String, _ wanted: [String]) {
    #expect(GuardCheckTests.found(where: condition, ["score > 7"]) == wanted)
  }

  /// `else` may be left out where the cases cover everything, whatever the columns' types.
  @Test(arguments: [
    (["score > 5", "score <= 5 or score == nil"], []),
    (["score > 5", "score <= 5"], ["missing-else"]),
    (["score > 5", "not (score > 5)"], []),
    (["opened(first)", "not opened(first)"], []),
    (["opened(first)", "clicked(first)"], ["missing-else"]),
    (["plan == \"free\"", "plan in [\"pro\", \"team\"]"], []),
    (["maybe == \"free\"", "maybe == \"pro\""], ["missing-else"]),
    (["maybe == \"free\"", "maybe == \"pro\"", "maybe == nil"], []),
    (["name starts_with \"A\"", "not (name starts_with \"A\")"], []),
    (["due < today", "due >= today", "due == nil"], []),
  ])
  func elseMayBeLeftOut(_ cases: [String], _ wanted: [String]) {
    // Every way is an exit, so that nothing comes to the last email.
    let found = GuardCheckTests.found(cases, else: false)
    #expect(found.filter { $0 != "unreachable-step" } == wanted)
  }
}
