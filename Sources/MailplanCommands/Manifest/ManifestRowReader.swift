/// Finds the fields of a row of JSON Lines, as `run` itself has written it, without making values of them.
struct ManifestRowReader {
  /// By `ManifestColumn`: the bytes of the value in the row; empty for a field that it does not have.
  private(set) var values: [Range<Int>]
  private static let names = ManifestColumn.allCases.map { Array($0.rawValue.utf8) }

  init() {
    values = Array(repeating: 0..<0, count: ManifestColumn.allCases.count)
  }

  /// Reads one row, from `{` to `}`. Fields of other names are passed over.
  ///
  /// - Parameter last: fields behind this one are not looked for.
  mutating func read(_ row: UnsafeRawBufferPointer, through last: ManifestColumn? = nil) {
    for i in values.indices { values[i] = 0..<0 }
    let end = last.map { ManifestRowReader.place(of: $0) } ?? values.count
    var i = 1
    var expected = 0
    while i < row.count, row[i] == UInt8(ascii: "\"") {
      let name = i + 1..<endOfString(row, i) - 1
      let value = name.upperBound + 2
      i = endOfValue(row, value)
      if let column = ManifestRowReader.column(row[name], from: &expected) {
        values[column] = value..<i
        if column >= end { return }
      }
      i += 1
    }
  }

  subscript(column: ManifestColumn) -> Range<Int> { values[ManifestRowReader.place(of: column)] }

  private static func place(of column: ManifestColumn) -> Int {
    ManifestColumn.allCases.firstIndex(of: column) ?? 0
  }

  /// Fields stand nearly in the order of the columns: the search goes on where the last one ended.
  private static func column(
    _ name: Slice<UnsafeRawBufferPointer>, from expected: inout Int
  ) -> Int? {
    for step in names.indices {
      let column = (expected + step) % names.count
      if names[column].count == name.count, names[column].elementsEqual(name) {
        expected = (column + 1) % names.count
        return column
      }
    }
    return nil
  }

  /// Behind the closing quote of the string that begins at `start`.
  private func endOfString(_ row: UnsafeRawBufferPointer, _ start: Int) -> Int {
    var i = start + 1
    while i < row.count {
      switch row[i] {
      case UInt8(ascii: "\""): return i + 1
      case UInt8(ascii: "\\"): i += 2
      default: i += 1
      }
    }
    return row.count
  }

  private func endOfValue(_ row: UnsafeRawBufferPointer, _ start: Int) -> Int {
    var depth = 0
    var i = start
    while i < row.count {
      switch row[i] {
      case UInt8(ascii: "\""):
        i = endOfString(row, i)
        if depth == 0 { return i }
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return i }
        depth -= 1
        if depth == 0 { return i + 1 }
      case UInt8(ascii: ","):
        if depth == 0 { return i }
      default: break
      }
      i += 1
    }
    return row.count
  }
}

/// Calls `body` with each row of whole rows, its line feed left out.
func forEachRow(
  in rows: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) throws -> Void
) rethrows {
  var start = 0
  while start < rows.count {
    let rest = UnsafeRawBufferPointer(rebasing: rows[start...])
    let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.count
    if end > 0 { try body(UnsafeRawBufferPointer(rebasing: rest[..<end])) }
    start += end + 1
  }
}

/// Appends the text that a JSON string stands for; `value` has its quotes.
func appendText(ofJSON value: UnsafeRawBufferPointer, to output: inout [UInt8]) {
  guard value.count >= 2 else { return }
  let text = UnsafeRawBufferPointer(rebasing: value[1..<value.count - 1])
  var run = 0
  var i = 0
  while i < text.count {
    guard text[i] == UInt8(ascii: "\\"), i + 1 < text.count else {
      i += 1
      continue
    }
    output.append(contentsOf: text[run..<i])
    i += appendEscape(text, i, to: &output)
    run = i
  }
  output.append(contentsOf: text[run...])
}

/// Appends what an escape stands for, and returns its length. The writer escapes nothing beyond U+FFFF.
private func appendEscape(
  _ text: UnsafeRawBufferPointer, _ start: Int, to output: inout [UInt8]
) -> Int {
  switch text[start + 1] {
  case UInt8(ascii: "n"): output.append(0x0A)
  case UInt8(ascii: "r"): output.append(0x0D)
  case UInt8(ascii: "t"): output.append(0x09)
  case UInt8(ascii: "b"): output.append(0x08)
  case UInt8(ascii: "f"): output.append(0x0C)
  case UInt8(ascii: "u"):
    var value: UInt32 = 0
    let end = min(start + 6, text.count)
    for byte in text[start + 2..<end] { value = value << 4 | UInt32(hexDigit(byte)) }
    if let scalar = Unicode.Scalar(value) { output.append(contentsOf: String(scalar).utf8) }
    return end - start
  case let byte: output.append(byte)
  }
  return 2
}

private func hexDigit(_ byte: UInt8) -> UInt8 {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
  default: 0
  }
}
