/// What `for` and `tablerow` say of their loop.
struct LoopHead: Sendable {
  enum Kind: Sendable, Equatable {
    case list
    case table
    /// `render … for` and `include … for`: the turns are renderings of a partial.
    case render
    case include
  }

  let kind: Kind
  let variable: Identifier
  let collection: Expression
  /// As `for` goes on where the last loop of this name ended.
  let name: [UInt8]
  var isReversed = false
  var limit: Expression?
  var offset: Expression?
  var continues = false
  var columns: Expression?

  init(kind: Kind, variable: Identifier, collection: Expression) {
    self.kind = kind
    self.variable = variable
    self.collection = collection
    name = []
  }

  init(_ markup: inout MarkupParser, kind: Kind) throws(MarkupError) {
    self.kind = kind
    variable = try markup.identifier("the name of the loop's variable")
    guard markup.skip(word: "in") else { throw markup.expected("'in'") }
    collection = try markup.expression()
    name = variable.utf8 + [UInt8(ascii: "-")] + markup.bytes[collection.range]
    if kind == .list { isReversed = markup.skip(word: "reversed") }
    while markup.current.kind != .end {
      if markup.skip(.comma), markup.current.kind == .end { break }
      try attribute(&markup)
    }
  }

  private mutating func attribute(_ markup: inout MarkupParser) throws(MarkupError) {
    let name = try markup.identifier(kind == .table ? "'cols:'" : "'limit:' or 'offset:'")
    let isTable = kind == .table
    let isKnown = name.text == "limit" || name.text == "offset" || (isTable && name.text == "cols")
    guard isKnown || (isTable && name.text == "range") else {
      throw MarkupError(
        name.range, "'\(isTable ? "tablerow" : "for")' has no '\(name.text)'",
        label: name.text == "reversed" && !isTable
          ? "'reversed' stands before 'limit' and 'offset'" : "",
        help: isTable
          ? "it takes 'cols:', 'limit:' and 'offset:'"
          : "it takes 'reversed', 'limit:' and 'offset:'")
    }
    guard markup.skip(.colon) else { throw markup.expected("':'") }
    switch name.text {
    case "limit": limit = try markup.expression()
    case "cols": columns = try markup.expression()
    case "offset" where !isTable && markup.skip(word: "continue"): continues = true
    case "offset": offset = try markup.expression()
    default: _ = try markup.expression()
    }
  }
}
