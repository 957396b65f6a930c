import Diagnostics

/// The suppressions of one rule in one file, by the places that they cover.
struct SuppressionSearch {
  struct Key: Hashable, Comparable {
    let rule: RuleID
    let path: String

    init(_ rule: RuleID, _ path: String) {
      self.rule = rule
      self.path = path
    }

    static func < (a: Key, b: Key) -> Bool {
      if a.rule != b.rule { return a.rule < b.rule }
      return a.path.utf8.lexicographicallyPrecedes(b.path.utf8)
    }
  }

  struct Entry {
    /// Of the name in the brackets.
    let index: Int
    let of: Suppression

    var use: SuppressionUse { SuppressionUse(of.names[index].range) }
  }

  /// In the order of the files.
  private(set) var entries: [Entry] = []
  /// Entries by where what they cover begins; of those that begin together, the first alone.
  private var order: [Int] = []
  /// How far the entries up to each in `order` reach.
  private var reach: [Int] = []

  mutating func add(_ index: Int, of suppression: Suppression) {
    entries.append(Entry(index: index, of: suppression))
  }

  /// To be done once, when all have been added.
  mutating func sort() {
    func covered(_ entry: Int) -> Range<Int> { entries[entry].of.covered }
    let sorted = entries.indices.sorted {
      (covered($0).lowerBound, $0) < (covered($1).lowerBound, $1)
    }
    for entry in sorted {
      if let last = order.last, covered(last) == covered(entry) { continue }
      reach.append(max(reach.last ?? 0, covered(entry).upperBound))
      order.append(entry)
    }
  }

  /// The first in the order of the files.
  func first(covering finding: Diagnostic) -> Entry? {
    guard case .range(let range) = finding.place else { return nil }
    let offset = range.bytes.lowerBound
    var (low, high) = (0, order.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[order[middle]].of.covered.lowerBound <= offset {
        low = middle + 1
      } else {
        high = middle
      }
    }
    var first: Int?
    while low > 0, reach[low - 1] > offset {
      low -= 1
      if entries[order[low]].of.covers(finding) { first = min(first ?? .max, order[low]) }
    }
    return first.map { entries[$0] }
  }
}
