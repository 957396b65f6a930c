/// Text in which no tag begins as elsewhere: comments, and the inside of elements such as `script` and `title`.
extension MarkupPosition {
  mutating func advanceComment(_ byte: UInt8) {
    let isClosing = tail.suffix(2).isEqual(to: "--") || tail.isEqual(to: "--!")
    if byte == UInt8(ascii: ">"), isClosing {
      enterText()
      return
    }
    remember(byte, 3)
    if attribute.count < 4 {
      // The comment's first bytes, to know a conditional one.
      attribute.append(MarkupPosition.lower(byte))
      if attribute.count == 4, attribute.hasPrefix("[if"), !MarkupPosition.isLetter(byte) {
        state = .conditional
        remember(byte, 2)
      }
    }
  }

  mutating func advanceRawText(_ byte: UInt8) {
    let end = tag.count + 2
    if tail.count == end {
      isEndTag = true
      switch byte {
      case UInt8(ascii: ">"):
        enterText()
        return
      case UInt8(ascii: "/"):
        state = .selfClosing
        return
      default:
        if [UInt8].isWhitespace(byte) {
          state = .beforeAttribute
          return
        }
      }
      isEndTag = false
      tail = ShortText()
    }
    let place = tail.count
    let expected =
      place == 0 ? UInt8(ascii: "<") : place == 1 ? UInt8(ascii: "/") : tag[place - 2]
    if MarkupPosition.lower(byte) == expected {
      tail.append(byte)
    } else {
      tail = byte == UInt8(ascii: "<") ? ShortText(byte) : ShortText()
    }
  }
}
