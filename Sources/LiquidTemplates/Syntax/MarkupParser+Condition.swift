extension MarkupParser {
  /// Comparisons joined by `and` and `or`, up to the end of the markup.
  mutating func condition() throws(MarkupError) -> Condition {
    var parts = [try comparison()]
    var isAnd: [Bool] = []
    while current.kind == .identifier {
      if skip(word: "and") {
        isAnd.append(true)
      } else if skip(word: "or") {
        isAnd.append(false)
      } else {
        break
      }
      // Right grouping makes a long chain as deep as it is long.
      guard parts.count < 64 else {
        throw MarkupError(current.range, "a condition has at most 64 parts")
      }
      parts.append(try comparison())
    }
    guard current.kind == .end else { throw unexpectedInCondition() }
    var result = parts.removeLast()
    while let left = parts.popLast(), let and = isAnd.popLast() {
      result = and ? .and(left, result) : .or(left, result)
    }
    return result
  }

  private mutating func comparison() throws(MarkupError) -> Condition {
    if isWord("not") {
      throw MarkupError(
        current.range, "'not' is no operator of Liquid",
        help: "write 'unless', or compare with '!='")
    }
    let left = try expression()
    guard case .comparison(let comparison) = current.kind else { return .truth(left) }
    advance()
    return .comparison(left, comparison, try expression())
  }

  private func unexpectedInCondition() -> MarkupError {
    if current.kind == .pipe {
      return MarkupError(
        current.range, "conditions take no filters",
        help: "give the filtered value a name with '{% assign %}' first")
    }
    if current.kind == .assignment {
      return MarkupError(current.range, "'=' compares nothing", label: "write '=='")
    }
    return expected("'and', 'or', a comparison or the end")
  }
}
