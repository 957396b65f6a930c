import Diagnostics
import JSONText
import YAMLTree

/// The keys of a `branch:` step, in both of its forms.
enum BranchKeys {
  static let branch = Key<Located<String>>(
    "branch", .identifier(.step), .required, "The id of the step.")
  static let condition = Key<MappedText>(
    "if", .rule, elsewhere: ["when", "condition", "rule"],
    "A rule; `then` if it holds, else `else`.")
  static let then = Key<[StepDefinition]>(
    "then", .steps, elsewhere: ["steps", "yes", "true"], "The steps if the rule holds.")
  static let cases = Key<[BranchDefinition.Case]>(
    "cases", .list(of: .branchCase, "a list of cases with 'when' and 'then'", atLeast: 1),
    elsewhere: ["when", "switch", "branches", "paths", "conditions"],
    "The ways, asked in order: the first whose rule holds wins.")
  static let otherwise = Key<[StepDefinition]>(
    "else", .steps, elsewhere: ["otherwise", "default", "no", "false"],
    "The steps if no rule holds; may be left out only if the cases cover everything.")

  static let form = Form(
    "a branch step", [branch.row, condition.row, then.row, cases.row, otherwise.row],
    strangers: [
      "id": "the value of 'branch' is the id", "name": "the value of 'branch' is the id",
      "elif": "use 'cases' for more than two ways",
      "elsif": "use 'cases' for more than two ways",
      "else_if": "use 'cases' for more than two ways",
    ],
    snippet: ["branch": "${1:id}", "if": "${2:opened()}", "then": [], "else": []])

  static let when = Key<MappedText>(
    "when", .rule, .required, elsewhere: ["if", "condition", "rule"], "The rule of this case.")
  static let caseThen = Key<[StepDefinition]>(
    "then", .steps, .required, elsewhere: ["steps", "do"], "The steps if the rule holds.")
  static let caseForm = Form(
    "a case", [when.row, caseThen.row],
    strangers: ["else": "'else' stands beside 'cases'"])

  /// Two exclusive ways to write it, on top of the table.
  static let schema = Schema(
    form.schema.members + [
      JSONValue.Member(
        "oneOf",
        [
          ["required": ["if", "then"]],
          [
            "required": ["cases"],
            "not": ["anyOf": [["required": ["if"]], ["required": ["then"]]]],
          ],
        ])
    ])
}

extension FormReader {
  func readBranch(_ step: SourceRange, into findings: inout Findings) -> BranchDefinition {
    let otherwise = read(BranchKeys.otherwise, into: &findings)
    let condition = read(BranchKeys.condition, into: &findings)
    let then = read(BranchKeys.then, into: &findings)
    if let cases = entry(BranchKeys.cases.name) {
      if let other = entry(BranchKeys.condition.name) ?? entry(BranchKeys.then.name) {
        findings.report(
          conflictingKeys(
            cases, other,
            help: "a branch has 'if', 'then' and 'else' for two ways, or 'cases' for many"))
      }
      return BranchDefinition(
        cases: read(BranchKeys.cases, into: &findings) ?? [], otherwise: otherwise,
        isTwoWay: false)
    }
    if !has(BranchKeys.condition) {
      let names =
        has(BranchKeys.then) ? [BranchKeys.condition.name] : [BranchKeys.condition.name, "cases"]
      findings.report(form.missingKey(names, at: heading))
    } else if !has(BranchKeys.then) {
      findings.report(form.missingKey([BranchKeys.then.name], at: heading))
    }
    guard has(BranchKeys.condition) || has(BranchKeys.then) else {
      return BranchDefinition(cases: [], otherwise: otherwise, isTwoWay: false)
    }
    let only = BranchDefinition.Case(when: condition, steps: then ?? [], range: step)
    return BranchDefinition(cases: [only], otherwise: otherwise, isTwoWay: true)
  }
}

extension ValueKind where Value == BranchDefinition.Case {
  fileprivate static var branchCase: Self {
    .form(BranchKeys.caseForm, "a mapping of 'when' and 'then'") { reader, field, findings in
      BranchDefinition.Case(
        when: reader.read(BranchKeys.when, into: &findings),
        steps: reader.read(BranchKeys.caseThen, into: &findings) ?? [], range: field.node.range)
    }
  }
}
