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
    let scalars = Array(candidate.unicodeScalars.prefix(longestName + 1))
    guard !scalars.isEmpty, scalars.count <= longestName else { continue }
    let distance: Int
    if scalars == wanted {
      distance = 0
    } else if !folded.isEmpty, fold(scalars) == folded {
      distance = 1
    } else {
      let limit = allowedEdits(min(wanted.count, scalars.count))
      guard abs(wanted.count - scalars.count) <= limit else { continue }
      let edits = alignmentDistance(wanted, scalars)
      guard edits > 0, edits <= limit else { continue }
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

private func fold(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
  scalars.flatMap { scalar -> [Unicode.Scalar] in
    if ["-", "_", " "].contains(scalar) { return [] }
    return Array(scalar.properties.lowercaseMapping.unicodeScalars)
  }
}

/// The optimal string alignment distance: edits, with no part of the text edited twice.
private func alignmentDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  var beforeLast = [Int](repeating: 0, count: b.count + 1)
  var last = Array(0...b.count)
  var row = last
  for i in 1...a.count {
    row[0] = i
    for j in 1...b.count {
      let cost = a[i - 1] == b[j - 1] ? 0 : 1
      var edits = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
        edits = min(edits, beforeLast[j - 2] + 1)
      }
      row[j] = edits
    }
    swap(&beforeLast, &last)
    swap(&last, &row)
  }
  return last[b.count]
}
