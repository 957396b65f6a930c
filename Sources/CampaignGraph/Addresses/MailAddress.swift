/// An address that mail may be sent to, in its one spelling.
struct MailAddress {
  let bytes: [UInt8]

  static let longest = 254
  static let longestLocalPart = 64

  init(_ text: ArraySlice<UInt8>) throws(AddressFault) {
    guard let at = text.firstIndex(of: UInt8(ascii: "@")) else { throw .missingAt }
    let domain = text[(at + 1)...]
    if domain.contains(UInt8(ascii: "@")) { throw .severalAts }
    if text.count > MailAddress.longest { throw .tooLong }
    let local = try MailAddress.localPart(text[..<at])
    let name = try DomainName(domain)
    // Both spellings of the domain may be used, the other one where mail is shown.
    guard local.count + 1 + max(name.ascii.count, name.unicode.utf8Count) <= MailAddress.longest
    else { throw .tooLong }
    bytes = local + [UInt8(ascii: "@")] + name.ascii
  }

  private static func localPart(_ text: ArraySlice<UInt8>) throws(AddressFault) -> [UInt8] {
    if text.isEmpty { throw .emptyLocalPart }
    if text.count > longestLocalPart { throw .localPartTooLong }
    guard let scalars = unicodeScalars(text) else { throw .localPartCharacter }
    try check(scalars)
    let composed = canonicallyComposed(scalars)
    if composed != scalars { try check(composed) }
    var bytes = utf8(composed)
    if bytes.count > longestLocalPart { throw .localPartTooLong }
    if bytes.withUnsafeBytes({ isRoleName($0) }) {
      for index in bytes.indices { bytes[index] |= 0x20 }
    }
    return bytes
  }

  private static func check(_ local: [UInt32]) throws(AddressFault) {
    let dot: UInt32 = 0x2E
    var previous = dot
    for (index, scalar) in local.enumerated() {
      if scalar == dot {
        if previous == dot { throw .localPartDots }
      } else if scalar < 0x80 {
        guard isAtomText(UInt8(scalar)) else { throw .localPartCharacter }
      } else if UnicodeTables.shared.refused.contains(scalar)
        || (index == 0 && UnicodeTables.shared.marks.contains(scalar))
      {
        throw .localPartCharacter
      }
      previous = scalar
    }
    if previous == dot { throw .localPartDots }
  }
}

/// nil for what is no UTF-8.
func unicodeScalars(_ bytes: ArraySlice<UInt8>) -> [UInt32]? {
  var scalars: [UInt32] = []
  scalars.reserveCapacity(bytes.count)
  var decoder = Unicode.UTF8()
  var rest = bytes.makeIterator()
  while true {
    switch decoder.decode(&rest) {
    case .scalarValue(let scalar): scalars.append(scalar.value)
    case .emptyInput: return scalars
    case .error: return nil
    }
  }
}

func utf8(_ scalars: [UInt32]) -> [UInt8] {
  var bytes: [UInt8] = []
  for scalar in scalars {
    guard let scalar = Unicode.Scalar(scalar) else { continue }
    bytes.append(
      contentsOf: Unicode.UTF8.encode(scalar) ?? Unicode.UTF8.encodedReplacementCharacter)
  }
  return bytes
}

extension [UInt32] {
  /// How many bytes the scalars have in UTF-8.
  fileprivate var utf8Count: Int {
    reduce(0) { $0 + ($1 < 0x80 ? 1 : $1 < 0x800 ? 2 : $1 < 0x10000 ? 3 : 4) }
  }
}
