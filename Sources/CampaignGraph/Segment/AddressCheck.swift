/// Why mail must not be sent to an address.
package enum AddressFault: String, Error, Sendable, CaseIterable {
  case missingAt = "missing-at"
  case severalAts = "several-ats"
  case tooLong = "too-long"
  case emptyLocalPart = "empty-local-part"
  case localPartTooLong = "local-part-too-long"
  case localPartCharacter = "local-part-character"
  case localPartDots = "local-part-dots"
  case missingDot = "missing-dot"
  case label = "label"
  case labelTooLong = "label-too-long"
  case topLevelDomain = "top-level-domain"
  case specialUse = "special-use"
}

/// What is wrong with an address, by the defaults of python-email-validator 2 as far as text alone
/// can tell; nil if nothing is.
///
/// At most 254 bytes, the part before the `@` at most 64 and without quotes or comments, a domain
/// of at least two labels of at most 63 bytes, none of it for special use (RFC 6761; `example` is
/// allowed, as nothing is delivered there). Characters beyond ASCII must be letters, marks, digits
/// or symbols by a rough rule of ranges. Not done: conversion to A-labels and their length, the
/// tables of IDNA 2008 and scripts, normalisation to NFC, decoding of `xn--` labels, any look-up.
///
/// `bytes` must be valid UTF-8. Nothing is allocated.
package func addressFault(_ bytes: ArraySlice<UInt8>) -> AddressFault? {
  guard let at = bytes.firstIndex(of: UInt8(ascii: "@")) else { return .missingAt }
  let domain = bytes[(at + 1)...]
  if domain.contains(UInt8(ascii: "@")) { return .severalAts }
  if bytes.count > 254 { return .tooLong }
  return localPartFault(bytes[..<at]) ?? domainFault(domain)
}

private func localPartFault(_ local: ArraySlice<UInt8>) -> AddressFault? {
  if local.isEmpty { return .emptyLocalPart }
  if local.count > 64 { return .localPartTooLong }
  var previous = UInt8(ascii: ".")
  var index = local.startIndex
  while index < local.endIndex {
    let byte = local[index]
    if byte == UInt8(ascii: ".") {
      if previous == byte { return .localPartDots }
      index += 1
    } else if byte < 0x80 {
      guard isAtomText(byte) else { return .localPartCharacter }
      index += 1
    } else {
      guard let length = visibleScalar(local, at: index) else { return .localPartCharacter }
      index += length
    }
    previous = byte
  }
  return previous == UInt8(ascii: ".") ? .localPartDots : nil
}

/// What is wrong with what stands behind the `@`.
package func domainFault(_ domain: ArraySlice<UInt8>) -> AddressFault? {
  var start = domain.startIndex
  var labels = 0
  while true {
    let rest = domain[start...]
    let end = rest.firstIndex(of: UInt8(ascii: ".")) ?? domain.endIndex
    if let fault = labelFault(rest[..<end]) { return fault }
    labels += 1
    if end == domain.endIndex { break }
    start = end + 1
  }
  if labels < 2 { return .missingDot }
  let top = domain[start...]
  // Every top-level domain ends with a letter, so that an IP address is none.
  guard let last = top.last, last >= 0x80 || isLetter(last) else { return .topLevelDomain }
  return isSpecialUse(top) ? .specialUse : nil
}

/// Letters, digits and hyphens, the latter neither at an end nor third and fourth except after
/// `xn`.
private func labelFault(_ label: ArraySlice<UInt8>) -> AddressFault? {
  guard let first = label.first, let last = label.last else { return .label }
  if label.count > 63 { return .labelTooLong }
  let hyphen = UInt8(ascii: "-")
  if first == hyphen || last == hyphen { return .label }
  let start = label.startIndex
  if label.count >= 4, label[start + 2] == hyphen, label[start + 3] == hyphen,
    label[start] | 0x20 != UInt8(ascii: "x") || label[start + 1] | 0x20 != UInt8(ascii: "n")
  {
    return .label
  }
  var index = start
  while index < label.endIndex {
    let byte = label[index]
    if byte < 0x80 {
      guard isLetter(byte) || isDigit(byte) || byte == hyphen else { return .label }
      index += 1
    } else {
      guard let length = visibleScalar(label, at: index) else { return .label }
      index += length
    }
  }
  return nil
}

/// `arpa`, `invalid`, `local`, `localhost`, `onion` and `test`.
private func isSpecialUse(_ label: ArraySlice<UInt8>) -> Bool {
  func holds(_ word: StaticString) -> Bool {
    guard label.count == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { word in
      for index in word.indices where label[label.startIndex + index] | 0x20 != word[index] {
        return false
      }
      return true
    }
  }
  return holds("arpa") || holds("invalid") || holds("local") || holds("localhost")
    || holds("onion") || holds("test")
}

/// The length of the scalar beyond ASCII at `index`; nil if it is a control, a space, a mark of
/// direction, private, unassigned for ever, a look-alike of the full stop, or cut short.
private func visibleScalar(_ bytes: ArraySlice<UInt8>, at index: Int) -> Int? {
  let lead = bytes[index]
  let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
  guard lead >= 0xC2, bytes.endIndex - index >= length else { return nil }
  var value = UInt32(lead) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
  for next in (index + 1)..<(index + length) { value = value << 6 | UInt32(bytes[next] & 0x3F) }
  switch value {
  case 0...0xA0, 0xAD, 0x61C, 0x180E, 0x2000...0x200F, 0x2028...0x202F, 0x205F...0x206F,
    0x3000...0x3002, 0xD800...0xF8FF, 0xFDD0...0xFDEF, 0xFEFF, 0xFF0E, 0xFF61, 0xFFF0...0xFFFF,
    0xE0000...:
    return nil
  default:
    return value & 0xFFFE == 0xFFFE ? nil : length
  }
}

/// The characters of an atom (RFC 5322, section 3.2.3).
private func isAtomText(_ byte: UInt8) -> Bool {
  if isLetter(byte) || isDigit(byte) { return true }
  switch byte {
  case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"),
    UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"),
    UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: "?"),
    UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "{"),
    UInt8(ascii: "|"), UInt8(ascii: "}"), UInt8(ascii: "~"):
    return true
  default:
    return false
  }
}

private func isLetter(_ byte: UInt8) -> Bool {
  (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A
}

private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
