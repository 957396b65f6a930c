import CampaignGraph
import Diagnostics

/// Reads the tokens of a rule into a tree by recursive descent; `grammar/rules.ebnf` has its productions.
///
/// A mistake becomes an `.invalid` term and reading goes on, so that one run reports them all.
struct RuleParser {
  /// How deep parentheses, lists, calls and signs may nest.
  static let maximumNesting = 64
  /// How deep the tree may become by chains such as `a + b + c`.
  static let maximumDepth = 160

  let tokens: [RuleToken]
  var position = 0
  var nesting = 0
  var report: RuleReport

  init(tokens: [RuleToken], report: RuleReport) {
    self.tokens = tokens
    self.report = report
  }

  /// Reads all tokens.
  mutating func parse() -> RuleTerm {
    if isAtEnd {
      if !report.hasErrors {
        report.error(
          "rule-syntax", "a rule must not be empty", at: 0..<report.text.utf8.count,
          help: "write a condition such as plan == \"free\"")
      }
      return RuleTerm(.invalid, 0..<0)
    }
    var root = disjunction()
    while !isAtEnd {
      reportUnexpected()
      root = root.unfinished
      skipToSync(closing: false)
      let isJoined = take(.and) || take(.or)
      if !isJoined { advance() }
      // Only to find further mistakes: the rule is refused already.
      if isJoined, !isAtEnd { root = join(.and, [root, disjunction()]) }
    }
    return root
  }

  // MARK: Tokens

  var current: RuleToken {
    position < tokens.count
      ? tokens[position] : RuleToken(kind: .end, range: textEnd..<textEnd)
  }

  var next: RuleToken.Kind { position + 1 < tokens.count ? tokens[position + 1].kind : .end }

  var isAtEnd: Bool { current.kind == .end }

  private var textEnd: Int { report.text.utf8.count }

  mutating func advance() { position = min(position + 1, tokens.count) }

  mutating func take(_ keyword: RuleKeyword) -> Bool { take(.keyword(keyword)) }

  mutating func take(_ symbol: RuleSymbol) -> Bool { take(.symbol(symbol)) }

  private mutating func take(_ kind: RuleToken.Kind) -> Bool {
    guard current.kind == kind else { return false }
    advance()
    return true
  }

  /// Ends the reading: what follows is not looked at.
  mutating func giveUp() { position = tokens.count }

  /// Skips to the next `and` or `or`, or to what ends a list, a call or parentheses that are open here.
  mutating func skipToSync(closing: Bool = true) {
    var open = 0
    while true {
      switch current.kind {
      case .end: return
      case .keyword(.and), .keyword(.or): if open == 0 { return }
      case .symbol(.comma): if open == 0, closing { return }
      case .symbol(.open), .symbol(.openList): open += 1
      case .symbol(.close), .symbol(.closeList):
        if open == 0 {
          if closing { return }
        } else {
          open -= 1
        }
      case .name, .keyword, .symbol, .string, .integer, .decimal, .invalid: break
      }
      advance()
    }
  }

  // MARK: Terms

  /// Runs `body` one level deeper, unless that is too deep.
  mutating func nested(_ body: (inout RuleParser) -> RuleTerm) -> RuleTerm {
    guard nesting < RuleParser.maximumNesting else { return refuseDepth(current.range) }
    nesting += 1
    defer { nesting -= 1 }
    return body(&self)
  }

  /// The term, unless it makes the tree too deep.
  mutating func make(_ kind: RuleTerm.Kind, _ range: Range<Int>) -> RuleTerm {
    let term = RuleTerm(kind, range)
    return term.depth <= RuleParser.maximumDepth ? term : refuseDepth(range)
  }

  /// Joins two terms or more; their ranges ascend.
  mutating func join(_ operation: RuleOperator, _ terms: [RuleTerm]) -> RuleTerm {
    let lower = terms.first?.range.lowerBound ?? 0
    let upper = max(lower, terms.last?.range.upperBound ?? 0)
    return make(.logical(operation, terms), lower..<upper)
  }

  private mutating func refuseDepth(_ range: Range<Int>) -> RuleTerm {
    report.error("rule-syntax", "a rule must not nest this deeply", at: range)
    giveUp()
    return RuleTerm(.invalid, range)
  }

  /// Reports the current token as one that cannot stand where a term has ended.
  mutating func reportUnexpected() {
    let token = current
    let excerpt = report.excerpt(token.range)
    switch token.kind {
    case .invalid, .end: break
    case .symbol(.close), .symbol(.closeList):
      report.error("rule-syntax", "'\(excerpt)' closes nothing", at: token.range)
    case .name(let name):
      let hint = RuleParser.operatorHint(name)
      report.error(
        "rule-syntax", "an operator must stand before '\(excerpt)'", at: token.range,
        label: hint.map { "write \($0)" } ?? "")
    case .keyword, .symbol, .string, .integer, .decimal:
      report.error(
        "rule-syntax", "an operator must stand before '\(excerpt)'", at: token.range)
    }
  }

  /// The operator that somebody means who writes this word.
  private static func operatorHint(_ name: String) -> String? {
    switch name.lowercased() {
    case "like", "includes", "include", "has", "matches": "'contains'"
    case "startswith", "begins_with", "beginswith": "'starts_with'"
    case "endswith": "'ends_with'"
    case "equals", "eq": "'=='"
    case "ne", "neq": "'!='"
    case "between": "x >= 1 and x <= 9"
    default: nil
    }
  }
}

extension RuleTerm {
  /// This term where what follows it could not be read: a value at its end may not be meant as a condition.
  fileprivate var unfinished: RuleTerm {
    switch kind {
    case .logical(let operation, let terms):
      let last = terms.suffix(1).map(\.unfinished)
      return RuleTerm(.logical(operation, terms.dropLast() + last), range)
    case .not(let term): return RuleTerm(.not(term.unfinished), range)
    case .binary(let operation, _, _, _):
      switch operation {
      case .add, .subtract, .multiply, .divide: return RuleTerm(.invalid, range)
      case .or, .and, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .in,
        .notIn, .contains, .startsWith, .endsWith:
        return self
      }
    case .call(let call):
      let isCondition = call.name == "event" || EngagementFunction(rawValue: call.name) != nil
      return isCondition ? self : RuleTerm(.invalid, range)
    case .invalid, .name, .literal, .list, .negate: return RuleTerm(.invalid, range)
    }
  }
}
