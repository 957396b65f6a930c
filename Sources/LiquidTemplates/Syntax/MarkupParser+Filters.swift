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
      throw expected("'|' or the end")
    }
    return FilteredExpression(
      base: base, filters: filters, range: base.range.lowerBound..<current.range.lowerBound)
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
