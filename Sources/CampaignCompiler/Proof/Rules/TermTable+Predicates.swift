extension TermTable {
  /// `plan starts_with "team"` implies `plan starts_with "t"`, and rules out `plan starts_with "f"`.
  mutating func connectPredicates() {
    var asked: [TermID: [(id: Int, predicate: TextPredicate)]] = [:]
    for id in terms.indices {
      guard case .predicate(let operation, let operand, let part) = terms[id].form else { continue }
      let predicate = TextPredicate(operation: operation, part: part)
      for other in asked[operand] ?? [] {
        if predicate.implies(other.predicate) { imply(id, other.id) }
        if other.predicate.implies(predicate) { imply(other.id, id) }
        if predicate.excludes(other.predicate) {
          terms[id].excluded.append(TermID(other.id))
          terms[other.id].excluded.append(TermID(id))
        }
      }
      // Every pair is looked at: what is asked beyond these of one text stands alone.
      if asked[operand, default: []].count < 64 {
        asked[operand, default: []].append((id, predicate))
      }
    }
  }

  private mutating func imply(_ id: Int, _ other: Int) {
    terms[id].implied.append(TermID(other))
    terms[other].implying.append(TermID(id))
  }
}
