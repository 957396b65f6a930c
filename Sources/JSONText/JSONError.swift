/// Why bytes are no JSON document, and where.
package struct JSONError: Error, Equatable, Sendable {
  package enum Reason: Equatable, Sendable {
    case unexpectedEnd
    case unexpectedByte(UInt8)
    case trailingText
    case invalidNumber
    case invalidEscape
    /// `\ud800` without its other half: no text can hold it.
    case loneSurrogate
    case controlCharacter
    case invalidUTF8
    case duplicateName(String)
    case tooDeep
  }

  /// The byte at which reading stopped; the number of bytes for an end too early.
  package let offset: Int
  package let reason: Reason

  package init(offset: Int, reason: Reason) {
    self.offset = offset
    self.reason = reason
  }
}

extension JSONError: CustomStringConvertible {
  package var description: String { "\(words) at byte \(offset)" }

  /// The reason without its place.
  package var words: String {
    switch reason {
    case .unexpectedEnd: "unexpected end"
    case .unexpectedByte(let byte): "unexpected \(Self.name(of: byte))"
    case .trailingText: "text after the value"
    case .invalidNumber: "invalid number"
    case .invalidEscape: "invalid escape"
    case .loneSurrogate: "half of a surrogate pair"
    case .controlCharacter: "control character in a string"
    case .invalidUTF8: "invalid UTF-8"
    case .duplicateName(let name): "duplicate name '\(name)'"
    case .tooDeep: "more than \(JSONReader.maximumDepth) values inside one another"
    }
  }

  private static func name(of byte: UInt8) -> String {
    guard byte > 0x20, byte < 0x7F else { return "byte 0x" + String(byte, radix: 16) }
    return "'\(Unicode.Scalar(byte))'"
  }
}
