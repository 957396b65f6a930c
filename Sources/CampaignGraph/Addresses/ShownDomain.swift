/// The characters that a reader is shown for a domain: A-labels (`xn--…`) are decoded.
///
/// - Parameter domain: in UTF-8; what is no domain comes back as it is.
package func shownDomain(_ domain: [UInt8]) -> [[UInt32]] {
  domain.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map { label in
    let lower = label.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    if lower.starts(with: "xn--".utf8), let decoded = Punycode.decode(lower[4...]) {
      return decoded
    }
    return String(decoding: lower, as: UTF8.self).unicodeScalars.map(\.value)
  }
}
