/// A domain that mail may be sent to: at least two labels, none for special use, internationalised ones by
/// UTS 46 (non-transitional) and IDNA 2008.
struct DomainName {
  /// In lower case and A-labels.
  let ascii: [UInt8]
  /// In lower case and U-labels.
  let unicode: [UInt32]

  static let longest = 253
  static let longestLabel = 63

  private static let dot: UInt32 = 0x2E
  private static let hyphen: UInt32 = 0x2D
  private static let prefix = Array("xn--".utf8)

  init(_ text: ArraySlice<UInt8>) throws(AddressFault) {
    guard let scalars = unicodeScalars(text), !scalars.isEmpty else { throw .label }
    let mapped = try DomainName.mapped(scalars)
    var ascii: [UInt8] = []
    var unicode: [[UInt32]] = []
    for label in mapped.split(separator: DomainName.dot, omittingEmptySubsequences: false) {
      let (aLabel, uLabel) = try DomainName.label(Array(label))
      if aLabel.count > DomainName.longestLabel { throw .labelTooLong }
      if !unicode.isEmpty { ascii.append(UInt8(DomainName.dot)) }
      ascii += aLabel
      unicode.append(uLabel)
    }
    if ascii.count > DomainName.longest { throw .tooLong }
    if unicode.count < 2 { throw .missingDot }
    // Every top-level domain ends with a letter, so that an IP address is none.
    guard let last = ascii.last, last &- 0x61 < 26 else { throw .topLevelDomain }
    let top = ascii[((ascii.lastIndex(of: UInt8(DomainName.dot)) ?? -1) + 1)...]
    if top.withUnsafeBytes({ isSpecialUse($0) }) { throw .specialUse }
    // One label that is written from right to left can change the look of all others.
    if unicode.contains(where: { DomainLabel.isRightToLeft($0) }) {
      guard unicode.allSatisfy({ DomainLabel.fitsDirection($0) }) else { throw .label }
    }
    self.ascii = ascii
    self.unicode = Array(unicode.joined(separator: [DomainName.dot]))
  }

  /// What is looked at in place of what was written.
  private static func mapped(_ scalars: [UInt32]) throws(AddressFault) -> [UInt32] {
    let tables = UnicodeTables.shared
    var mapped: [UInt32] = []
    for (index, scalar) in scalars.enumerated() {
      if scalar < 0x80 {
        mapped.append(scalar &- 0x41 < 26 ? scalar | 0x20 : scalar)
        continue
      }
      guard !tables.refused.contains(scalar), index > 0 || !tables.marks.contains(scalar) else {
        throw .label
      }
      tables.mapping.append(scalar, to: &mapped)
    }
    return canonicallyComposed(mapped)
  }

  private static func label(
    _ label: [UInt32]
  ) throws(AddressFault) -> (ascii: [UInt8], unicode: [UInt32]) {
    guard let first = label.first, let last = label.last, first != hyphen, last != hyphen else {
      throw .label
    }
    guard label.allSatisfy({ $0 < 0x80 }) else {
      guard DomainLabel.isAllowed(label), let coded = Punycode.encode(label) else { throw .label }
      return (prefix + coded, label)
    }
    let bytes = label.map { UInt8(truncatingIfNeeded: $0) }
    guard bytes.allSatisfy({ $0 &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == UInt8(hyphen) }) else {
      throw .label
    }
    guard bytes.starts(with: prefix) else {
      if bytes.count >= 4, bytes[2] == UInt8(hyphen), bytes[3] == UInt8(hyphen) { throw .label }
      return (bytes, label)
    }
    // What only looks like an A-label is none: it must be what its own text becomes.
    let coded = bytes[prefix.count...]
    guard bytes.count <= longestLabel else { throw .labelTooLong }
    guard !coded.isEmpty, let decoded = Punycode.decode(coded),
      decoded.contains(where: { $0 >= 0x80 }), let again = Punycode.encode(decoded),
      again.elementsEqual(coded), DomainLabel.isAllowed(decoded),
      !decoded.contains(where: { UnicodeTables.shared.refused.contains($0) })
    else { throw .label }
    return (bytes, decoded)
  }
}
