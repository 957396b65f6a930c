import LiquidTemplates

extension TextAlternative {
  /// A list or quote around the text.
  struct Level: Sendable {
    enum Kind: Sendable {
      case quote
      case bullets
      case numbers
    }

    let kind: Kind
    /// Of the last item.
    var number: Int
    /// The item's bullet or number has not been written yet.
    var owesMarker = false
  }

  /// Deeper levels are not indented any further.
  static let maximumLevels = 8

  /// At least so many line breaks come before the next text.
  mutating func breakLine(_ count: Int) {
    breaks = max(breaks, count)
    spaces = 0
    isInNextCell = false
  }

  /// Writes what is due before a text.
  @inline(__always)
  mutating func begin() {
    if breaks | spaces != 0 || isInNextCell || text.isEmpty { writeDue() }
    if link.isOpen, link.textStart < 0 { link.textStart = text.count }
  }

  private mutating func writeDue() {
    let isFirst = text.isEmpty
    if isFirst || breaks > 0 {
      if !isFirst {
        for _ in 0..<breaks { text.append(UInt8(ascii: "\n")) }
      }
      writeLevels()
      if preDepth > 0 { writeSpaces(spaces) }
    } else if isInNextCell {
      text.append(" | ")
    } else {
      writeSpaces(spaces)
    }
    breaks = 0
    spaces = 0
    isInNextCell = false
  }

  private mutating func writeLevels() {
    for i in 0..<min(levels.count, TextAlternative.maximumLevels) {
      let level = levels[i]
      switch level.kind {
      case .quote: text.append("> ")
      case .bullets: text.append(level.owesMarker ? "- " : "  ")
      case .numbers:
        let start = text.count
        text.append(decimal: Int64(level.number))
        text.append(". ")
        if !level.owesMarker {
          let width = text.count - start
          text.truncate(to: start)
          writeSpaces(width)
        }
      }
      levels[i].owesMarker = false
    }
  }

  private mutating func writeSpaces(_ count: Int) {
    for _ in 0..<count { text.append(UInt8(ascii: " ")) }
  }

  mutating func openList(_ kind: Level.Kind, start: Int) {
    breakLine(levels.contains { $0.kind != .quote } ? 1 : 2)
    guard levels.count < 1000 else { return }
    levels.append(Level(kind: kind, number: start == .min ? start : start - 1))
  }

  mutating func openQuote() {
    breakLine(2)
    guard levels.count < 1000 else { return }
    levels.append(Level(kind: .quote, number: 0))
  }

  /// Closes the innermost list or quote, and what is open inside of it; nothing if none is open.
  mutating func closeLevel(isQuote: Bool) {
    guard let index = levels.lastIndex(where: { ($0.kind == .quote) == isQuote }) else { return }
    levels.removeLast(levels.count - index)
    breakLine(isQuote || !levels.contains { $0.kind != .quote } ? 2 : 1)
  }

  mutating func openItem() {
    breakLine(1)
    guard let last = levels.indices.last else { return }
    if levels[last].number < .max { levels[last].number += 1 }
    levels[last].owesMarker = true
  }
}
