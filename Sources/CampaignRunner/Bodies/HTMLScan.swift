/// Searches in html, eight bytes in one step where it can be.
enum HTMLScan {
  private static let highBits: UInt64 = 0x8080_8080_8080_8080
  private static let ones: UInt64 = 0x0101_0101_0101_0101

  @inline(__always)
  private static func word(_ html: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
    UInt64(littleEndian: html.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// The highest bit of each byte that is `byte`; exact.
  @inline(__always)
  private static func marks(_ word: UInt64, of byte: UInt8) -> UInt64 {
    let other = word ^ (ones &* UInt64(byte))
    return ~(((other & ~highBits) &+ ~highBits) | other) & highBits
  }

  /// Where `byte` stands next; `html.count` if it does not.
  static func next(_ byte: UInt8, in html: UnsafeRawBufferPointer, from start: Int) -> Int {
    var i = start
    while i + 8 <= html.count {
      let found = marks(word(html, i), of: byte)
      if found != 0 { return i + found.trailingZeroBitCount / 8 }
      i += 8
    }
    while i < html.count, html[i] != byte { i += 1 }
    return min(i, html.count)
  }

  static func behind(_ byte: UInt8, in html: UnsafeRawBufferPointer, from start: Int) -> Int {
    min(next(byte, in: html, from: start) + 1, html.count)
  }

  /// The next byte that is more than a word or a single space between two: `<`, `&`, controls, a second space,
  /// and all beyond ASCII.
  static func endOfWords(in html: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Int {
    var i = start
    while i + 9 <= end {
      let bytes = word(html, i)
      let low = bytes & ~highBits
      // Below 0x20, or DEL.
      let isControl = ~(low &+ ones &* 0x60) | (low &+ ones)
      let doubled = marks(bytes, of: 0x20) & marks(word(html, i + 1), of: 0x20)
      let found =
        ((bytes | isControl) & highBits) | marks(bytes, of: UInt8(ascii: "<"))
        | marks(bytes, of: UInt8(ascii: "&")) | doubled
      if found != 0 { return i + found.trailingZeroBitCount / 8 }
      i += 8
    }
    while i < end {
      let byte = html[i]
      if byte < 0x20 || byte >= 0x7F || byte == UInt8(ascii: "<") || byte == UInt8(ascii: "&")
        || (byte == 0x20 && i + 1 < end && html[i + 1] == 0x20)
      {
        return i
      }
      i += 1
    }
    return i
  }

  /// The end of a style's value, and whether it hides its element.
  ///
  /// `display`, `visibility` and `opacity` end in a `y`, which little else does.
  static func endOfStyle(
    _ html: UnsafeRawBufferPointer, from start: Int, quote: UInt8, hides: inout Bool
  ) -> Int {
    var i = start
    while i + 8 <= html.count {
      let bytes = word(html, i)
      let ends = quote == 0 ? 0 : marks(bytes, of: quote)
      var found = ends | marks(bytes | (ones &* 0x20), of: UInt8(ascii: "y"))
      while found != 0 {
        let place = i + found.trailingZeroBitCount / 8
        found &= found &- 1
        if html[place] == quote { return place }
        if isHiding(html, at: place, from: start) { hides = true }
      }
      i += 8
    }
    while i < html.count, quote == 0 || html[i] != quote {
      if html[i] | 0x20 == UInt8(ascii: "y"), isHiding(html, at: i, from: start) { hides = true }
      i += 1
    }
    return min(i, html.count)
  }

  /// Whether the `y` at `place` is that of `display: none`, `visibility: hidden` or `opacity: 0`.
  private static func isHiding(
    _ html: UnsafeRawBufferPointer, at place: Int, from start: Int
  ) -> Bool {
    for (name, value): (StaticString, StaticString) in [
      ("display", "none"), ("visibility", "hidden"), ("opacity", "0"),
    ] {
      let first = place + 1 - name.utf8CodeUnitCount
      guard first >= start, starts(html, first..<html.count, with: name) else { continue }
      if first > start, isLetter(html[first - 1]) || html[first - 1] == UInt8(ascii: "-") {
        continue
      }
      var i = place + 1
      while i < html.count, html[i] <= 0x20 { i += 1 }
      guard i < html.count, html[i] == UInt8(ascii: ":") else { continue }
      i += 1
      while i < html.count, html[i] <= 0x20 { i += 1 }
      guard starts(html, i..<html.count, with: value) else { continue }
      // `opacity: 0.5` shows something.
      let behind = i + value.utf8CodeUnitCount
      return behind >= html.count || html[behind] != UInt8(ascii: ".")
    }
    return false
  }

  /// Behind the comment whose text begins at `start`.
  static func behindComment(_ html: UnsafeRawBufferPointer, from start: Int) -> Int {
    // `<!-->` and `<!--->` are whole comments.
    var i = start
    if i < html.count, html[i] == UInt8(ascii: ">") { return i + 1 }
    if i + 1 < html.count, html[i] == UInt8(ascii: "-"), html[i + 1] == UInt8(ascii: ">") {
      return i + 2
    }
    while true {
      i = next(UInt8(ascii: ">"), in: html, from: i)
      guard i < html.count else { return html.count }
      let dash = UInt8(ascii: "-")
      if i >= start + 2, html[i - 1] == dash, html[i - 2] == dash { return i + 1 }
      if i >= start + 3, html[i - 1] == UInt8(ascii: "!"), html[i - 2] == dash,
        html[i - 3] == dash
      {
        return i + 1
      }
      i += 1
    }
  }

  /// Where the closing tag with the name at `name` begins; the end if it does not come.
  static func closingTag(
    of html: UnsafeRawBufferPointer, _ name: Range<Int>, from start: Int
  ) -> Int {
    var i = start
    while true {
      i = next(UInt8(ascii: "<"), in: html, from: i)
      guard i + 1 + name.count < html.count else { return html.count }
      if html[i + 1] == UInt8(ascii: "/") {
        var isSame = true
        for offset in 0..<name.count
        where html[i + 2 + offset] | 0x20 != html[name.lowerBound + offset] | 0x20 {
          isSame = false
          break
        }
        if isSame { return i }
      }
      i += 1
    }
  }

  /// The first eight bytes of a name in lower case, packed, and where it ends.
  @inline(__always)
  static func name(_ html: UnsafeRawBufferPointer, from start: Int) -> (UInt64, end: Int) {
    var name: UInt64 = 0
    var shift: UInt64 = 0
    var i = start
    while i < html.count {
      let byte = html[i]
      if byte <= 0x20 || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
        || (byte == UInt8(ascii: "=") && i > start)
      {
        break
      }
      if shift < 64 {
        let isCapital = byte >= 0x41 && byte <= 0x5A
        name |= UInt64(isCapital ? byte | 0x20 : byte) << shift
        shift += 8
      }
      i += 1
    }
    return (name, i)
  }

  /// A character beyond ASCII that is a space or cannot be seen; `length` is 0 for any other.
  static func special(
    _ html: UnsafeRawBufferPointer, at i: Int, to end: Int
  ) -> (length: Int, isSpace: Bool) {
    switch html[i] {
    case 0xC2 where i + 1 < end:
      if html[i + 1] == 0xA0 { return (2, true) }
      // C1 controls and the soft hyphen.
      if html[i + 1] < 0xA0 || html[i + 1] == 0xAD { return (2, html[i + 1] == 0x85) }
    case 0xCD where i + 1 < end && html[i + 1] == 0x8F: return (2, false)
    case 0xE2 where i + 2 < end && html[i + 1] == 0x80:
      switch html[i + 2] {
      case 0x80...0x8A, 0xA8, 0xA9, 0xAF: return (3, true)
      case 0x8B: return (3, false)
      default: break
      }
    case 0xEF where i + 2 < end && html[i + 1] == 0xBB && html[i + 2] == 0xBF: return (3, false)
    default: break
    }
    return (0, false)
  }

  /// Whether the range begins with `word`, which is in lower case.
  static func starts(
    _ html: UnsafeRawBufferPointer, _ range: Range<Int>, with word: StaticString
  ) -> Bool {
    guard range.count >= word.utf8CodeUnitCount else { return false }
    for offset in 0..<word.utf8CodeUnitCount {
      let byte = html[range.lowerBound + offset]
      let isCapital = byte >= 0x41 && byte <= 0x5A
      if (isCapital ? byte | 0x20 : byte) != word.utf8Start[offset] { return false }
    }
    return true
  }

  static func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
  }

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
  }
}
