/// What is known at one place of a template, whichever way led there.
struct Flow: Sendable {
  /// False behind `abort_message`, `break` and `continue`.
  var isReachable = true
  /// Columns that were asked for and are not nil.
  var presentColumns: Set<Int> = []
  /// Variables by slot; one that is not listed is nil.
  var variables: [Int32: StaticValue] = [:]
  var markup = MarkupPosition()

  static func unreachable(at flow: Flow) -> Flow {
    var flow = flow
    flow.isReachable = false
    return flow
  }

  /// What is known where this way and another meet.
  func joined(with other: Flow?) -> Flow {
    guard let other, other.isReachable else { return self }
    guard isReachable else { return other }
    var result = self
    result.presentColumns.formIntersection(other.presentColumns)
    result.variables = [:]
    for slot in Set(variables.keys).union(other.variables.keys) {
      let a = variables[slot] ?? StaticValue(.null, isNullable: true)
      let b = other.variables[slot] ?? StaticValue(.null, isNullable: true)
      result.variables[slot] = StaticValue(
        .joined(a.type, b.type), isNullable: a.isNullable || b.isNullable,
        column: a.isNullable ? a.column ?? b.column : b.column)
    }
    result.markup = markup.joined(with: other.markup)
    return result
  }
}
