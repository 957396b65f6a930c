/// What is known of a contact at a place: for some terms, the values that they can have; all of it holds together.
struct Knowledge: Hashable, Sendable {
  struct Entry: Hashable, Sendable {
    let term: TermID
    let values: ValueSet
  }

  /// Ascending by term; every other term can be anything.
  private(set) var entries: [Entry] = []

  /// How much is to be looked at to compare it.
  var size: Int { entries.reduce(0) { $0 + 1 + $1.values.size } }

  subscript(term: TermID) -> ValueSet? {
    let index = place(of: term)
    return index < entries.count && entries[index].term == term ? entries[index].values : nil
  }

  mutating func set(_ term: TermID, _ values: ValueSet) {
    let index = place(of: term)
    let entry = Entry(term: term, values: values)
    if index < entries.count, entries[index].term == term {
      entries[index] = entry
    } else {
      entries.insert(entry, at: index)
    }
  }

  mutating func forget(_ term: TermID) {
    let index = place(of: term)
    if index < entries.count, entries[index].term == term { entries.remove(at: index) }
  }

  mutating func keep(where isKept: (Entry) -> Bool) {
    guard !entries.allSatisfy(isKept) else { return }
    entries.removeAll { !isKept($0) }
  }

  private func place(of term: TermID) -> Int {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].term < term { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Whether every contact of which this is known is one of which the other is.
  func isCovered(by other: Knowledge) -> Bool {
    var index = 0
    for entry in other.entries {
      while index < entries.count, entries[index].term < entry.term { index += 1 }
      guard index < entries.count, entries[index].term == entry.term,
        entries[index].values.isSubset(of: entry.values)
      else { return false }
    }
    return true
  }

  /// In how many terms the two differ, and one of them.
  func difference(from other: Knowledge) -> (count: Int, term: TermID?) {
    var (i, j, count) = (0, 0, 0)
    var last: TermID?
    while i < entries.count || j < other.entries.count {
      let a = i < entries.count ? entries[i].term : TermID.max
      let b = j < other.entries.count ? other.entries[j].term : TermID.max
      if a == b, entries[i].values == other.entries[j].values {
      } else {
        count += 1
        last = min(a, b)
      }
      if a <= b { i += 1 }
      if b <= a { j += 1 }
    }
    return (count, last)
  }

  /// What is known where either may be the case.
  func joined(_ other: Knowledge, _ table: TermTable) -> Knowledge {
    var result = Knowledge()
    for entry in entries {
      guard let values = other[entry.term] else { continue }
      let both = entry.values.union(values)
      if !table[entry.term].universe.isSubset(of: both) {
        result.entries.append(Entry(term: entry.term, values: both))
      }
    }
    return result
  }
}
