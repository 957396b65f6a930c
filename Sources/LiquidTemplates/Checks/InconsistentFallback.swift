import Diagnostics

/// What takes the place of a column that may be empty, where it is printed.
package struct ColumnFallback: Sendable {
  package let column: Int
  /// nil if nothing does.
  package let text: [UInt8]?
  package let range: SourceRange
}

extension ProgramBuilder {
  /// For `inconsistent-fallback`: the literal of `default`, or that there is none and nobody has asked.
  mutating func noteFallback(_ value: FilteredExpression, _ meaning: NameMeaning?, isPrinted: Bool)
  {
    guard flow.isReachable, case .column(let slot) = meaning, scope.columns[slot].isNullable
    else { return }
    var fallback: [UInt8]?
    if let filter = value.filters.first(where: { $0.name.utf8.elementsEqual("default".utf8) }) {
      guard case .text(let text)? = filter.arguments.first?.value.literal else { return }
      fallback = text
    } else if !isPrinted || flow.presentColumns.contains(slot) {
      return
    }
    facts.fallbacks.append(
      ColumnFallback(column: slot, text: fallback, range: text.range(value.range)))
  }
}
