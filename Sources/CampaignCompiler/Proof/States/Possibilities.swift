/// What may be known of a contact at a place: one of several.
struct Possibilities: Sendable {
  /// More than so many are joined.
  static let cap = 12

  private(set) var all: [Knowledge] = []

  /// Adds what may be the case; returns what is new by that, nil for nothing.
  ///
  /// Two that differ in one term become one that says both; when there are too many, the two that are
  /// most alike are joined, which forgets something.
  mutating func insert(_ knowledge: Knowledge, _ reasoner: Reasoner) -> Knowledge? {
    var new = knowledge
    while true {
      var alike: (index: Int, count: Int)?
      for (index, known) in all.enumerated() {
        reasoner.spend(1 + known.size)
        if new.isCovered(by: known) { return nil }
        let difference = new.difference(from: known)
        if alike.map({ difference.count < $0.count }) ?? true {
          alike = (index, difference.count)
        }
      }
      guard let alike, alike.count == 1 || all.count >= Possibilities.cap else { break }
      // Covers both: the loop goes on with one element less.
      new = new.joined(all[alike.index], reasoner.table)
      all.remove(at: alike.index)
    }
    all.removeAll { $0.isCovered(by: new) }
    all.append(new)
    return new
  }
}
