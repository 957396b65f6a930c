/// Lines of one text that another has in their place; one of the ranges may be empty.
struct DiffChange: Equatable {
  let old: Range<Int>
  let new: Range<Int>
}

/// What to change in `before` to get `after`, ascending, with something the same between any two changes.
///
/// Lines that both have once are what holds the two together (patience diff); between them the shortest
/// way counts (Myers), up to a distance from which nobody would read it line by line. Takes n log n, whatever
/// the texts.
func differences<Line: Hashable>(of before: [Line], and after: [Line]) -> [DiffChange] {
  var matcher = LineMatcher(before, after)
  matcher.matchAll()
  return matcher.changes
}

private struct LineMatcher {
  /// Lines as numbers: equal ones have the same.
  private let old: [Int]
  private let new: [Int]
  /// By line of `old`, the line of `new` that is the same; -1 for none. Ascending where not -1.
  private var partner: [Int]

  private struct Part {
    let old: Range<Int>
    let new: Range<Int>
    let depth: Int
  }

  init<Line: Hashable>(_ before: [Line], _ after: [Line]) {
    var numbers: [Line: Int] = [:]
    func number(_ line: Line) -> Int {
      if let known = numbers[line] { return known }
      numbers[line] = numbers.count
      return numbers.count - 1
    }
    old = before.map(number)
    new = after.map(number)
    partner = Array(repeating: -1, count: before.count)
  }

  var changes: [DiffChange] {
    var found: [DiffChange] = []
    var (i, j) = (0, 0)
    func add(_ oldEnd: Int, _ newEnd: Int) {
      if i < oldEnd || j < newEnd { found.append(DiffChange(old: i..<oldEnd, new: j..<newEnd)) }
    }
    for (line, other) in partner.enumerated() where other >= 0 {
      add(line, other)
      (i, j) = (line + 1, other + 1)
    }
    add(old.count, new.count)
    return found
  }

  mutating func matchAll() {
    var rest = [Part(old: 0..<old.count, new: 0..<new.count, depth: 0)]
    while let whole = rest.popLast() {
      let part = matchEnds(whole)
      guard !part.old.isEmpty, !part.new.isEmpty else { continue }
      let anchors = part.depth < 32 ? anchors(in: part) : []
      guard !anchors.isEmpty else {
        matchShortest(part)
        continue
      }
      var (i, j) = (part.old.lowerBound, part.new.lowerBound)
      for (line, other) in anchors {
        partner[line] = other
        rest.append(Part(old: i..<line, new: j..<other, depth: part.depth + 1))
        (i, j) = (line + 1, other + 1)
      }
      rest.append(
        Part(
          old: i..<part.old.upperBound, new: j..<part.new.upperBound, depth: part.depth + 1))
    }
  }

  /// Matches what is the same at the beginning and at the end; returns what lies between.
  private mutating func matchEnds(_ part: Part) -> Part {
    var (i, iEnd) = (part.old.lowerBound, part.old.upperBound)
    var (j, jEnd) = (part.new.lowerBound, part.new.upperBound)
    while i < iEnd, j < jEnd, old[i] == new[j] {
      partner[i] = j
      i += 1
      j += 1
    }
    while i < iEnd, j < jEnd, old[iEnd - 1] == new[jEnd - 1] {
      iEnd -= 1
      jEnd -= 1
      partner[iEnd] = jEnd
    }
    return Part(old: i..<iEnd, new: j..<jEnd, depth: part.depth)
  }

  /// The longest run of lines that stand once in each part, ascending in both.
  private func anchors(in part: Part) -> [(Int, Int)] {
    /// Where the line stands in both; -1 for nowhere, -2 for more than once.
    var places: [Int: (old: Int, new: Int)] = [:]
    for i in part.old {
      let known = places[old[i]]
      places[old[i]] = (known == nil ? i : -2, -1)
    }
    for j in part.new {
      guard let known = places[new[j]] else { continue }
      places[new[j]] = (known.old, known.new == -1 ? j : -2)
    }
    let pairs = part.old.compactMap { i -> (Int, Int)? in
      guard let place = places[old[i]], place.old == i, place.new >= 0 else { return nil }
      return (i, place.new)
    }
    return longestAscending(pairs)
  }

  private func longestAscending(_ pairs: [(Int, Int)]) -> [(Int, Int)] {
    var tails: [Int] = []
    var before = [Int](repeating: -1, count: pairs.count)
    for (index, pair) in pairs.enumerated() {
      var (low, high) = (0, tails.count)
      while low < high {
        let middle = (low + high) / 2
        if pairs[tails[middle]].1 < pair.1 { low = middle + 1 } else { high = middle }
      }
      if low > 0 { before[index] = tails[low - 1] }
      if low == tails.count { tails.append(index) } else { tails[low] = index }
    }
    var found: [(Int, Int)] = []
    var next = tails.last ?? -1
    while next >= 0 {
      found.append(pairs[next])
      next = before[next]
    }
    return found.reversed()
  }

  /// Myers, up to a distance of `mostEdits`; what is further apart is replaced as a whole.
  private mutating func matchShortest(_ part: Part) {
    let (n, m) = (part.old.count, part.new.count)
    let most = min(n + m, mostEdits)
    var reach = [Int](repeating: 0, count: 2 * most + 3)
    var history: [[Int]] = []
    let middle = most + 1
    for distance in 0...most {
      history.append(Array(reach[middle - distance...middle + distance]))
      for k in stride(from: -distance, through: distance, by: 2) {
        let isDown =
          k == -distance || (k != distance && reach[middle + k - 1] < reach[middle + k + 1])
        var x = isDown ? reach[middle + k + 1] : reach[middle + k - 1] + 1
        // Beyond either end lies nothing that could match.
        while x < n, x - k >= 0, x - k < m,
          old[part.old.lowerBound + x] == new[part.new.lowerBound + x - k]
        {
          x += 1
        }
        reach[middle + k] = x
        if k == n - m, x >= n {
          walkBack(part, from: (n, m), history)
          return
        }
      }
    }
  }

  private mutating func walkBack(_ part: Part, from end: (Int, Int), _ history: [[Int]]) {
    var (x, y) = end
    for distance in stride(from: history.count - 1, through: 0, by: -1) {
      // `reach` as it was before this round, of the diagonals -distance...distance.
      let reach = history[distance]
      let k = x - y
      func at(_ diagonal: Int) -> Int { reach[diagonal + distance] }
      var (fromX, fromY) = (0, 0)
      if distance > 0 {
        let isDown = k == -distance || (k != distance && at(k - 1) < at(k + 1))
        let diagonal = isDown ? k + 1 : k - 1
        fromX = at(diagonal)
        fromY = fromX - diagonal
      }
      while x > fromX, y > fromY {
        x -= 1
        y -= 1
        partner[part.old.lowerBound + x] = part.new.lowerBound + y
      }
      (x, y) = (fromX, fromY)
    }
  }
}

private let mostEdits = 400
