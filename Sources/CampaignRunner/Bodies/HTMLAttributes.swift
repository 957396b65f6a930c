/// The attributes of one tag that matter for its text.
struct HTMLAttributes {
  /// Behind the tag's `>`, or the end of the html.
  let end: Int
  /// The tag ends with a `>`; one that does not is no tag.
  private(set) var isClosed = false
  /// Where the values of `href` and `alt` stand; empty if there are none.
  private(set) var address = 0..<0
  private(set) var alternative = 0..<0
  /// Of `start`, if that is a number of at most nine digits.
  private(set) var start: Int?
  /// `hidden`, or a style that shows nothing.
  private(set) var isHidden = false
  /// `role="presentation"`: a table that is there for the layout, and holds no data.
  private(set) var isLayout = false

  private enum Name {
    static let href: UInt64 = 0x6665_7268
    static let alt: UInt64 = 0x74_6C61
    static let role: UInt64 = 0x656C_6F72
    static let style: UInt64 = 0x65_6C79_7473
    static let start: UInt64 = 0x74_7261_7473
    static let hidden: UInt64 = 0x6E65_6464_6968
  }

  /// `start` is behind the tag's name.
  init(_ html: UnsafeRawBufferPointer, from start: Int) {
    var i = start
    while true {
      while i < html.count, html[i] <= 0x20 || html[i] == UInt8(ascii: "/") { i += 1 }
      guard i < html.count else { break }
      if html[i] == UInt8(ascii: ">") {
        i += 1
        isClosed = true
        break
      }
      let name: UInt64
      // A name may begin with `=`, by the standard.
      (name, i) = HTMLScan.name(html, from: i)
      while i < html.count, html[i] <= 0x20 { i += 1 }
      var value = i..<i
      if i < html.count, html[i] == UInt8(ascii: "=") {
        i += 1
        while i < html.count, html[i] <= 0x20 { i += 1 }
        guard i < html.count else { break }
        let quote = html[i]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
          let valueEnd: Int
          if name == Name.style {
            valueEnd = HTMLScan.endOfStyle(html, from: i + 1, quote: quote, hides: &isHidden)
          } else {
            valueEnd = HTMLScan.next(quote, in: html, from: i + 1)
          }
          value = (i + 1)..<valueEnd
          i = min(valueEnd + 1, html.count)
        } else {
          let valueStart = i
          while i < html.count, html[i] > 0x20, html[i] != UInt8(ascii: ">") { i += 1 }
          value = valueStart..<i
          if name == Name.style {
            _ = HTMLScan.endOfStyle(
              UnsafeRawBufferPointer(rebasing: html[..<i]), from: valueStart, quote: 0,
              hides: &isHidden)
          }
        }
      }
      switch name {
      case Name.href: address = value
      case Name.alt: alternative = value
      case Name.start: self.start = HTMLAttributes.number(html, value)
      case Name.hidden: isHidden = true
      case Name.role:
        isLayout =
          HTMLScan.starts(html, value, with: "presentation")
          || HTMLScan.starts(html, value, with: "none")
      default: break
      }
    }
    end = i
  }

  private static func number(_ html: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int? {
    guard !range.isEmpty, range.count <= 9 else { return nil }
    var number = 0
    for byte in html[range] {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      number = number * 10 + Int(byte - 0x30)
    }
    return number
  }
}
