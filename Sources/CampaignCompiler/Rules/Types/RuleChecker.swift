import CampaignGraph
import Diagnostics
import LiquidTemplates

/// Finds the type of each term of a rule, reports what does not fit, and builds the expression on the way.
///
/// A term that was reported has the type `.invalid`, which goes with everything: one cause, one finding.
struct RuleChecker {
  let scope: RuleScope
  /// Whether near names are looked for.
  let suggests: Bool
  var report: RuleReport
  var builder = RuleBuilder()
  /// How many `not` stand around the term.
  var negations = 0
  /// Columns that the rule itself compares with nil.
  var nilTested: Set<String> = []
  var nullableUses: [NullableUse] = []

  init(scope: RuleScope, report: RuleReport, suggests: Bool) {
    self.scope = scope
    self.report = report
    self.suggests = suggests
  }

  /// `counterpart` is the type of what the term is compared with, for hints.
  mutating func check(_ term: RuleTerm, against counterpart: RuleType? = nil) -> TypedTerm {
    switch term.kind {
    case .invalid: return invalid(term)
    case .name(let name): return checkName(name, term, against: counterpart)
    case .literal(let literal): return checkLiteral(literal, term)
    case .list(let items): return checkList(items, term, against: counterpart)
    case .not(let operand): return checkNot(operand, term)
    case .negate(let operand): return checkNegation(operand, term)
    case .logical(let operation, let terms): return checkLogical(operation, terms, term)
    case .binary(let operation, let a, let b, let range):
      switch operation {
      case .add, .subtract, .multiply, .divide: return checkArithmetic(operation, a, b, range, term)
      case .or, .and, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .in,
        .notIn, .contains, .startsWith, .endsWith:
        return checkComparison(operation, a, b, range, term)
      }
    case .call(let call): return checkCall(call, term)
    }
  }

  /// Checks a term that must be a condition; `place` says where, for messages.
  mutating func checkCondition(_ term: RuleTerm, _ place: String) -> TypedTerm {
    let checked = check(term)
    if checked.type == .boolean {
      if negations > 0 { noteNullable(checked.nullable, under: "not") }
      return checked
    }
    if checked.type != .invalid {
      report.error(
        "type-mismatch", "\(place) must be a condition, and this is \(checked.type.description)",
        at: term.range, help: conditionHelp(checked))
    }
    return invalid(term)
  }

  mutating func invalid(_ term: RuleTerm) -> TypedTerm {
    TypedTerm(term: term, type: .invalid, node: builder.add(.null), nullable: [])
  }

  func typed(
    _ term: RuleTerm, _ type: RuleType, _ node: Int32,
    nullable: [TypedTerm.NullableColumn] = []
  ) -> TypedTerm {
    TypedTerm(term: term, type: type, node: node, nullable: nullable)
  }

  private mutating func checkLiteral(_ literal: RuleLiteral, _ term: RuleTerm) -> TypedTerm {
    let type: RuleType
    switch literal {
    case .null: type = .null
    case .boolean: type = .boolean
    case .integer: type = .integer
    case .decimal: type = .decimal
    case .duration: type = .duration
    case .date: type = .date
    case .timestamp: type = .timestamp
    case .string(let bytes):
      if bytes.isEmpty {
        report.error(
          "type-mismatch", "there is no empty text: an empty cell is nil", at: term.range,
          label: "write nil")
        return invalid(term)
      }
      type = .text
    }
    return typed(term, type, builder.add(literal))
  }

  private mutating func checkList(
    _ items: [RuleTerm], _ term: RuleTerm, against counterpart: RuleType?
  ) -> TypedTerm {
    var nodes: [Int32] = []
    var type: RuleType?
    for item in items {
      let checked = check(item, against: counterpart ?? type)
      nodes.append(checked.node)
      switch checked.type {
      case .null, .list, .duration:
        report.error(
          "type-mismatch",
          "a list holds no \(checked.type == .null ? "nil" : "lists or durations")",
          at: item.range, help: checked.type == .null ? "write x == nil beside it" : nil)
      case .invalid: break
      case .boolean, .integer, .decimal, .text, .enumeration, .date, .timestamp:
        if let known = type, !known.isComparable(with: checked.type) {
          report.error(
            "type-mismatch", "the items of a list are of one type", at: item.range,
            label: "the first item is \(known.description), this is \(checked.type.description)")
        } else if type == nil || (type == .integer && checked.type == .decimal) {
          type = checked.type.isText ? .text : checked.type
        }
      }
    }
    return typed(term, .list(type), builder.addList(nodes))
  }

  private mutating func checkNot(_ operand: RuleTerm, _ term: RuleTerm) -> TypedTerm {
    negations += 1
    defer { negations -= 1 }
    let checked = checkCondition(operand, "what follows 'not'")
    return typed(term, .boolean, builder.add(.not(checked.node)))
  }

  private mutating func checkLogical(
    _ operation: RuleOperator, _ terms: [RuleTerm], _ term: RuleTerm
  ) -> TypedTerm {
    var nodes: [Int32] = []
    for item in terms {
      nodes.append(checkCondition(item, "each side of '\(operation.rawValue)'").node)
    }
    return typed(term, .boolean, builder.addChain(operation, nodes[...]))
  }

  private func conditionHelp(_ checked: TypedTerm) -> String? {
    let excerpt = report.excerpt(checked.range)
    switch checked.type {
    case .list: return "write size(\(excerpt)) > 0"
    case .text, .enumeration, .date, .timestamp, .integer, .decimal:
      if checked.isLiteral { return nil }
      return "write \(excerpt) != nil, or compare it with a value"
    case .invalid, .null, .boolean, .duration: return nil
    }
  }
}
