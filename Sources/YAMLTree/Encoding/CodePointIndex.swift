/// Turns libyaml's marks, which count code points after the byte order mark, into byte offsets.
struct CodePointIndex {
  private static let stride = 64

  private let bytes: [UInt8]
  /// Where code points 0, 64, 128, … begin; empty if every code point is one byte.
  private let starts: [Int]
  private let first: Int

  /// - Parameter bytes: well-formed UTF-8.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    first = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    starts = Self.isASCII(bytes, from: first) ? [] : Self.starts(of: bytes, first)
  }

  private static func isASCII(_ bytes: [UInt8], from first: Int) -> Bool {
    bytes.withUnsafeBytes { bytes in
      var i = first
      while i + 8 <= bytes.count {
        let word = bytes.loadUnaligned(fromByteOffset: i, as: UInt64.self)
        guard word & 0x8080_8080_8080_8080 == 0 else { return false }
        i += 8
      }
      while i < bytes.count {
        guard bytes[i] < 0x80 else { return false }
        i += 1
      }
      return true
    }
  }

  private static func starts(of bytes: [UInt8], _ first: Int) -> [Int] {
    var starts: [Int] = []
    starts.reserveCapacity(bytes.count / stride + 1)
    var count = 0
    for i in first..<bytes.count where bytes[i] & 0xC0 != 0x80 {
      if count % stride == 0 { starts.append(i) }
      count += 1
    }
    return starts
  }

  /// The byte at which a code point begins; the end of the file for any past its last.
  func offset(ofCodePoint index: Int) -> Int {
    guard index > 0 else { return first }
    guard !starts.isEmpty else { return min(first + min(index, bytes.count), bytes.count) }
    let block = min(index / Self.stride, starts.count - 1)
    var left = index - block * Self.stride
    var i = starts[block]
    while left > 0, i < bytes.count {
      i += 1
      while i < bytes.count, bytes[i] & 0xC0 == 0x80 { i += 1 }
      left -= 1
    }
    return i
  }
}
