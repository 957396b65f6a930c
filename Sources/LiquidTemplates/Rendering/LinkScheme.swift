/// The schemes that data may give a link.
package enum LinkScheme {
  static let help = "schemes other than http, https, mailto, tel, sms and cid become '#'"

  private static let harmless: [StaticString] = [
    "http", "https", "mailto", "tel", "sms", "cid",
  ]

  /// True for a relative URL and for a harmless scheme.
  ///
  /// Browsers leave out white space and control characters in a scheme; an entity in it could hide
  /// anything. Both are refused.
  package static func isHarmless(_ url: UnsafeRawBufferPointer) -> Bool {
    for (i, byte) in url.enumerated() {
      switch byte {
      case UInt8(ascii: ":"):
        let scheme = UnsafeRawBufferPointer(rebasing: url[..<i])
        return harmless.contains { equals(scheme, $0) }
      case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): return true
      case UInt8(ascii: "&"), 0...0x20, 0x7F: return false
      default: break
      }
    }
    return true
  }

  private static func equals(_ scheme: UnsafeRawBufferPointer, _ name: StaticString) -> Bool {
    guard scheme.count == name.utf8CodeUnitCount else { return false }
    for i in 0..<scheme.count where scheme[i] | 0x20 != name.utf8Start[i] { return false }
    return true
  }
}
