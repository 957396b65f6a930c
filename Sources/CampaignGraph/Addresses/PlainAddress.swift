/// How an address of ASCII is to be used.
enum PlainForm {
  case asItStands
  /// In lower case from this offset on: the whole, or the domain.
  case lowerCase(from: Int)
  /// There is something wrong with it, or more must be known to tell.
  case notPlain
}

/// Decides on most addresses in one pass over their bytes.
func plainForm(_ bytes: UnsafeRawBufferPointer) -> PlainForm {
  guard bytes.count <= 254 else { return .notPlain }
  let dot = UInt8(ascii: ".")
  var index = 0
  var previous = dot
  var hasCapitals = false
  while true {
    guard index < bytes.count else { return .notPlain }
    let byte = bytes[index]
    if isAtomText(byte) {
      hasCapitals = hasCapitals || byte &- 0x41 < 26
    } else if byte == dot {
      if previous == dot { return .notPlain }
    } else if byte == UInt8(ascii: "@") {
      break
    } else {
      return .notPlain
    }
    previous = byte
    index += 1
  }
  let at = index
  if at > 64 || previous == dot { return .notPlain }
  guard let hasDomainCapitals = plainDomain(bytes, from: at + 1) else { return .notPlain }
  if hasCapitals, isRoleName(UnsafeRawBufferPointer(rebasing: bytes[..<at])) {
    return .lowerCase(from: 0)
  }
  return hasDomainCapitals ? .lowerCase(from: at + 1) : .asItStands
}

/// Whether a domain has capitals; nil if it is not plain.
private func plainDomain(_ bytes: UnsafeRawBufferPointer, from first: Int) -> Bool? {
  let dot = UInt8(ascii: ".")
  let hyphen = UInt8(ascii: "-")
  var start = first
  var index = first
  var labels = 0
  var hasCapitals = false
  while true {
    let byte = index < bytes.count ? bytes[index] : dot
    if byte == dot {
      let count = index - start
      guard count > 0, count <= 63, bytes[start] != hyphen, bytes[index - 1] != hyphen else {
        return nil
      }
      // Also `xn--`, which must be looked into.
      if count >= 4, bytes[start + 2] == hyphen, bytes[start + 3] == hyphen { return nil }
      labels += 1
      if index == bytes.count { break }
      start = index + 1
    } else if byte &- 0x41 < 26 {
      hasCapitals = true
    } else if !(byte &- 0x61 < 26 || byte &- 0x30 < 10 || byte == hyphen) {
      return nil
    }
    index += 1
  }
  guard labels >= 2, (bytes[bytes.count - 1] | 0x20) &- 0x61 < 26,
    !isSpecialUse(UnsafeRawBufferPointer(rebasing: bytes[start...]))
  else { return nil }
  return hasCapitals
}

/// The characters of an atom (RFC 5322, section 3.2.3).
@inline(__always)
func isAtomText(_ byte: UInt8) -> Bool {
  // A bit for each of 0x20 to 0x3F, and of 0x40 to 0x7F.
  let low: UInt64 = 0b1010_0011_1111_1111_1010_1100_1111_1010 << 32
  let high: UInt64 = 0x7FFF_FFFF_C7FF_FFFE
  return byte < 0x40
    ? low >> UInt64(byte) & 1 != 0 : byte < 0x80 && high >> UInt64(byte - 0x40) & 1 != 0
}

/// `arpa`, `invalid`, `local`, `localhost`, `onion` and `test`, in any case of letters.
func isSpecialUse(_ topLevel: UnsafeRawBufferPointer) -> Bool {
  isOneOf(["arpa", "invalid", "local", "localhost", "onion", "test"], topLevel)
}

/// The mailboxes whose names mean the same in any case of letters (RFC 2142).
func isRoleName(_ local: UnsafeRawBufferPointer) -> Bool {
  isOneOf(
    [
      "info", "marketing", "sales", "support", "abuse", "noc", "security", "postmaster",
      "hostmaster", "usenet", "news", "webmaster", "www", "uucp", "ftp",
    ], local)
}

@inline(__always)
private func isOneOf<let count: Int>(
  _ words: InlineArray<count, StaticString>, _ text: UnsafeRawBufferPointer
) -> Bool {
  for index in 0..<count where text.count == words[index].utf8CodeUnitCount {
    let isSame = words[index].withUTF8Buffer { word in
      for place in 0..<text.count where text[place] | 0x20 != word[place] { return false }
      return true
    }
    if isSame { return true }
  }
  return false
}
