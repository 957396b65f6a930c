/// Normalization Form C (Unicode Standard Annex 15) of scalars.
func canonicallyComposed(_ text: [UInt32]) -> [UInt32] {
  if text.allSatisfy({ $0 < 0x300 }) { return text }
  var parts: [UInt32] = []
  for scalar in text { decompose(scalar, into: &parts) }
  sortMarks(&parts)
  return compose(parts)
}

private let tables = UnicodeTables.shared

/// Hangul syllables are arithmetic (The Unicode Standard, section 3.12).
private enum Hangul {
  static let syllables: UInt32 = 0xAC00
  static let leading: UInt32 = 0x1100
  static let vowels: UInt32 = 0x1161
  /// One before the first trailing consonant.
  static let trailing: UInt32 = 0x11A7
  static let vowelCount: UInt32 = 21
  static let trailingCount: UInt32 = 28
  static let count: UInt32 = 19 * 21 * 28
}

private func decompose(_ scalar: UInt32, into parts: inout [UInt32]) {
  if scalar < 0xC0 { return parts.append(scalar) }
  let index = scalar &- Hangul.syllables
  if index < Hangul.count {
    let block = Hangul.vowelCount * Hangul.trailingCount
    parts.append(Hangul.leading + index / block)
    parts.append(Hangul.vowels + index % block / Hangul.trailingCount)
    let trailing = index % Hangul.trailingCount
    if trailing > 0 { parts.append(Hangul.trailing + trailing) }
    return
  }
  guard let (first, second) = tables.decompositions.parts(of: scalar) else {
    return parts.append(scalar)
  }
  decompose(first, into: &parts)
  if second > 0 { decompose(second, into: &parts) }
}

private func combiningClass(_ scalar: UInt32) -> UInt8 {
  scalar < 0x300 ? 0 : tables.combining[scalar] ?? 0
}

/// Puts neighbouring marks in the order of their classes; those of one class stay as they are.
private func sortMarks(_ parts: inout [UInt32]) {
  var start = 0
  while start < parts.count {
    guard combiningClass(parts[start]) != 0 else {
      start += 1
      continue
    }
    var end = start
    while end < parts.count, combiningClass(parts[end]) != 0 { end += 1 }
    let marks = parts[start..<end].map { (scalar: $0, class: combiningClass($0)) }
    // `sort` is stable, but does not promise to be.
    let sorted = marks.enumerated().sorted {
      ($0.element.class, $0.offset) < ($1.element.class, $1.offset)
    }
    for (offset, mark) in sorted.enumerated() { parts[start + offset] = mark.element.scalar }
    start = end
  }
}

private func compose(_ parts: [UInt32]) -> [UInt32] {
  var result: [UInt32] = []
  var starter: Int?
  var lastClass: UInt8 = 0
  for scalar in parts {
    let own = combiningClass(scalar)
    if let place = starter {
      let isAdjacent = place == result.count - 1
      if isAdjacent || (lastClass != 0 && lastClass < own),
        let composite = composite(result[place], scalar)
      {
        result[place] = composite
        continue
      }
    }
    if own == 0 { starter = result.count }
    lastClass = own
    result.append(scalar)
  }
  return result
}

private func composite(_ first: UInt32, _ second: UInt32) -> UInt32? {
  let vowel = second &- Hangul.vowels
  let leading = first &- Hangul.leading
  if leading < 19, vowel < Hangul.vowelCount {
    return Hangul.syllables + (leading * Hangul.vowelCount + vowel) * Hangul.trailingCount
  }
  let syllable = first &- Hangul.syllables
  let trailing = second &- Hangul.trailing
  if syllable < Hangul.count, syllable % Hangul.trailingCount == 0, trailing > 0,
    trailing < Hangul.trailingCount
  {
    return first + trailing
  }
  return tables.decompositions.composite(first, second)
}
