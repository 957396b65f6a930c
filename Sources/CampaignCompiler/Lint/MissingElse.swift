import CampaignGraph
import Diagnostics
import LiquidTemplates

/// A branch without `else` whose cases leave contacts over.
enum MissingElse: LintCheck {
  static let description = RuleDescription(
    "missing-else", .steps,
    summary: "a branch has an else, unless its cases cover every contact",
    why: """
      What happens to the contacts that no case describes is a decision, and must be written \
      down. `else` may be left out where the cases compare enum and boolean columns and cover all \
      of their values.
      """,
    bad: """
      steps:
        - branch: by-plan
          cases:
            - when: plan == "free"
              then:
                - exit: free
            - when: plan == "pro"
              then:
                - exit: pro
      """,
    good: """
      steps:
        - branch: by-plan
          cases:
            - when: plan == "free"
              then:
                - exit: free
            - when: plan in ["pro", "team"]
              then:
                - exit: paying
      """)

  static func check(_ subject: LintSubject, into findings: inout Findings) {
    guard let contents = subject.contents, let segment = subject.campaign.segment else { return }
    for (step, content) in zip(subject.outline.steps, contents) {
      guard case .branch(let branch) = step.definition.kind, branch.otherwise == nil,
        case .branch(let rules) = content
      else { continue }
      let compiled = rules.compactMap { $0 }
      guard compiled.count == rules.count, !compiled.isEmpty else { continue }
      switch Coverage(of: compiled, over: segment.schema) {
      case .complete: break
      case .open(let example): findings.report(missing(step.definition, branch, example: example))
      case .unknown where coverAll(compiled, segment.schema, contents): break
      case .unknown: findings.report(missing(step.definition, branch, example: nil))
      }
    }
  }

  /// Whether no contact is left, whatever its values and its engagement.
  private static func coverAll(
    _ rules: [RuleExpression], _ schema: SegmentSchema, _ contents: [StepContent]
  ) -> Bool {
    var assigned: Set<Int> = []
    for case .action(let action) in contents {
      for assignment in action.assignments {
        switch schema.columns[assignment.column].type {
        // What is reckoned may be nil, which no row holds.
        case .integer, .decimal, .date, .timestamp: assigned.insert(assignment.column)
        case .string, .email, .boolean, .timezone, .url, .enumeration, .list: break
        }
      }
    }
    var table = TermTable(schema, assigned: assigned)
    var guards: [Guard] = []
    for rule in rules {
      var builder = GuardBuilder(rule, table)
      guards.append(builder.condition(builder.root))
      table = builder.table
    }
    table.connect()
    let reasoner = Reasoner(table, budget: 200_000)
    return reasoner.assume(.any(guards), false, in: Knowledge()).isEmpty && !reasoner.isExhausted
  }

  private static func missing(
    _ step: StepDefinition, _ branch: BranchDefinition, example: String?
  ) -> Diagnostic {
    Diagnostic(
      description.id, .error,
      branch.isTwoWay
        ? "a branch needs an 'else' unless its rule always holds"
        : "a branch needs an 'else' unless its cases cover every contact",
      at: step.heading,
      notes: example.map { ["no case holds for a contact with \($0)"] } ?? [],
      help: "add 'else: []' to go on with what follows the branch"
    ).mended(by: Fix("add 'else: []'", .unsafe, [edit(of: step)]))
  }

  /// A line of its own below the branch, or the last key between its braces.
  private static func edit(of step: StepDefinition) -> Fix.Edit {
    let file = step.range.file
    var end = step.range.bytes.upperBound
    if file.bytes[step.range.bytes].last == UInt8(ascii: "}"),
      file.bytes[step.range.bytes].first == UInt8(ascii: "{")
    {
      end -= 1
      while end > step.range.bytes.lowerBound, file.bytes[end - 1] <= 0x20 { end -= 1 }
      let comma = file.bytes[end - 1] == UInt8(ascii: ",") ? "" : ","
      return Fix.Edit(file.range(end..<end), "\(comma) else: []")
    }
    while end > step.range.bytes.lowerBound, file.bytes[end - 1] <= 0x20 { end -= 1 }
    let line = file.lines.bytes(ofLine: file.lines.line(at: max(end - 1, 0)))
    var lineEnd = line.upperBound
    while lineEnd > end, [0x0A, 0x0D].contains(file.bytes[lineEnd - 1]) { lineEnd -= 1 }
    let heading = step.heading.bytes.lowerBound
    let start = file.lines.bytes(ofLine: file.lines.line(at: heading)).lowerBound
    let indent = [UInt8](repeating: 0x20, count: heading - start)
    let lineBreak: [UInt8] =
      file.bytes[lineEnd..<line.upperBound].first == 0x0D ? [0x0D, 0x0A] : [0x0A]
    return Fix.Edit(file.range(lineEnd..<lineEnd), lineBreak + indent + Array("else: []".utf8))
  }
}
