/// One field of a message's head, in lines of at most 76 characters where it can be folded (RFC 5322, section 2.2.3).
struct HeaderField {
  private(set) var bytes: [UInt8]
  private var column: Int
  private static let longest = 76

  init(_ name: String) {
    bytes = Array("\(name): ".utf8)
    column = bytes.count
  }

  /// A field whose value is any text: as it is where that is safe, else as encoded words.
  static func unstructured(_ name: String, _ value: String) -> [UInt8] {
    var field = HeaderField(name)
    let text = Array(value.utf8)
    if isPlain(text, after: field.column) {
      field.append(words: text)
    } else {
      field.append(encoded: text)
    }
    return field.ended()
  }

  /// A field whose value is an address, with or without a name.
  static func address(_ name: String, _ address: String, named display: String = "") -> [UInt8] {
    var field = HeaderField(name)
    let text = Array(display.utf8)
    if text.isEmpty {
      field.append(word: Array(address.utf8))
    } else {
      if isPlain(text, after: field.column) {
        field.append(words: quoted(text))
      } else {
        field.append(phrase: text)
      }
      field.append(word: Array("<\(address)>".utf8))
    }
    return field.ended()
  }

  /// A field whose value is written in ASCII and folded at its spaces.
  static func structured(_ name: String, _ value: String) -> [UInt8] {
    var field = HeaderField(name)
    field.append(words: Array(value.utf8))
    return field.ended()
  }

  private func ended() -> [UInt8] { bytes + [0x0D, 0x0A] }

  /// ASCII that comes out of folding as it went in, and that nobody takes for encoded words.
  private static func isPlain(_ text: [UInt8], after column: Int) -> Bool {
    guard text.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }), text.first != 0x20, text.last != 0x20 else {
      return false
    }
    var length = column
    for i in text.indices {
      let next = i + 1 < text.count ? text[i + 1] : 0
      if text[i] == 0x20, next == 0x20 { return false }
      if text[i] == UInt8(ascii: "="), next == UInt8(ascii: "?") { return false }
      length = text[i] == 0x20 ? 1 : length + 1
      // RFC 5322 ends a line after 998 characters.
      if length > 900 { return false }
    }
    return true
  }

  /// Appends a name, in as few encoded words beside each other as can be: Python before 3.12 reads a space between
  /// those of a name. Where one is not enough, words of ASCII stand between them as they are.
  private mutating func append(phrase text: [UInt8]) {
    let words = text.split(separator: 0x20, omittingEmptySubsequences: false)
    guard text.count > 42, !words.contains(where: \.isEmpty) else { return append(encoded: text) }
    var pending: [UInt8] = []
    for word in words {
      if HeaderField.isAtom(word) {
        if !pending.isEmpty { append(run: pending) }
        pending = []
        append(word: Array(word))
      } else {
        pending += (pending.isEmpty ? [] : [0x20]) + word
      }
    }
    if !pending.isEmpty { append(run: pending) }
  }

  /// Appends encoded words, on a new line if the first would be cut for want of room.
  private mutating func append(run text: [UInt8]) {
    if column + text.count * 4 / 3 + 16 > HeaderField.longest, bytes.last != 0x20 {
      bytes += [0x0D, 0x0A, 0x20]
      column = 1
    }
    append(encoded: text)
  }

  /// RFC 5322, section 3.2.3, in a sensible length.
  private static func isAtom(_ word: ArraySlice<UInt8>) -> Bool {
    word.count <= 60
      && word.allSatisfy {
        ($0 >= 0x30 && $0 <= 0x39) || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A)
          || [UInt8]("-+_'/&".utf8).contains($0)
      }
  }

  private mutating func append(words text: [UInt8]) {
    for word in text.split(separator: 0x20, omittingEmptySubsequences: false) {
      append(word: Array(word))
    }
  }

  /// Appends a word behind a space, on a new line if this one would grow too long.
  private mutating func append(word: [UInt8]) {
    if bytes.last != 0x20 {
      if column + 1 + word.count > HeaderField.longest {
        bytes += [0x0D, 0x0A, 0x20]
        column = 1
      } else {
        bytes.append(0x20)
        column += 1
      }
    }
    bytes += word
    column += word.count
  }

  /// Appends encoded words of RFC 2047: at most 75 characters each, none of which tears a character.
  ///
  /// Base64 where that is shorter, so that hardly a name needs two words: Python before 3.12 reads a space between
  /// those of a name.
  private mutating func append(encoded text: [UInt8]) {
    var quoted: [UInt8] = []
    for byte in text { HeaderField.append(quoting: byte, to: &quoted) }
    let isBase64 = quoted.count > (text.count + 2) / 3 * 4
    let open = Array((isBase64 ? "=?utf-8?b?" : "=?utf-8?q?").utf8)
    let close = Array("?=".utf8)
    func encoded(_ text: [UInt8]) -> [UInt8] {
      if isBase64 { return HeaderField.base64(text) }
      var word: [UInt8] = []
      for byte in text { HeaderField.append(quoting: byte, to: &word) }
      return word
    }
    func room(_ column: Int) -> Int { max(12, min(75, HeaderField.longest - column) - 12) }
    if bytes.last != 0x20 {
      bytes.append(0x20)
      column += 1
    }
    var piece: [UInt8] = []
    var size = 0
    var limit = room(column)
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      let next = Array(String(scalar).utf8)
      let width = encoded(next).count
      let grown = isBase64 ? (piece.count + next.count + 2) / 3 * 4 : size + width
      if grown > limit, !piece.isEmpty {
        bytes += open + encoded(piece) + close + [0x0D, 0x0A, 0x20]
        column = 1
        piece = []
        size = 0
        limit = room(column)
      }
      piece += next
      size += width
    }
    let last = encoded(piece)
    bytes += open + last + close
    column += open.count + last.count + close.count
  }

  private static func base64(_ text: [UInt8]) -> [UInt8] {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var encoded: [UInt8] = []
    for start in stride(from: 0, to: text.count, by: 3) {
      let group = text[start..<min(start + 3, text.count)]
      var number: UInt32 = 0
      for byte in group { number = number << 8 | UInt32(byte) }
      number <<= UInt32(8 * (3 - group.count))
      for place in 0..<4 {
        let digit = digits[Int(number >> UInt32(18 - 6 * place)) & 63]
        encoded.append(place <= group.count ? digit : UInt8(ascii: "="))
      }
    }
    return encoded
  }

  /// As RFC 2047, section 5 (3), has it for names, which is good everywhere.
  private static func append(quoting byte: UInt8, to piece: inout [UInt8]) {
    switch byte {
    case 0x20: piece.append(UInt8(ascii: "_"))
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x21, 0x2A, 0x2B, 0x2D, 0x2F: piece.append(byte)
    default:
      piece.append(UInt8(ascii: "="))
      for digit in [byte >> 4, byte & 15] { piece.append(digit < 10 ? 0x30 + digit : 0x37 + digit) }
    }
  }

  private static func quoted(_ name: [UInt8]) -> [UInt8] {
    var quoted = [UInt8(ascii: "\"")]
    for byte in name {
      if byte == 0x22 || byte == 0x5C { quoted.append(UInt8(ascii: "\\")) }
      quoted.append(byte)
    }
    return quoted + [UInt8(ascii: "\"")]
  }
}
