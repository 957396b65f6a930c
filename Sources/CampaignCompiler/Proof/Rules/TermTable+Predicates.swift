extension TermTable {
  /// How many comparisons of one text are held against each other, every one with every other: what is asked beyond
  /// them stands alone, and less is proved of it.
  private static let mostPredicates = 64

  /// `plan starts_with "team"` implies `plan starts_with "t"`, and rules out `plan starts_with "f"`.
  mutating func connectPredicates() {
    var asked: [TermID: [(id: TermID, predicate: TextPredicate)]] = [:]
    for (index, term) in terms.enumerated() {
      guard case .predicate(let operation, let operand, let part) = term.form else { continue }
      guard asked[operand, default: []].count < TermTable.mostPredicates else { continue }
      let id = TermID(index)
      let predicate = TextPredicate(operation: operation, part: part)
      for other in asked[operand] ?? [] {
        if predicate.implies(other.predicate) { note(id, implies: other.id) }
        if other.predicate.implies(predicate) { note(other.id, implies: id) }
        if predicate.excludes(other.predicate) { note(id, excludes: other.id) }
      }
      asked[operand, default: []].append((id, predicate))
    }
  }
}
