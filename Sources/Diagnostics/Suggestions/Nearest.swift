/// The candidate that a misspelt name was most likely meant to be; nil if none is near enough.
///
/// Near is by edits (insert, delete, replace, swap two neighbours): none for names of one or two
/// letters, one up to five letters, two up to eight, three for longer ones. Letter case, hyphens,
/// underscores and spaces do not count: `firstName` is `first_name`. Equally near candidates are
/// decided by the order of their bytes. Of more than a thousand candidates the first thousand count.
package func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
  nearMatch(of: name, among: candidates)?.name
}

/// As `nearest`, with whether it stands alone.
package func nearMatch(
  of name: String, among candidates: some Sequence<String>
) -> NearMatch? {
  let wanted = Array(name.unicodeScalars)
  guard !wanted.isEmpty, wanted.count <= longestName else { return nil }
  let folded = fold(wanted)
  var best: (distance: Int, name: String)?
  var second = Int.max
  for candidate in candidates.prefix(mostCandidates) {
    guard candidate.utf8.count <= 4 * longestName else { continue }
    let scalars =
      candidate.utf8.count <= longestName
      ? Array(candidate.unicodeScalars) : Array(candidate.unicodeScalars.prefix(longestName + 1))
    guard !scalars.isEmpty, scalars.count <= longestName else { continue }
    let distance: Int
    if scalars == wanted {
      distance = 0
    } else if !folded.isEmpty, mayFold(scalars, to: folded), fold(scalars) == folded {
      distance = 1
    } else {
      let limit = allowedEdits(min(wanted.count, scalars.count))
      guard abs(wanted.count - scalars.count) <= limit,
        let edits = alignmentDistance(wanted, scalars, atMost: limit), edits > 0
      else { continue }
      distance = 1 + edits
    }
    if let known = best {
      // The same name twice is one candidate.
      if candidate.utf8.elementsEqual(known.name.utf8) { continue }
      let isNearer = distance < known.distance
      let isFirst = candidate.utf8.lexicographicallyPrecedes(known.name.utf8)
      guard isNearer || (distance == known.distance && isFirst) else {
        second = min(second, distance)
        continue
      }
      second = min(second, known.distance)
    }
    best = (distance, candidate)
  }
  return best.map {
    NearMatch(
      written: name, name: $0.name, isAlone: second == .max || second - $0.distance >= clearLead)
  }
}

/// A known name that is near to one that is written.
package struct NearMatch: Sendable, Equatable {
  package let written: String
  package let name: String
  /// Every other candidate is at least two edits further away: what was meant is plain.
  package let isAlone: Bool
}

private let clearLead = 2
private let longestName = 64
private let mostCandidates = 1000

private func allowedEdits(_ length: Int) -> Int {
  switch length {
  case ..<3: 0
  case ..<6: 1
  case ..<9: 2
  default: 3
  }
}

/// Whether the folded name could be the other: told by where it begins, without folding it.
private func mayFold(_ scalars: [Unicode.Scalar], to folded: [Unicode.Scalar]) -> Bool {
  guard let first = scalars.first(where: { $0 != "-" && $0 != "_" && $0 != " " }), first.isASCII
  else { return true }
  return folded.first.map { !$0.isASCII || $0.value | 0x20 == first.value | 0x20 } ?? false
}

private func fold(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
  var folded: [Unicode.Scalar] = []
  folded.reserveCapacity(scalars.count)
  for scalar in scalars {
    switch scalar {
    case "-", "_", " ": break
    case "A"..."Z": folded.append(Unicode.Scalar(UInt8(scalar.value) | 0x20))
    case ..."\u{7F}": folded.append(scalar)
    default: folded += scalar.properties.lowercaseMapping.unicodeScalars
    }
  }
  return folded
}

/// The optimal string alignment distance: edits, with no part of the text edited twice; nil for more than `limit`,
/// which is found out without looking at places further apart than that.
private func alignmentDistance(
  _ a: [Unicode.Scalar], _ b: [Unicode.Scalar], atMost limit: Int
) -> Int? {
  let far = limit + 1
  var beforeLast = [Int](repeating: far, count: b.count + 1)
  var last = (0...b.count).map { min($0, far) }
  var row = [Int](repeating: far, count: b.count + 1)
  for i in 1...a.count {
    let (first, end) = (max(1, i - limit), min(b.count, i + limit))
    guard first <= end else { return nil }
    row[first - 1] = first == 1 ? min(i, far) : far
    var nearest = row[first - 1]
    for j in first...end {
      let cost = a[i - 1] == b[j - 1] ? 0 : 1
      // Beyond the band stands what an earlier row left, or more than the limit.
      let above = j < i + limit ? last[j] + 1 : far
      var edits = min(above, row[j - 1] + 1, last[j - 1] + cost, far)
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
        edits = min(edits, beforeLast[j - 2] + 1)
      }
      row[j] = edits
      nearest = min(nearest, edits)
    }
    // A swap reaches back over one row more.
    guard nearest <= limit || last.contains(where: { $0 < limit }) else { return nil }
    swap(&beforeLast, &last)
    swap(&last, &row)
  }
  return last[b.count] <= limit ? last[b.count] : nil
}
