import CampaignGraph
import CivilTime
import Diagnostics
import Foundation
import LiquidTemplates
import Testing

/// Columns that every campaign of these tests has, by slot.
enum Slot {
  static let id = 0
  static let email = 1
  static let name = 2
  static let score = 3
  static let due = 4
  static let seen = 5
  static let tags = 6
  static let zone = 7
  static let out = 8
  static let hours = 9
}

let runnerSegment = SegmentSchema(
  name: "people",
  columns: [
    Column(name: "id", type: .string, isNullable: false, role: .id),
    Column(name: "email", type: .email, isNullable: true, role: .address),
    Column(name: "name", type: .string, isNullable: true),
    Column(name: "score", type: .integer, isNullable: true),
    Column(name: "due", type: .date, isNullable: true),
    Column(name: "seen", type: .timestamp, isNullable: true),
    Column(name: "tags", type: .list(of: .string, separator: ";"), isNullable: true, role: .tags),
    Column(name: "zone", type: .timezone, isNullable: true),
    Column(name: "out", type: .boolean, isNullable: true, role: .suppressed),
    Column(
      name: "hours", type: .list(of: .integer, separator: ";"), isNullable: true,
      role: .openHours),
  ])

/// A step as a test writes it; lists nest as in a campaign file.
indirect enum Step {
  case email(String, Mail = Mail())
  case wait(String, WaitRule)
  case event(String, EngagementFact.Kind, step: String?, Period?, then: [Step], else: [Step])
  case branch(String, RuleExpression, then: [Step], else: [Step])
  case split(String, [(String, Int, [Step])], key: Int = Slot.id)
  case action(String, ActionStep)
  case goto(String)
  case exit(String, String)

  var id: String? {
    switch self {
    case .email(let id, _), .wait(let id, _), .event(let id, _, _, _, _, _),
      .branch(let id, _, _, _), .split(let id, _, _), .action(let id, _), .exit(let id, _):
      id
    case .goto: nil
    }
  }
}

struct Mail {
  var subject = "Hello"
  var preheader: String?
  var html: String? = "<p>Hello</p>"
  var text: String?
  var omitsText = false
  /// In the place of the html.
  var markdown: String?
  var keepsHTML = false
  var layout: String?
  var sender: String? = "Ada at Acme"
  var headers: [(String, String)] = []
  var category = EmailStep.Category.marketing
  var strategy = SendPlan.Strategy.immediate
  var window: SendWindow?
}

struct Blueprint {
  var steps: [Step]
  var start = Enrollment.Start.launch
  var condition: RuleExpression?
  var exit: RuleExpression?
  var onMissing = MissingValuePolicy.blank
  var zone = ZonePolicy(
    column: Slot.zone, defaultZone: "Europe/Berlin", onMissing: .default, onInvalid: .skip)
  var policies = Policies()
  var unsubscribe: String?
  var viewInBrowser: String?

  init(_ steps: [Step]) { self.steps = steps }

  /// Builds the graph, sharing the lowering that any campaign goes through in outline: nested lists fall out to
  /// what follows.
  func graph() throws -> StepGraph {
    var builder = GraphBuilder()
    builder.number(steps)
    let complete = builder.count
    let nodes = try builder.nodes(steps, complete: complete)
    return try StepGraph(
      campaign: "trial", type: .drip, description: nil, segment: runnerSegment,
      enrollment: Enrollment(start: start, condition: condition, reentry: .never), zone: zone,
      onMissing: onMissing, exit: exit, policies: policies,
      links: StepGraph.Links(
        unsubscribe: try unsubscribe.map { try template($0, .url) },
        viewInBrowser: try viewInBrowser.map { try template($0, .url) }),
      start: NodeIndex(builder.entry(steps[...], complete)), nodes: nodes)
  }
}

func template(
  _ text: String, _ context: TemplateContext, isLayout: Bool = false
) throws -> Template {
  var findings = Findings()
  let source = MappedText(SourceFile(path: "test", text: text))
  let compiled = compileTemplate(
    TemplateSource(main: source, isLayout: isLayout), context: context,
    scope: runnerSegment.templateScope, into: &findings)
  return try #require(compiled, "\(findings.all)")
}

