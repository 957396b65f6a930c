/// A few bytes held in place, such as a name: copied without counting references, and never allocated.
///
/// What is appended beyond the room is left out. Bytes behind the count are zero.
protocol ShortBytes: Sendable, Hashable {
  associatedtype Room

  var room: Room { get set }
  var length: UInt8 { get set }

  init()
}

extension ShortBytes {
  @inline(__always) var count: Int { Int(length) }
  @inline(__always) var isEmpty: Bool { length == 0 }

  init(_ byte: UInt8) {
    self.init()
    append(byte)
  }

  init(_ bytes: some Sequence<UInt8>) {
    self.init()
    for byte in bytes { append(byte) }
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    let place = count
    guard place < MemoryLayout<Room>.size else { return }
    withUnsafeMutableBytes(of: &room) { $0[place] = byte }
    length += 1
  }

  @inline(__always)
  subscript(index: Int) -> UInt8 {
    precondition(index >= 0 && index < count, "short bytes are read within their count")
    return withUnsafeBytes(of: room) { $0[index] }
  }

  var first: UInt8? { isEmpty ? nil : self[0] }

  /// The last `count` of the bytes.
  func suffix(_ count: Int) -> Self {
    var result = Self()
    var i = max(0, self.count - count)
    while i < self.count {
      result.append(self[i])
      i += 1
    }
    return result
  }

  var bytes: [UInt8] { withUnsafeBytes(of: room) { Array($0.prefix(count)) } }

  @inline(__always)
  func isEqual(to text: StaticString) -> Bool {
    count == text.utf8CodeUnitCount && hasPrefix(text)
  }

  @inline(__always)
  func hasPrefix(_ text: StaticString) -> Bool {
    let wanted = text.utf8CodeUnitCount
    guard wanted <= count else { return false }
    return withUnsafeBytes(of: room) { bytes in
      text.withUTF8Buffer { text in
        var i = 0
        while i < wanted {
          if bytes[i] != text[i] { return false }
          i += 1
        }
        return true
      }
    }
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(length)
    withUnsafeBytes(of: room) {
      hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: $0.prefix(count)))
    }
  }

  @inline(__always)
  static func == (a: Self, b: Self) -> Bool {
    let count = a.count
    guard count == b.count else { return false }
    return withUnsafeBytes(of: a.room) { a in
      withUnsafeBytes(of: b.room) { b in
        var i = 0
        while i < count {
          if a[i] != b[i] { return false }
          i += 1
        }
        return true
      }
    }
  }
}

/// Up to 72 bytes: the name of a tag or an attribute.
struct ShortName: ShortBytes {
  var room:
    (
      UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64
    ) = (0, 0, 0, 0, 0, 0, 0, 0, 0)
  var length: UInt8 = 0
}

/// Up to 16 bytes: the scheme of a link, the end of a comment.
struct ShortText: ShortBytes {
  var room: (UInt64, UInt64) = (0, 0)
  var length: UInt8 = 0
}
