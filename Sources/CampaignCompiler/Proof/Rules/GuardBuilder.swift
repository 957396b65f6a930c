import CampaignGraph
import LiquidTemplates

/// Reads a rule as a guard.
struct GuardBuilder {
  /// What a node of a rule evaluates to.
  indirect enum Value {
    case constant(Constant)
    case term(TermID)
    case list([Value])
    /// True or false, never nil.
    case condition(Guard)
    /// Beyond the analysis.
    case unknown
  }

  let rule: RuleExpression
  var table: TermTable

  init(_ rule: RuleExpression, _ table: TermTable) {
    self.rule = rule
    self.table = table
  }

  var root: Int32 { Int32(rule.nodes.count - 1) }

  /// Whether the node is true.
  mutating func condition(_ index: Int32) -> Guard {
    switch rule.nodes[Int(index)] {
    case .binary(.and, let a, let b): .all([condition(a), condition(b)])
    case .binary(.or, let a, let b): .any([condition(a), condition(b)])
    case .not(let a): .negation(condition(a))
    case .binary, .literal, .column, .fact, .now, .today, .list, .negate, .call:
      isTrue(value(index))
    }
  }

  private mutating func isTrue(_ value: Value) -> Guard {
    switch value {
    case .constant(let constant): .constant(constant == .boolean(true))
    case .term(let term):
      table[term].family == .boolean
        ? .test(term, .yes) : table[term].family == .unknown ? other() : .constant(false)
    case .condition(let inner): inner
    case .list: .constant(false)
    case .unknown: other()
    }
  }

  mutating func value(_ index: Int32) -> Value {
    switch rule.nodes[Int(index)] {
    case .literal(let literal): return .constant(Constant(rule.literals[Int(literal)]))
    case .column(let slot): return .term(table.column(Int(slot)))
    case .fact(let fact): return .condition(.test(table.fact(FactKey(rule.facts[Int(fact)])), .yes))
    case .now: return .term(table.now())
    case .today: return .term(table.today())
    case .list(let first, let count):
      return .list(
        rule.operands[Int(first)..<Int(first) + Int(count)].map { value($0) })
    case .not, .binary(.and, _, _), .binary(.or, _, _): return .condition(condition(index))
    case .negate(let a): return negated(value(a))
    case .call(let function, let a):
      guard case .term(let term) = value(a) else { return .unknown }
      return .term(table.call(function, term))
    case .binary(let operation, let a, let b):
      switch operation {
      case .equal, .notEqual:
        if isNil(a) || isNil(b) {
          let test = isNull(value(isNil(a) ? b : a))
          return .condition(operation == .equal ? test : .negation(test))
        }
        let (x, y) = (value(a), value(b))
        let equal = areEqual(x, y)
        if operation == .equal { return .condition(equal) }
        return .condition(.all([.negation(isNull(x)), .negation(isNull(y)), .negation(equal)]))
      case .less: return .condition(isLess(value(a), value(b)))
      case .greater: return .condition(isLess(value(b), value(a)))
      case .lessOrEqual: return .condition(isAtMost(value(a), value(b)))
      case .greaterOrEqual: return .condition(isAtMost(value(b), value(a)))
      case .in: return .condition(isMember(value(a), of: value(b)))
      case .notIn:
        let (x, list) = (value(a), value(b))
        let member = isMember(x, of: list)
        return .condition(.all([.negation(isNull(x)), .negation(isNull(list)), .negation(member)]))
      case .contains:
        let (x, y) = (value(a), value(b))
        switch x {
        case .list: return .condition(isMember(y, of: x))
        case .term(let term) where table[term].family == .list:
          return .condition(isMember(y, of: x))
        case .term, .constant, .condition, .unknown: return .condition(text(.contains, x, y))
        }
      case .startsWith, .endsWith: return .condition(text(operation, value(a), value(b)))
      case .add, .subtract, .multiply, .divide: return arithmetic(operation, value(a), value(b))
      case .and, .or: return .unknown
      }
    }
  }

  private func isNil(_ index: Int32) -> Bool {
    guard case .literal(let literal) = rule.nodes[Int(index)] else { return false }
    return rule.literals[Int(literal)] == .null
  }

  private mutating func negated(_ value: Value) -> Value {
    switch value {
    case .constant(.number(let number)):
      return number.decimal.negated.map { .constant(.number(Number($0))) } ?? .unknown
    case .term(let term) where table[term].family.isNumber: return .term(table.negate(term))
    case .constant, .term, .list, .condition, .unknown: return .unknown
    }
  }

  private mutating func arithmetic(_ operation: RuleOperator, _ a: Value, _ b: Value) -> Value {
    guard let x = operand(a), let y = operand(b) else { return .unknown }
    let families = [x, y].map { operand in
      switch operand {
      case .term(let term): table[term].family
      case .constant(.date): TermFamily.date
      case .constant(.timestamp): TermFamily.timestamp
      case .constant(.number(let number)): number.isWhole ? TermFamily.integer : .decimal
      case .constant: TermFamily.unknown
      }
    }
    let family: TermFamily =
      switch families[0] {
      case .date, .timestamp: families[0]
      case .integer: families[1] == .integer ? .integer : .decimal
      case .decimal: .decimal
      case .text, .boolean, .list, .unknown: .unknown
      }
    guard family != .unknown else { return .unknown }
    return .term(table.arithmetic(operation, x, y, family == .integer ? .decimal : family))
  }

  func operand(_ value: Value) -> Term.Operand? {
    switch value {
    case .constant(let constant): .constant(constant)
    case .term(let term): .term(term)
    case .list, .condition, .unknown: nil
    }
  }

  /// Whatever is asked there: it may be so or not, whenever it is asked.
  mutating func other() -> Guard { .question(table.other()) }
}
