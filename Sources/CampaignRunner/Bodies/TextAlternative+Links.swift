import LiquidTemplates

/// The link whose text is being read.
struct OpenLink: Sendable {
  var isOpen = false
  /// Where in the html its address stands.
  var address = 0..<0
  /// Where its text begins; -1 as long as it has none.
  var textStart = -1
}

extension TextAlternative {
  mutating func openLink(_ html: UnsafeRawBufferPointer, address: Range<Int>) {
    closeLink(html)
    var start = address.lowerBound
    while start < address.upperBound, html[start] <= 0x20 { start += 1 }
    let address = start..<address.upperBound
    guard !address.isEmpty, html[start] != UInt8(ascii: "#"),
      !HTMLScan.starts(html, address, with: "javascript:")
    else { return }
    link = OpenLink(isOpen: true, address: address)
  }

  /// Appends the address of the open link, unless its text says it already.
  mutating func closeLink(_ html: UnsafeRawBufferPointer) {
    guard link.isOpen else { return }
    let link = self.link
    self.link.isOpen = false
    guard link.textStart >= 0 else {
      begin()
      appendAddress(html, link.address)
      return
    }
    let end = text.count
    text.append(" (")
    appendAddress(html, link.address)
    let isSaid = text.withBytes { bytes in
      let said = UnsafeRawBufferPointer(rebasing: bytes[link.textStart..<end])
      return TextAlternative.isSame(
        said, UnsafeRawBufferPointer(rebasing: bytes[(end + 2)...]))
    }
    if isSaid { text.truncate(to: end) } else { text.append(")") }
  }

  /// Appends an address with its entities decoded, without white space and control characters.
  private mutating func appendAddress(_ html: UnsafeRawBufferPointer, _ range: Range<Int>) {
    var i = range.lowerBound
    var run = i
    while i < range.upperBound {
      let byte = html[i]
      if byte > 0x20, byte != UInt8(ascii: "&"), byte != 0x7F {
        i += 1
        continue
      }
      text.append(UnsafeRawBufferPointer(rebasing: html[run..<i]))
      if byte == UInt8(ascii: "&") {
        if let (scalar, next) = entities.scalar(
          html, at: i, to: range.upperBound, inAttribute: true)
        {
          if HTMLEntities.kind(of: scalar) == .visible { text.append(scalar: scalar) }
          i = next
        } else {
          text.append(byte)
          i += 1
        }
      } else {
        i += 1
      }
      run = i
    }
    text.append(UnsafeRawBufferPointer(rebasing: html[run..<range.upperBound]))
  }

  /// Whether a link's text is its address, which may say `mailto:` or `tel:`, or end in a slash.
  private static func isSame(
    _ said: UnsafeRawBufferPointer, _ address: UnsafeRawBufferPointer
  ) -> Bool {
    var start = 0
    for scheme: StaticString in ["mailto:", "tel:"]
    where HTMLScan.starts(address, 0..<address.count, with: scheme) {
      start = scheme.utf8CodeUnitCount
    }
    func equals(_ range: Range<Int>) -> Bool {
      guard said.count == range.count else { return false }
      for offset in 0..<said.count where said[offset] != address[range.lowerBound + offset] {
        return false
      }
      return true
    }
    return equals(start..<address.count) || equals(0..<address.count)
      || (address.last == UInt8(ascii: "/") && equals(0..<address.count - 1))
  }
}
