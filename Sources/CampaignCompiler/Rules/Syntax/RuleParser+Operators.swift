import CampaignGraph
import Diagnostics

extension RuleParser {
  static let isWords = ["is", "IS", "Is"]

  /// `conjunction { "or" conjunction }`
  mutating func disjunction() -> RuleTerm {
    var terms = [conjunction()]
    while take(.or) { terms.append(conjunction()) }
    return terms.count == 1 ? terms[0] : join(.or, terms)
  }

  /// `negation { "and" negation }`
  private mutating func conjunction() -> RuleTerm {
    var terms = [negation()]
    while take(.and) { terms.append(negation()) }
    return terms.count == 1 ? terms[0] : join(.and, terms)
  }

  /// `"not" negation | comparison`
  private mutating func negation() -> RuleTerm {
    let start = current.range.lowerBound
    guard take(.not) else { return comparison() }
    let term = nested { $0.negation() }
    return make(.not(term), start..<max(start, term.range.upperBound))
  }

  /// `sum [ operator sum ]`: comparisons do not chain.
  private mutating func comparison() -> RuleTerm {
    let left = sum()
    guard let (operation, range) = comparisonOperator() else { return left }
    let right = sum()
    let term = make(
      .binary(operation, left, right, operatorRange: range), left.range.joined(with: right.range))
    guard let (_, second) = comparisonOperator() else { return term }
    let third = sum()
    let middle = report.excerpt(right.range)
    report.error(
      "rule-syntax", "comparisons do not chain", at: second,
      help:
        "write \(report.excerpt(left.range)) \(report.excerpt(range)) \(middle) and \(middle) \(report.excerpt(second)) \(report.excerpt(third.range))"
    )
    while comparisonOperator() != nil { _ = sum() }
    return term
  }

  private mutating func comparisonOperator() -> (RuleOperator, Range<Int>)? {
    let token = current
    switch token.kind {
    case .symbol(let symbol):
      guard let operation = symbol.comparison else { return nil }
      advance()
      return (operation, token.range)
    case .keyword(.in): return taking(.in, token)
    case .keyword(.contains): return taking(.contains, token)
    case .keyword(.startsWith): return taking(.startsWith, token)
    case .keyword(.endsWith): return taking(.endsWith, token)
    case .keyword(.not):
      guard next == .keyword(.in) else { return nil }
      advance()
      return taking(.notIn, token)
    case .name(let name):
      return RuleParser.isWords.contains(name) ? isOperator(token) : nil
    case .keyword, .string, .integer, .decimal, .invalid, .end: return nil
    }
  }

  private mutating func taking(
    _ operation: RuleOperator, _ first: RuleToken
  ) -> (RuleOperator, Range<Int>) {
    let range = first.range.joined(with: current.range)
    advance()
    return (operation, range)
  }

  /// `is nil`, `IS NOT NULL`
  private mutating func isOperator(_ token: RuleToken) -> (RuleOperator, Range<Int>) {
    advance()
    let end = current.range
    let isNegative = take(.not)
    let range = isNegative ? token.range.joined(with: end) : token.range
    let correct: RuleOperator = isNegative ? .notEqual : .equal
    report.error(
      "rule-syntax", "'\(report.excerpt(range))' is written '\(correct.rawValue)' in a rule",
      at: range, label: "write '\(correct.rawValue)'")
    return (correct, range)
  }

  /// `product { ("+" | "-") product }`
  mutating func sum() -> RuleTerm {
    var left = product()
    while true {
      let range = current.range
      if take(.plus) {
        left = binary(.add, left, product(), range)
      } else if take(.minus) {
        left = binary(.subtract, left, product(), range)
      } else {
        return left
      }
    }
  }

  /// `sign { ("*" | "/") sign }`
  private mutating func product() -> RuleTerm {
    var left = sign()
    while true {
      let range = current.range
      if take(.times) {
        left = binary(.multiply, left, sign(), range)
      } else if take(.slash) {
        left = binary(.divide, left, sign(), range)
      } else {
        return left
      }
    }
  }

  /// `"-" sign | primary`
  private mutating func sign() -> RuleTerm {
    let start = current.range.lowerBound
    guard take(.minus) else { return primary() }
    let term = nested { $0.sign() }
    return make(.negate(term), start..<max(start, term.range.upperBound))
  }

  private mutating func binary(
    _ operation: RuleOperator, _ left: RuleTerm, _ right: RuleTerm, _ range: Range<Int>
  ) -> RuleTerm {
    make(
      .binary(operation, left, right, operatorRange: range), left.range.joined(with: right.range))
  }
}

extension Range<Int> {
  /// From the beginning of this range to the end of a later one.
  func joined(with other: Range<Int>) -> Range<Int> {
    lowerBound..<Swift.max(upperBound, other.upperBound)
  }
}

extension RuleSymbol {
  fileprivate var comparison: RuleOperator? {
    switch self {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .plus, .minus, .times, .slash, .open, .close, .openList, .closeList, .comma, .colon: nil
    }
  }
}
