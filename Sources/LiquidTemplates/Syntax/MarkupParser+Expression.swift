extension MarkupParser {
  /// A literal, a name with its path, or a range in parentheses.
  mutating func expression() throws(MarkupError) -> Expression {
    let token = current
    switch token.kind {
    case .string:
      advance()
      let inside = token.range.lowerBound + 1..<token.range.upperBound - 1
      return Expression(kind: .literal(.text(Array(bytes[inside]))), range: token.range)
    case .number:
      advance()
      return Expression(kind: .literal(try number(token)), range: token.range)
    case .openParenthesis:
      return try rangeLiteral()
    case .identifier:
      if let literal = word(token), following.kind != .dot, following.kind != .openBracket {
        advance()
        return Expression(kind: .literal(literal), range: token.range)
      }
      let name = try identifier("a name")
      return try variable(name)
    case .openBracket:
      return try bracketedName()
    case .comparison, .assignment, .dot, .dotDot, .comma, .colon, .pipe,
      .closeParenthesis, .closeBracket, .end:
      throw expected("a value")
    }
  }

  private func word(_ token: MarkupToken) -> Literal? {
    guard 3...5 ~= token.range.count else { return nil }
    return switch text(token.range) {
    case "nil", "null": .null
    case "true": .boolean(true)
    case "false": .boolean(false)
    case "blank": .blank
    case "empty": .empty
    default: nil
    }
  }

  private func number(_ token: MarkupToken) throws(MarkupError) -> Literal {
    guard let value = ExactDecimal(parsing: bytes[token.range]) else {
      throw MarkupError(token.range, "a number has at most 38 digits, 30 of them decimals")
    }
    if value.scale > 0 { return .decimal(value.rounded) }
    if let integer = Int64(exactly: value.coefficient) { return .integer(integer) }
    return .decimal(value)
  }

  private mutating func rangeLiteral() throws(MarkupError) -> Expression {
    try nested { (parser) throws(MarkupError) in
      let start = parser.current.range.lowerBound
      parser.advance()
      let lower = try parser.expression()
      guard parser.skip(.dotDot) else {
        throw parser.expected(
          "'..'", help: "parentheses are for ranges only, such as (1..5); conditions have none")
      }
      let upper = try parser.expression()
      let end = parser.current.range.upperBound
      guard parser.skip(.closeParenthesis) else { throw parser.expected("')'") }
      return Expression(kind: .range(from: lower, to: upper), range: start..<end)
    }
  }

  /// `['a name']`.
  private mutating func bracketedName() throws(MarkupError) -> Expression {
    let start = current.range.lowerBound
    guard syntax != .strict2 else {
      throw MarkupError(
        current.range, "a value does not begin with '['", help: "write self['name']")
    }
    let bracket = current
    advance()
    guard current.kind == .string else {
      guard syntax.isChecked else { return try lookup(bracket) }
      throw expected("a name in quotes", help: "names are known when the template is compiled")
    }
    let inside = current.range.lowerBound + 1..<current.range.upperBound - 1
    advance()
    guard skip(.closeBracket) else { throw expected("']'") }
    let result = try variable(Identifier(utf8: Array(bytes[inside]), range: inside))
    return Expression(kind: result.kind, range: start..<result.range.upperBound)
  }

  /// `[expression]`: the variable whose name that is, as `self[expression]` has it.
  private mutating func lookup(_ bracket: MarkupToken) throws(MarkupError) -> Expression {
    let index = try nested { (parser) throws(MarkupError) in try parser.expression() }
    guard skip(.closeBracket) else { throw expected("']'") }
    return try variable(
      Identifier(utf8: Array("self".utf8), range: bracket.range), path: [.index(index)])
  }

  private mutating func variable(
    _ name: Identifier, path first: [PathElement] = []
  ) throws(MarkupError) -> Expression {
    var path = first
    var end = name.range.upperBound
    while true {
      if skip(.dot) {
        let property = try identifier("the name of a property")
        path.append(.property(property))
        end = property.range.upperBound
      } else if current.kind == .openBracket {
        let element = try nested { (parser) throws(MarkupError) in
          parser.advance()
          let index = try parser.expression()
          end = parser.current.range.upperBound
          guard parser.skip(.closeBracket) else { throw parser.expected("']'") }
          return PathElement.index(index)
        }
        if case .index(let index) = element, case .text(let bytes) = index.literal {
          path.append(.property(Identifier(utf8: bytes, range: index.range)))
        } else {
          path.append(element)
        }
      } else {
        return Expression(
          kind: .variable(name, path: path),
          range: name.range.lowerBound..<max(end, name.range.upperBound))
      }
    }
  }
}
