import CampaignGraph
import CivilTime
import Diagnostics
import LiquidTemplates
import Testing

/// Builds small graphs by hand.
enum GraphFixture {
  static let segment = SegmentSchema(
    name: "people",
    columns: [
      Column(name: "id", type: .string, isNullable: false, role: .id),
      Column(name: "email", type: .email, isNullable: false, role: .address),
      Column(name: "first_name", type: .string, isNullable: true, preview: "Ada"),
      Column(name: "plan", type: .enumeration(["free", "pro"]), isNullable: false),
      Column(name: "score", type: .integer, isNullable: true, defaultText: "0"),
      Column(name: "ends_on", type: .date, isNullable: true),
      Column(
        name: "tags", type: .list(of: .string, separator: ";"), isNullable: true, role: .tags),
    ])

  static func template(_ text: String, _ context: TemplateContext) throws -> Template {
    var findings = Findings()
    let source = TemplateSource(main: MappedText(SourceFile(path: "t.liquid", text: text)))
    return try #require(
      compileTemplate(source, context: context, scope: segment.templateScope, into: &findings))
  }

  static func rule(
    _ text: String, _ nodes: [RuleNode], _ literals: [RuleLiteral] = [], operands: [Int32] = [],
    facts: [EngagementFact] = []
  ) throws -> RuleExpression {
    try #require(
      RuleExpression(
        nodes: nodes, literals: literals, operands: operands, facts: facts, text: text))
  }

  static func email(
    _ subject: String = "Hello",
    window: SendWindow = SendWindow(
      days: .mondayToFriday, opens: LocalTime(seconds: 9 * 3600),
      closes: LocalTime(seconds: 17 * 3600), hold: .run, otherwise: .skip)
  ) throws -> EmailStep {
    EmailStep(
      subject: try template(subject, .header), preheader: nil,
      html: try template("<p>{{ first_name | default: 'you' }}</p>", .html), text: nil,
      markdown: nil, from: Sender(name: try template("Ada", .header), email: "ada@acme.example"),
      replyTo: nil,
      headers: [.init(name: "X-Plan", value: try template("{{ plan }}", .header))],
      trackOpens: true, trackClicks: false, category: .marketing, locale: "de",
      send: SendPlan(
        strategy: .optimized(fallback: LocalTime(seconds: 9 * 3600)), window: window))
  }

  static func graph(
    start: Int = 0, policies: Policies = Policies(), exit: RuleExpression? = nil,
    _ nodes: [StepNode]
  ) throws -> StepGraph {
    try StepGraph(
      campaign: "hello", type: .drip, description: nil, segment: segment,
      enrollment: Enrollment(start: .launch, condition: nil, reentry: .never),
      zone: ZonePolicy(
        column: nil, defaultZone: "Europe/Berlin", onMissing: .default, onInvalid: .skip),
      onMissing: .fail, exit: exit, policies: policies,
      links: StepGraph.Links(
        unsubscribe: try template("https://acme.example/u?c={{ id }}", .url), viewInBrowser: nil),
      start: NodeIndex(start), nodes: nodes)
  }

  static let end = StepNode(id: "end", kind: .complete)
  static func at(_ index: Int) -> NodeIndex { NodeIndex(index) }
}
