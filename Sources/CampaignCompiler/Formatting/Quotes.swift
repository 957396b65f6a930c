import Diagnostics
import YAMLTree

/// A scalar on one line with no more quotes than it needs: none around plain words, else double ones where
/// nothing has to be escaped for them.
func withFewestQuotes(_ scalar: YAMLScalar, _ written: [UInt8]) -> [UInt8] {
  switch scalar.style {
  case .plain, .literal, .folded: return written
  case .singleQuoted, .doubleQuoted:
    let text = scalar.text.utf8
    if isSafeUnquoted(text) { return text }
    let needsEscapes = text.contains {
      $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\")
    }
    if scalar.style == .doubleQuoted || needsEscapes { return written }
    return doubleQuoted(text)
  }
}

/// Whether a text means the same without quotes to every reader of YAML, of 1.1 as of 1.2, in brackets as
/// outside of them: words, and nothing that could be a number, a date, a boolean or a template.
func isSafeUnquoted(_ text: [UInt8]) -> Bool {
  guard let first = text.first, let last = text.last, text.count <= 1024,
    first.isASCIILetter || first == UInt8(ascii: "_") || first == UInt8(ascii: "/"),
    last != 0x20, !text.contains(where: isSpecial)
  else { return false }
  for (byte, after) in zip(text, text.dropFirst()) where byte == 0x20 && after == 0x23 {
    return false
  }
  let lower = text.map { $0.isASCIILetter ? $0 | 0x20 : $0 }
  return !resolvedWords.contains { lower.elementsEqual($0.utf8) }
}

/// ASCII only: some of the rest is white space or a line break to some readers.
private func isSpecial(_ byte: UInt8) -> Bool {
  byte < 0x20 || byte >= 0x7F || ":?,[]{}\\`|>&*!%@".utf8.contains(byte)
}

private let resolvedWords = [
  "y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf",
]

func doubleQuoted(_ text: [UInt8]) -> [UInt8] {
  var quoted: [UInt8] = [UInt8(ascii: "\"")]
  for byte in text {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): quoted += [UInt8(ascii: "\\"), byte]
    case 0x0A: quoted += "\\n".utf8
    case 0x09: quoted += "\\t".utf8
    case 0..<0x20, 0x7F:
      quoted += "\\x".utf8
      for digit in [byte >> 4, byte & 0xF] {
        quoted.append(Array("0123456789ABCDEF".utf8)[Int(digit)])
      }
    default: quoted.append(byte)
    }
  }
  quoted.append(UInt8(ascii: "\""))
  return quoted
}

extension UInt8 {
  fileprivate var isASCIILetter: Bool { (0x61...0x7A).contains(self | 0x20) && self < 0x80 }
}
