/// A place as people count: 1-based line, and 1-based column in Unicode scalars.
///
/// This is `columnKind: unicodeCodePoints` of SARIF: a tab and an `é` are one column each, a byte order mark is none.
package struct TextPosition: Sendable, Equatable {
  package let line: Int
  package let column: Int
}

/// Turns byte offsets of one file into lines and columns, however long its lines are.
package struct TextPositions: Sendable {
  private static let stride = 512

  private let file: SourceFile
  /// The bytes of a byte order mark.
  private let mark: Int
  /// The scalars that begin before bytes 0, 512, 1024, …
  private let counts: [Int]

  package init(_ file: SourceFile) {
    self.file = file
    mark = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var counts: [Int] = []
    var count = 0
    for (i, byte) in file.bytes.enumerated() {
      if i % Self.stride == 0 { counts.append(count) }
      if byte & 0xC0 != 0x80 { count += 1 }
    }
    if file.bytes.count % Self.stride == 0 { counts.append(count) }
    self.counts = counts
  }

  /// The position of a byte; offsets past the end are at the end.
  package func position(at offset: Int) -> TextPosition {
    let offset = min(max(offset, 0), file.bytes.count)
    let line = file.lines.line(at: offset)
    let start = max(file.lines.starts[line], line == 0 ? min(mark, offset) : 0)
    let column = scalars(before: offset) - scalars(before: start)
    return TextPosition(line: line + 1, column: column + 1)
  }

  private func scalars(before offset: Int) -> Int {
    let block = offset / Self.stride
    var count = counts[block]
    for byte in file.bytes[block * Self.stride..<offset] where byte & 0xC0 != 0x80 { count += 1 }
    return count
  }
}

/// The positions in all files of one run, each file counted once.
struct PositionCache {
  private var files: [String: TextPositions] = [:]

  mutating func start(of range: SourceRange) -> TextPosition {
    positions(range.file).position(at: range.bytes.lowerBound)
  }

  mutating func end(of range: SourceRange) -> TextPosition {
    positions(range.file).position(at: range.bytes.upperBound)
  }

  /// 1-based; nil for a whole file.
  mutating func line(of place: Place) -> Int? {
    switch place {
    case .file: nil
    case .position(_, let line, _): line
    case .range(let range): start(of: range).line
    }
  }

  private mutating func positions(_ file: SourceFile) -> TextPositions {
    if let known = files[file.path] { return known }
    let positions = TextPositions(file)
    files[file.path] = positions
    return positions
  }
}
