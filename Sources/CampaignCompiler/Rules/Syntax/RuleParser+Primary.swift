import CampaignGraph
import CivilTime
import Diagnostics
import LiquidTemplates

extension RuleParser {
  /// A literal, a name, a call, a list, or a rule in parentheses.
  mutating func primary() -> RuleTerm {
    let token = current
    switch token.kind {
    case .name(let name):
      advance()
      return current.kind == .symbol(.open)
        ? call(name, token.range) : RuleTerm(.name(name), token.range)
    case .keyword(let keyword): return literal(keyword, token)
    case .string(let bytes):
      advance()
      return RuleTerm(.literal(.string(bytes)), token.range)
    case .integer(let value):
      advance()
      return number(value, token.range)
    case .decimal(let value):
      advance()
      if case .name(let word) = current.kind, Period.Unit(word: word) != nil {
        return badDuration("the number of a duration is a whole number", token.range)
      }
      return RuleTerm(.literal(.decimal(value)), token.range)
    case .symbol(.open): return parentheses()
    case .symbol(.openList): return list()
    case .invalid:
      advance()
      return RuleTerm(.invalid, token.range)
    case .symbol, .end: return missing()
    }
  }

  private mutating func literal(_ keyword: RuleKeyword, _ token: RuleToken) -> RuleTerm {
    let value: RuleLiteral
    switch keyword {
    case .true: value = .boolean(true)
    case .false: value = .boolean(false)
    case .nil: value = .null
    case .not:
      report.error(
        "rule-syntax", "'not' binds more loosely than the operator before it", at: token.range,
        label: "put 'not …' in parentheses")
      skipToSync()
      return RuleTerm(.invalid, token.range)
    case .or, .and, .in, .contains, .startsWith, .endsWith: return missing()
    }
    advance()
    return RuleTerm(.literal(value), token.range)
  }

  /// An integer, or the duration that it begins.
  private mutating func number(_ value: Int64, _ range: Range<Int>) -> RuleTerm {
    guard case .name(let word) = current.kind else {
      return RuleTerm(.literal(.integer(value)), range)
    }
    guard let unit = Period.Unit(word: word) else {
      if word == "year" || word == "years" {
        return badDuration("a duration has no years", range, label: "write 12 months for a year")
      }
      return RuleTerm(.literal(.integer(value)), range)
    }
    guard value <= 999_999_999 else {
      return badDuration("the number of a duration has at most nine digits", range)
    }
    let whole = range.joined(with: current.range)
    advance()
    return RuleTerm(.literal(.duration(Period(count: Int(value), unit: unit))), whole)
  }

  private mutating func badDuration(
    _ message: String, _ range: Range<Int>, label: String = ""
  ) -> RuleTerm {
    let whole = range.joined(with: current.range)
    advance()
    report.error("rule-syntax", message, at: whole, label: label)
    return RuleTerm(.invalid, whole)
  }

  private mutating func parentheses() -> RuleTerm {
    let open = current.range
    return nested { parser in
      parser.advance()
      let term = parser.disjunction()
      parser.close(.close, openedAt: open)
      return term
    }
  }

  private mutating func list() -> RuleTerm {
    let open = current.range
    return nested { parser in
      parser.advance()
      var items: [RuleTerm] = []
      while !parser.isAtEnd, parser.current.kind != .symbol(.closeList) {
        items.append(parser.disjunction())
        guard parser.separator(before: .closeList) else { break }
      }
      let end = parser.close(.closeList, openedAt: open)
      return parser.make(.list(items), open.joined(with: end))
    }
  }

  private mutating func call(_ name: String, _ nameRange: Range<Int>) -> RuleTerm {
    let open = current.range
    return nested { parser in
      parser.advance()
      var arguments: [RuleCall.Argument] = []
      while !parser.isAtEnd, parser.current.kind != .symbol(.close) {
        arguments.append(parser.argument())
        guard parser.separator(before: .close) else { break }
      }
      let end = parser.close(.close, openedAt: open)
      let call = RuleCall(name: name, nameRange: nameRange, arguments: arguments)
      return parser.make(.call(call), nameRange.joined(with: end))
    }
  }

  /// `[ name ":" ] disjunction`
  private mutating func argument() -> RuleCall.Argument {
    guard case .name(let label) = current.kind, next == .symbol(.colon) else {
      return RuleCall.Argument(label: nil, value: disjunction())
    }
    let range = current.range
    advance()
    advance()
    return RuleCall.Argument(label: (label, range), value: disjunction())
  }

  /// Whether another item follows; reports what is neither a comma nor the end.
  private mutating func separator(before end: RuleSymbol) -> Bool {
    if take(.comma) { return true }
    if current.kind == .symbol(end) || isAtEnd { return false }
    reportUnexpected()
    while !isAtEnd {
      skipToSync()
      if take(.comma) { return true }
      if current.kind == .symbol(.close) || current.kind == .symbol(.closeList) { return false }
      advance()
    }
    return false
  }

  /// Takes what closes a parenthesis or list, or reports that nothing does; returns its place.
  @discardableResult
  private mutating func close(_ symbol: RuleSymbol, openedAt open: Range<Int>) -> Range<Int> {
    let range = current.range
    if take(symbol) { return range }
    if !isAtEnd {
      reportUnexpected()
      skipPast(symbol)
    } else if position < tokens.count {
      // Once the reader has given up, nothing is known of what is missing.
      report.error(
        "rule-syntax", "'\(report.excerpt(open))' is never closed", at: open,
        label: "'\(symbol.rawValue)' is missing")
      giveUp()
    }
    return open
  }

  private mutating func skipPast(_ symbol: RuleSymbol) {
    var open = 0
    while !isAtEnd {
      let kind = current.kind
      advance()
      if kind == .symbol(.open) || kind == .symbol(.openList) { open += 1 }
      if kind == .symbol(.close) || kind == .symbol(.closeList) {
        if open == 0 { return }
        open -= 1
      }
    }
  }

  /// Reports that a value must stand here, and skips what cannot be one.
  private mutating func missing() -> RuleTerm {
    let token = current
    guard position < tokens.count else { return RuleTerm(.invalid, token.range) }
    if token.kind == .end {
      let before = position > 0 ? tokens[position - 1].range : token.range
      report.error(
        "rule-syntax", "a value must follow '\(report.excerpt(before))'", at: before,
        label: "nothing follows")
      giveUp()
      return RuleTerm(.invalid, token.range)
    }
    report.error(
      "rule-syntax", "a value must stand before '\(report.excerpt(token.range))'",
      at: token.range)
    switch token.kind {
    case .keyword(.and), .keyword(.or), .symbol(.close), .symbol(.closeList), .symbol(.comma):
      break
    case .name, .keyword, .symbol, .string, .integer, .decimal, .invalid, .end:
      advance()
      skipToSync()
    }
    return RuleTerm(.invalid, token.range)
  }
}
