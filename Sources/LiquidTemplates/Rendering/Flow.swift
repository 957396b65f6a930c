/// What is known at one place of a template, whichever way led there.
struct Flow: Sendable {
  /// False behind `abort_message`, `break` and `continue`.
  var isReachable = true
  /// Columns that were asked for and are not nil.
  var presentColumns: Set<Int> = []
  /// Items and properties that were asked for and are not nil.
  var presentPaths: Set<KnownPath> = []
  /// Variables by slot; one that is not listed is nil.
  var variables: [Int32: StaticValue] = [:]
  var markup = MarkupPlaces()

  static func unreachable(at flow: Flow) -> Flow {
    var flow = flow
    flow.isReachable = false
    return flow
  }

  /// A few facts more than templates have are not remembered, so that none is slow to look through.
  mutating func insert(_ path: KnownPath) {
    if presentPaths.count < 256 { presentPaths.insert(path) }
  }

  /// What is known where this way and another meet.
  func joined(with other: Flow?) -> Flow {
    guard let other, other.isReachable else { return self }
    guard isReachable else { return other }
    var result = self
    result.presentColumns.formIntersection(other.presentColumns)
    result.presentPaths.formIntersection(other.presentPaths)
    result.variables = [:]
    for slot in Set(variables.keys).union(other.variables.keys) {
      result.variables[slot] = (variables[slot] ?? .unset).joined(
        with: other.variables[slot] ?? .unset)
    }
    result.markup = markup.joined(with: other.markup)
    return result
  }
}
