/// What `render` and `include` say of the partial that they lay in.
struct PartialUse: Sendable {
  struct Argument: Sendable {
    let name: Identifier
    let value: Expression
  }

  /// Nil for a name that only the rendering knows.
  let partial: Identifier?
  let nameExpression: Expression
  var subject: Expression?
  /// `for`: the partial is laid in for each item of the subject.
  var isLoop = false
  var alias: Identifier?
  var arguments: [Argument] = []
  let isInclude: Bool

  /// `'name' with expression as name, argument: value`.
  init(_ markup: inout MarkupParser, isInclude: Bool) throws(MarkupError) {
    self.isInclude = isInclude
    guard isInclude || markup.current.kind == .string else {
      throw markup.expected("the partial's name in quotes")
    }
    let token = markup.current
    nameExpression = try markup.expression()
    if case .text(let name) = nameExpression.literal {
      partial = Identifier(utf8: name, range: token.range)
    } else if markup.syntax.isChecked {
      throw MarkupError(
        nameExpression.range, "the partial's name stands in quotes",
        help: "which partials there are is known when the template is compiled")
    } else {
      partial = nil
    }
    let isFor = markup.isWord("for")
    if isFor || markup.isWord("with"), markup.following.kind != .colon {
      markup.advance()
      subject = try markup.expression()
      isLoop = isFor
    }
    if markup.isWord("as"), markup.following.kind != .colon {
      markup.advance()
      alias = try markup.identifier("a name")
    }
    while markup.current.kind != .end {
      if markup.skip(.comma), markup.current.kind == .end { break }
      // `strict` looks for arguments and at nothing else.
      if markup.syntax == .strict,
        markup.current.kind != .identifier || markup.following.kind != .colon
      {
        markup.advance()
        continue
      }
      let name = try markup.identifier("the name of an argument")
      guard markup.skip(.colon) else { throw markup.expected("':'") }
      guard arguments.count < 1000 else {
        throw MarkupError(name.range, "a partial takes at most 1000 arguments")
      }
      arguments.append(Argument(name: name, value: try markup.expression()))
    }
  }

  /// What the subject is called in the partial: `product` in `shop/product`.
  static func variable(ofPartial name: [UInt8]) -> [UInt8] {
    Array(name[(name.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0)...])
  }
}
