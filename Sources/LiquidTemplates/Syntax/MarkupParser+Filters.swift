extension MarkupParser {
  /// An expression and its filters, up to the end of the markup.
  mutating func filteredExpression() throws(MarkupError) -> FilteredExpression {
    let base = try expression()
    var filters: [FilterUse] = []
    while skip(.pipe) {
      let name = try identifier("the name of a filter")
      filters.append(FilterUse(name: name, arguments: try filterArguments()))
    }
    guard current.kind == .end else {
      if case .comparison = current.kind {
        throw MarkupError(
          current.range, "comparisons stand in '{% if %}', '{% unless %}' or '{% elsif %}' only")
      }
      throw argumentWithoutSign(after: filters.last) ?? expected("'|' or the end")
    }
    return FilteredExpression(
      base: base, filters: filters, range: base.range.lowerBound..<current.range.lowerBound)
  }

  /// `default 'you'` and `replace: 'a' 'b'`: a value right behind a filter or its argument.
  private func argumentWithoutSign(after filter: FilterUse?) -> MarkupError? {
    guard let filter, current.range.count <= 40 else { return nil }
    let value = text(current.range)
    let isName = current.kind == .identifier && !["if", "else", "unless", "and"].contains(value)
    guard current.kind == .string || current.kind == .number || isName else { return nil }
    if filter.arguments.isEmpty {
      return MarkupError(
        current.range, "the arguments of a filter stand behind a colon",
        help: "write | \(text(filter.name.range)): \(value)")
    }
    guard !isName else { return nil }
    return MarkupError(
      current.range, "commas stand between the arguments of a filter", help: "write , \(value)")
  }

  private mutating func filterArguments() throws(MarkupError) -> [FilterUse.Argument] {
    guard skip(.colon) else { return [] }
    var arguments: [FilterUse.Argument] = []
    repeat {
      arguments.append(try filterArgument())
    } while skip(.comma)
    return arguments
  }

  private mutating func filterArgument() throws(MarkupError) -> FilterUse.Argument {
    if current.kind == .identifier, following.kind == .colon {
      let keyword = try identifier("the name of an argument")
      advance()
      return FilterUse.Argument(keyword: keyword, value: try expression())
    }
    return FilterUse.Argument(keyword: nil, value: try expression())
  }
}