private struct GraphBuilder {
  var numbers: [String: Int] = [:]
  var count: Int { numbers.count }

  mutating func number(_ steps: [Step]) {
    for step in steps {
      if let id = step.id { numbers[id] = numbers.count }
      for list in lists(step) { number(list) }
    }
  }

  private func lists(_ step: Step) -> [[Step]] {
    switch step {
    case .email, .wait, .action, .goto, .exit: []
    case .event(_, _, _, _, let then, let otherwise), .branch(_, _, let then, let otherwise):
      [then, otherwise]
    case .split(_, let variants, _): variants.map { $0.2 }
    }
  }

  func entry(_ steps: ArraySlice<Step>, _ next: Int) -> Int {
    guard let first = steps.first else { return next }
    if case .goto(let id) = first { return numbers[id] ?? next }
    return numbers[first.id ?? ""] ?? next
  }

  func nodes(_ steps: [Step], complete: Int) throws -> [StepNode] {
    var nodes = [StepNode?](repeating: nil, count: complete)
    try lower(steps, complete, &nodes)
    return nodes.compactMap { $0 } + [StepNode(id: "complete", kind: .complete)]
  }

  private func lower(_ steps: [Step], _ next: Int, _ nodes: inout [StepNode?]) throws {
    for (index, step) in steps.enumerated() {
      let after = NodeIndex(entry(steps[(index + 1)...], next))
      for list in lists(step) { try lower(list, Int(after.value), &nodes) }
      guard let id = step.id, let number = numbers[id] else { continue }
      nodes[number] = StepNode(id: id, kind: try kind(step, after))
    }
  }

  private func kind(_ step: Step, _ next: NodeIndex) throws -> StepNode.Kind {
    func target(_ steps: [Step]) -> NodeIndex {
      NodeIndex(entry(steps[...], Int(next.value)))
    }
    switch step {
    case .email(_, let mail): return .email(try email(mail), next: next)
    case .wait(_, let rule): return .wait(rule, next: next)
    case .event(_, let kind, let about, let timeout, let then, let otherwise):
      let fact = EngagementFact(
        kind: kind, step: about.flatMap { numbers[$0] }.map { NodeIndex($0) })
      return .waitForEvent(
        EventWait(
          fact: fact, timeout: timeout, onEvent: target(then), onTimeout: target(otherwise)))
    case .branch(_, let rule, let then, let otherwise):
      return .branch(
        BranchStep(
          cases: [BranchStep.Case(when: rule, target: target(then))],
          otherwise: target(otherwise)))
    case .split(_, let variants, let key):
      return .split(
        SplitStep(
          variants: variants.map {
            SplitStep.Variant(name: $0.0, weight: $0.1, target: target($0.2))
          }, keyColumn: key, winner: nil))
    case .action(_, let action): return .action(action, next: next)
    case .exit(_, let reason): return .exit(reason: reason)
    case .goto: return .complete
    }
  }

  private func email(_ mail: Mail) throws -> EmailStep {
    EmailStep(
      subject: try template(mail.subject, .header),
      preheader: try mail.preheader.map { try template($0, .header) },
      html: mail.markdown == nil ? try mail.html.map { try template($0, .html) } : nil,
      text: try mail.text.map { try template($0, .text) }, omitsText: mail.omitsText,
      markdown: try mail.markdown.map {
        MarkdownBody(
          source: try template($0, mail.keepsHTML ? .markdownWithHTML : .markdown),
          layout: try mail.layout.map { try template($0, .html, isLayout: true) })
      },
      from: Sender(
        name: try mail.sender.map { try template($0, .header) }, email: "ada@acme.example"),
      replyTo: "help@acme.example",
      headers: try mail.headers.map {
        EmailStep.Header(name: $0.0, value: try template($0.1, .header))
      },
      trackOpens: true, trackClicks: false, category: mail.category, locale: nil,
      send: SendPlan(strategy: mail.strategy, window: mail.window))
  }
}
