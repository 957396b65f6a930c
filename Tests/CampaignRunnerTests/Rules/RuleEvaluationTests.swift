import CampaignCompiler
import CampaignGraph
import CampaignRunner
import CivilTime
import Diagnostics
import LiquidTemplates
import Testing

/// A contact with a cell of every type, and one column of each that is empty.
struct RuleContact {
  static let columns = [
    Column(name: "name", type: .string, isNullable: true),
    Column(name: "nothing", type: .string, isNullable: true),
    Column(name: "plan", type: .enumeration(["free", "pro"]), isNullable: false),
    Column(name: "score", type: .integer, isNullable: false),
    Column(name: "price", type: .decimal, isNullable: false),
    Column(name: "vip", type: .boolean, isNullable: false),
    Column(name: "ends_on", type: .date, isNullable: false),
    Column(name: "joined_at", type: .timestamp, isNullable: false),
    Column(name: "tags", type: .list(of: .string, separator: ";"), isNullable: true),
    Column(name: "hours", type: .list(of: .integer, separator: ";"), isNullable: true),
    Column(name: "no_number", type: .integer, isNullable: true),
    Column(name: "no_flag", type: .boolean, isNullable: true),
    Column(name: "no_tags", type: .list(of: .string, separator: ";"), isNullable: true),
    Column(name: "no_date", type: .date, isNullable: true),
  ]

  /// 2026-03-10T09:00:00Z
  static let now = Instant(seconds: 1_773_133_200)

  var row = ContactRow()
  var inputs = RuleInputs(now: now, zone: .utc, engagement: EngagementHistory())

  init() {
    row.cells = [row.storeText("Ada ÉCLAIR".utf8), .null, row.storeText("pro".utf8)]
    row.cells += [
      .integer(50), .decimal(ExactDecimal(coefficient: 1050, scale: 2)), .boolean(true),
      .date(CivilDate(days: 20_525)), .timestamp(Instant(seconds: 1_773_133_200 - 3 * 86_400)),
    ]
    row.items = [row.storeText("vip".utf8), row.storeText("eu".utf8), .integer(9), .integer(17)]
    row.cells += [.list(start: 0, count: 2), .list(start: 2, count: 2)]
    row.cells += [.null, .null, .null, .null]
  }

  func compile(
    _ rule: String, expecting expectation: RuleExpectation = .condition
  ) throws -> RuleExpression {
    var findings = Findings()
    let scope = RuleScope(
      segment: SegmentSchema(name: "test", columns: RuleContact.columns),
      emails: [("welcome", NodeIndex(0)), ("offer", NodeIndex(1))], otherSteps: [])
    let expression = compileRule(
      MappedText(SourceFile(path: "test.yaml", text: rule)), expecting: expectation,
      scope: scope, into: &findings)
    return try #require(expression, "\(rule): \(findings.all.map(\.message))")
  }

  func holds(_ rule: String) throws -> Bool {
    CampaignRunner.holds(try compile(rule), row: row, inputs: inputs)
  }
}

@Suite("Rules are asked about a contact")
struct RuleEvaluationTests {
  @Test(
    "and hold",
    arguments: [
      "plan == \"pro\"", "plan != \"free\"", "plan in [\"free\", \"pro\"]",
      "plan not in [\"free\"]",
      "score >= 50", "score < 50.5", "50.0 == score", "price == 10.5", "price > 10",
      "10.49 < price",
      "vip", "vip == true", "not (vip == false)", "name starts_with \"Ada\"",
      "name ends_with \"R\"",
      "name contains \"a É\"", "\"vip\" in tags", "tags contains \"eu\"", "hours contains 17",
      "9 in hours", "9.0 in hours", "tags == [\"vip\", \"eu\"]", "tags != [\"eu\", \"vip\"]",
      "lower(name) == \"ada éclair\"", "lower(name) contains \"écl\"",
      "lower(name) ends_with \"air\"",
      "lower(name) starts_with lower(\"ADA\")", "size(name) == 10", "size(tags) == 2",
      "size(nothing) == 0", "size(no_tags) == 0", "name < \"Adb\"", "name > \"Ada\"",
      "name == 'Ada ÉCLAIR'", "nothing == nil", "name != nil", "nil == nothing",
      "no_number + 1 == nil", "score / 0 == nil", "price / 0 == nil",
      "score * 9223372036854775807 == nil",
      "9223372036854775807 + score == nil", "-score == -50", "-price == -10.50",
      "score + 1 == 51", "score - 60 == -10", "score * 2 == 100", "score / 7 == 7",
      "-score / 7 == -8", "score / -7 == -8", "-score / -7 == 7", "score / 4.0 == 12.5",
      "score * 0.1 == 5",
      "0.1 + 0.2 == 0.3", "price - 0.5 == 10",
      "ends_on > today", "ends_on == today + 3 days", "ends_on - 3 days == today",
      "today + 1 month == date(\"2026-04-10\")", "today + 2 weeks == date(\"2026-03-24\")",
      "date(\"2026-01-31\") + 1 month == date(\"2026-02-28\")",
      "days_since(ends_on) == -3", "days_until(ends_on) == 3", "days_since(joined_at) == 3",
      "joined_at < now - 2 days", "joined_at + 3 days == now", "joined_at + 72 hours == now",
      "now == timestamp(\"2026-03-10T10:00+01:00\")",
      "vip and score > 1 or nothing == \"x\"", "no_flag or vip", "(plan == \"pro\") == vip",
      "not no_flag", "true", "not false",
    ])
  func holding(rule: String) throws {
    #expect(try RuleContact().holds(rule))
  }

