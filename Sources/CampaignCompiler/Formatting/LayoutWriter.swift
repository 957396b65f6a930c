/// Writes a layout out: two spaces a level, brackets where they were and fit on a line.
struct LayoutWriter {
  static let lineWidth = 100

  private(set) var bytes: [UInt8] = []
  /// Behind text that keeps its line breaks, where an empty line would be one more of them.
  private var keepsBreaks = false

  mutating func write(_ head: LaidHead, _ root: LaidCollection) {
    write(head.above, column: 0, isFirst: true)
    bytes += head.marker
    write(head.below, column: 0, isFirst: bytes.isEmpty)
    write(root, column: 0, isFirst: head.isEmpty)
  }

  /// The items of a collection, one or more lines each.
  ///
  /// - Parameters:
  ///   - isOpen: the first item goes on the line that has been begun.
  ///   - isGuarded: a comment on that line tells Mailplan something about it.
  private mutating func write(
    _ collection: LaidCollection, column: Int, isFirst: Bool = true, isOpen: Bool = false,
    isGuarded: Bool = false
  ) {
    let wide = collection.isAligned ? alignment(of: collection, column: column) : 0
    for (index, item) in collection.items.enumerated() {
      let opens = isOpen && index == 0
      var isFirst = isFirst && index == 0
      if index > 0, collection.isSpacious || (column == 0 && item.opensSteps) {
        writeEmptyLine()
        isFirst = true
      }
      write(item.leading, column: column, isFirst: isFirst)
      if item.isSpaced, !isFirst || !item.leading.isEmpty, !opens { writeEmptyLine() }
      if !opens { indent(column) }
      write(item, column: column, wide: wide, isGuarded: opens && isGuarded)
    }
    write(collection.tail, column: column, isFirst: false)
  }

  private mutating func write(_ item: LaidItem, column: Int, wide: Int, isGuarded: Bool) {
    let isGuarded =
      isGuarded || item.trailing?.isDirective ?? false
      || (!item.isSpaced && item.leading.last?.text.isDirective ?? false)
    if let key = item.key {
      bytes += key + [UInt8(ascii: ":")]
    } else {
      bytes.append(UInt8(ascii: "-"))
    }
    switch item.value {
    case .scalar(let lines):
      write(lines, item, column: column, wide: wide)
    case .block(let header, let lines, let keeps):
      bytes.append(0x20)
      bytes += header
      endLine(item.trailing)
      for line in lines { writeLine(line, column: column + 2) }
      keepsBreaks = keeps
    case .collection(let collection):
      if collection.isEmpty {
        write(
          [collection.isMapping ? Array("{}".utf8) : Array("[]".utf8)], item, column: column,
          wide: wide)
      } else if stays(collection, at: start(of: item, column: column, wide: wide), isGuarded) {
        pad(item, wide: wide)
        writeInBrackets(collection)
        endLine(item.trailing)
      } else {
        write(block: collection, item, column: column, isGuarded: isGuarded)
      }
    }
  }

  private mutating func write(
    block collection: LaidCollection, _ item: LaidItem, column: Int, isGuarded: Bool
  ) {
    var collection = collection
    var beside = item.keyComment
    if let trailing = item.trailing {
      if item.key != nil, beside == nil, !collection.hasComments {
        beside = trailing
      } else {
        collection.tail.append(LaidComment(text: trailing, isSpaced: false))
      }
    }
    if item.key != nil {
      endLine(beside)
      write(collection, column: column + 2)
    } else {
      bytes.append(0x20)
      write(collection, column: column + 2, isOpen: true, isGuarded: isGuarded)
    }
  }

  private mutating func write(_ lines: [[UInt8]], _ item: LaidItem, column: Int, wide: Int) {
    for (index, line) in lines.enumerated() {
      if index == 0 {
        if !line.isEmpty {
          pad(item, wide: wide)
          bytes += line
        }
      } else {
        bytes.append(0x0A)
        if !line.isEmpty {
          indent(column + 2)
          bytes += line
        }
      }
    }
    endLine(item.trailing)
  }

  private mutating func writeInBrackets(_ collection: LaidCollection) {
    bytes += (collection.isMapping ? collection.isEmpty ? "{" : "{ " : "[").utf8
    for (index, item) in collection.items.enumerated() {
      if index > 0 { bytes += ", ".utf8 }
      if let key = item.key { bytes += key + Array(": ".utf8) }
      switch item.value {
      case .scalar(let lines): bytes += lines.first ?? []
      case .collection(let inner): writeInBrackets(inner)
      case .block: break
      }
    }
    bytes += (collection.isMapping ? collection.isEmpty ? "}" : " }" : "]").utf8
  }

  // MARK: Widths

  private func stays(_ collection: LaidCollection, at column: Int, _ isGuarded: Bool) -> Bool {
    guard collection.isFlow, let width = collection.flowWidth else { return false }
    // Broken up, it would leave the line that the comment is about.
    return column + width <= LayoutWriter.lineWidth || (isGuarded && collection.wasOnOneLine)
  }

  /// Where the value of an item begins.
  private func start(of item: LaidItem, column: Int, wide: Int) -> Int {
    guard let key = item.key else { return column + 2 }
    return column + max(key.width, wide) + 2
  }

  private mutating func pad(_ item: LaidItem, wide: Int) {
    let missing = item.key.map { max(0, wide - $0.width) } ?? 0
    bytes.append(contentsOf: repeatElement(0x20, count: missing + 1))
  }

  /// The longest key of a value that stands beside its key.
  private func alignment(of collection: LaidCollection, column: Int) -> Int {
    let widths = collection.items.compactMap { item -> Int? in
      guard let key = item.key, key.width <= 40 else { return nil }
      switch item.value {
      case .block: return nil
      case .scalar: return key.width
      case .collection(let inner): return inner.flowWidth == nil ? nil : key.width
      }
    }
    return widths.max() ?? 0
  }

  // MARK: Lines

  private mutating func write(_ comments: [LaidComment], column: Int, isFirst: Bool) {
    for (index, comment) in comments.enumerated() {
      if comment.isSpaced, !isFirst || index > 0 { writeEmptyLine() }
      indent(column)
      bytes += comment.text
      bytes.append(0x0A)
      keepsBreaks = false
    }
  }

  private mutating func writeLine(_ line: [UInt8], column: Int) {
    if !line.isEmpty {
      indent(column)
      bytes += line
    }
    bytes.append(0x0A)
  }

  private mutating func writeEmptyLine() {
    if !keepsBreaks, !bytes.isEmpty { bytes.append(0x0A) }
  }

  private mutating func indent(_ column: Int) {
    bytes.append(contentsOf: repeatElement(0x20, count: column))
    keepsBreaks = false
  }

  private mutating func endLine(_ comment: [UInt8]?) {
    if let comment {
      bytes += "  ".utf8
      bytes += comment
    }
    bytes.append(0x0A)
  }
}

extension LaidCollection {
  fileprivate var isEmpty: Bool { items.isEmpty }
}

extension LaidItem {
  fileprivate var opensSteps: Bool {
    guard case .collection(let collection) = value else { return false }
    return collection.isSpacious && !collection.items.isEmpty
  }
}
