/// Names in the headers of a difference.
enum GitPath {
  /// `b/name`, or `"b/na\303\251me"`; nil for `/dev/null`.
  static func unquoted(_ text: ArraySlice<UInt8>, prefix: String = "b/") -> String? {
    var name: [UInt8]
    if text.first == UInt8(ascii: "\"") {
      name = unescaped(text.dropFirst())
    } else {
      name = Array(text)
      if name.last == 0x0D { name.removeLast() }
      if name.last == 0x09 { name.removeLast() }
    }
    guard name.starts(with: prefix.utf8) else { return nil }
    return String(decoding: name.dropFirst(prefix.utf8.count), as: UTF8.self)
  }

  private static func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8] {
    let short: [UInt8: UInt8] = [
      UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "t"): 9, UInt8(ascii: "n"): 10,
      UInt8(ascii: "v"): 11, UInt8(ascii: "f"): 12, UInt8(ascii: "r"): 13,
    ]
    var name: [UInt8] = []
    var i = text.startIndex
    while i < text.endIndex, text[i] != UInt8(ascii: "\"") {
      guard text[i] == UInt8(ascii: "\\"), i + 1 < text.endIndex else {
        name.append(text[i])
        i += 1
        continue
      }
      let digits = text[(i + 1)...].prefix(3)
      if digits.count == 3, digits.allSatisfy({ (0x30...0x37).contains($0) }) {
        name.append(digits.reduce(0) { $0 &* 8 &+ ($1 - 0x30) })
        i += 4
      } else {
        name.append(short[text[i + 1]] ?? text[i + 1])
        i += 2
      }
    }
    return name
  }
}