  @Test(
    "and do not hold, above all where a value is missing",
    arguments: [
      "nothing == \"x\"", "nothing != \"x\"", "nothing == name", "nothing == nothing",
      "nothing != nothing", "nothing contains \"x\"", "nothing starts_with \"x\"",
      "nothing in [\"x\"]", "nothing not in [\"x\"]", "\"x\" in no_tags", "\"x\" not in no_tags",
      "no_tags contains \"x\"", "no_number < 1", "no_number >= 1", "no_number + 1 > 0",
      "no_flag", "no_flag == false", "no_flag and vip", "days_since(no_date) > 0",
      "days_since(no_date) <= 0", "lower(nothing) == \"x\"", "score / 0 > 1", "name == nil",
      "nothing != nil", "plan == \"free\"", "not vip", "name contains \"z\"",
      "name starts_with \"Ada ÉCLAIRS\"", "name ends_with \"xAda ÉCLAIR\"", "tags contains \"v\"",
      "name == \"Ada e\u{301}CLAIR\"", "10 in hours", "score in []", "no_date == no_date", "false",
    ])
  func notHolding(rule: String) throws {
    #expect(try !RuleContact().holds(rule))
  }

  @Test("in the contact's zone")
  func zone() throws {
    // 2026-03-09T23:30Z is the ninth in UTC; today is the tenth.
    var contact = RuleContact()
    contact.row.cells[7] = .timestamp(Instant(seconds: 1_773_099_000))
    #expect(try contact.holds("days_since(joined_at) == 1"))
    #expect(contact.inputs.today == CivilDate(days: 20_522))
  }

  @Test("and give values")
  func values() throws {
    let contact = RuleContact()
    let sum = try contact.compile("score + 1", expecting: .value(.integer, isNullable: false))
    #expect(evaluate(sum, row: contact.row, inputs: contact.inputs) == .integer(51))
    let today = try contact.compile("today", expecting: .value(.date, isNullable: false))
    #expect(
      evaluate(today, row: contact.row, inputs: contact.inputs) == .date(CivilDate(days: 20_522)))
  }

  @Test("a row with fewer cells than the segment counts as empty there")
  func shortRow() throws {
    var contact = RuleContact()
    contact.row.removeAll()
    #expect(try !contact.holds("score > 1 or vip or plan == \"pro\" or \"x\" in tags"))
    #expect(try contact.holds("score == nil"))
  }
}

@Suite("A rule's value goes into a column")
struct AssignmentTests {
  @Test("as a cell of the column's type")
  func assignment() throws {
    var contact = RuleContact()
    func set(_ rule: String, _ column: Int) throws {
      let type = RuleContact.columns[column].type
      let expression = try contact.compile(rule, expecting: .value(type, isNullable: true))
      contact.row.assign(expression, to: column, type: type, inputs: contact.inputs)
    }
    func text(_ column: Int) -> String {
      String(decoding: contact.row.text(contact.row.cells[column]), as: UTF8.self)
    }
    try set("score + 10", 3)
    #expect(contact.row.cells[3] == .integer(60))
    try set("score + 10", 3)
    #expect(contact.row.cells[3] == .integer(70))
    try set("score", 4)
    #expect(contact.row.cells[4] == .decimal(ExactDecimal(coefficient: 70, scale: 0)))
    try set("lower(name)", 1)
    #expect(text(1) == "ada éclair")
    try set("nothing", 0)
    #expect(text(0) == "ada éclair")
    try set("\"free\"", 2)
    #expect(text(2) == "free")
    try set("[\"a\", lower(\"B\")]", 8)
    #expect(try contact.holds("tags == [\"a\", \"b\"]"))
    try set("tags", 12)
    #expect(try contact.holds("no_tags == tags"))
    try set("[]", 8)
    #expect(contact.row.cells[8] == .null)
    try set("nil", 0)
    #expect(contact.row.cells[0] == .null)
    try set("now", 7)
    #expect(contact.row.cells[7] == .timestamp(RuleContact.now))
    let rule = try contact.compile("score", expecting: .value(.integer, isNullable: true))
    contact.row.assign(rule, to: 99, type: .integer, inputs: contact.inputs)
    #expect(contact.row.cells.count == 14)
  }
}
