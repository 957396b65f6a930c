/// Byte offsets at which the lines of a file begin. Lines end with LF, CR LF or a lone CR.
package struct LineIndex: Sendable {
  /// Ascending; the first is 0.
  package let starts: [Int]
  private let count: Int

  package init(_ bytes: [UInt8]) {
    var starts = [0]
    bytes.withUnsafeBytes { bytes in
      var i = 0
      while i < bytes.count {
        // Eight bytes at once where none is less than 0x10, as both breaks are.
        while i + 8 <= bytes.count {
          let word = UInt64(
            littleEndian: bytes.loadUnaligned(fromByteOffset: i, as: UInt64.self))
          let small = (word &- 0x1010_1010_1010_1010) & ~word & 0x8080_8080_8080_8080
          i += small.trailingZeroBitCount / 8
          if small != 0 { break }
        }
        guard i < bytes.count else { break }
        let byte = bytes[i]
        i += 1
        if byte == 0x0A {
          starts.append(i)
        } else if byte == 0x0D {
          if i < bytes.count, bytes[i] == 0x0A { i += 1 }
          starts.append(i)
        }
      }
    }
    self.starts = starts
    self.count = bytes.count
  }

  /// The 0-based line that holds `offset`; offsets past the end are on the last line.
  package func line(at offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The bytes of a 0-based line with its line break; empty past the last line.
  package func bytes(ofLine line: Int) -> Range<Int> {
    guard line >= 0, line < starts.count else { return count..<count }
    return starts[line]..<(line + 1 < starts.count ? starts[line + 1] : count)
  }
}
