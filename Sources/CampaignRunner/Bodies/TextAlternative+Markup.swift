import LiquidTemplates

/// An element that nobody sees, whose text is passed over.
struct HiddenElement: Sendable {
  var tag = HTMLTag.other
  var name: UInt64 = 0
  /// How many elements of this name are open inside, itself included; 0: none is hidden.
  var depth = 0
}

extension TextAlternative {
  /// Passes the tag, comment or lone `<` at `start`; returns where to go on.
  mutating func passMarkup(_ html: UnsafeRawBufferPointer, at start: Int) -> Int {
    guard start + 1 < html.count else { return appendLone(html, at: start) }
    let next = html[start + 1]
    if HTMLScan.isLetter(next) { return passOpeningTag(html, at: start) }
    switch next {
    case UInt8(ascii: "/"):
      guard start + 2 < html.count else { return html.count }
      if HTMLScan.isLetter(html[start + 2]) { return passClosingTag(html, at: start) }
      return HTMLScan.behind(UInt8(ascii: ">"), in: html, from: start + 2)
    case UInt8(ascii: "!"):
      if start + 3 < html.count, html[start + 2] == UInt8(ascii: "-"),
        html[start + 3] == UInt8(ascii: "-")
      {
        return HTMLScan.behindComment(html, from: start + 4)
      }
      return HTMLScan.behind(UInt8(ascii: ">"), in: html, from: start + 2)
    case UInt8(ascii: "?"): return HTMLScan.behind(UInt8(ascii: ">"), in: html, from: start + 2)
    default: return appendLone(html, at: start)
    }
  }

  /// A `<` that begins no tag is text.
  private mutating func appendLone(_ html: UnsafeRawBufferPointer, at start: Int) -> Int {
    if hidden.depth == 0 {
      begin()
      text.append(UInt8(ascii: "<"))
    }
    return start + 1
  }

  private mutating func passClosingTag(_ html: UnsafeRawBufferPointer, at start: Int) -> Int {
    let (name, nameEnd) = HTMLScan.name(html, from: start + 2)
    let attributes = HTMLAttributes(html, from: nameEnd)
    let tag = tags.tag(named: name)
    if hidden.depth > 0 {
      if name == hidden.name {
        hidden.depth -= 1
      } else if HTMLTagTable.isParagraph(hidden.name), tag.endsParagraph {
        hidden.depth = 0
      }
      return attributes.end
    }
    switch tag {
    case .block, .lineBreak, .body, .row: breakLine(1)
    case .paragraph: breakLine(2)
    case .table:
      breakLine(2)
      layoutTables >>= 1
    case .link: closeLink(html)
    case .bullets, .numbers: closeLevel(isQuote: false)
    case .item: breakLine(1)
    case .quote: closeLevel(isQuote: true)
    case .preformatted:
      preDepth = max(0, preDepth - 1)
      breakLine(2)
    case .rule, .image, .cell, .head, .rawText, .unseen, .void, .other: break
    }
    return attributes.end
  }

  private mutating func passOpeningTag(_ html: UnsafeRawBufferPointer, at start: Int) -> Int {
    let (name, nameEnd) = HTMLScan.name(html, from: start + 1)
    let attributes = HTMLAttributes(html, from: nameEnd)
    guard attributes.isClosed else { return attributes.end }
    let tag = tags.tag(named: name)
    if tag == .rawText {
      return HTMLScan.closingTag(of: html, (start + 1)..<nameEnd, from: attributes.end)
    }
    if hidden.depth > 0 {
      guard endsHiding(tag, name) else { return attributes.end }
      hidden.depth = 0
    }
    if attributes.isHidden || tag == .head || tag == .unseen {
      if !tag.isVoid { hidden = HiddenElement(tag: tag, name: name, depth: 1) }
      return attributes.end
    }
    open(tag, html, attributes)
    if tag == .preformatted, attributes.end < html.count, html[attributes.end] == 0x0A {
      return attributes.end + 1
    }
    return attributes.end
  }

  /// Whether an opening tag ends the hidden element that it stands in; another of its name nests in it.
  private mutating func endsHiding(_ tag: HTMLTag, _ name: UInt64) -> Bool {
    if hidden.tag == .head { return tag == .body }
    if HTMLTagTable.isParagraph(hidden.name) { return tag.endsParagraph }
    if name == hidden.name { hidden.depth += 1 }
    return false
  }

  private mutating func open(
    _ tag: HTMLTag, _ html: UnsafeRawBufferPointer, _ attributes: HTMLAttributes
  ) {
    switch tag {
    case .block, .body: breakLine(1)
    case .paragraph: breakLine(2)
    case .table:
      breakLine(2)
      layoutTables = layoutTables << 1 | (attributes.isLayout ? 1 : 0)
    case .lineBreak:
      breaks = min(breaks + 1, 2)
      spaces = 0
      isInNextCell = false
    case .rule:
      breakLine(2)
      begin()
      text.append("----------")
      breakLine(2)
    case .link: openLink(html, address: attributes.address)
    case .image:
      // An alternative text of several words is collapsed as any text is.
      var i = attributes.alternative.lowerBound
      while i < attributes.alternative.upperBound {
        i = appendWords(html, from: i, to: attributes.alternative.upperBound)
        if i < attributes.alternative.upperBound { i = appendLone(html, at: i) }
      }
    case .bullets: openList(.bullets, start: 1)
    case .numbers: openList(.numbers, start: attributes.start ?? 1)
    case .item: openItem()
    case .quote: openQuote()
    case .preformatted:
      preDepth += 1
      breakLine(2)
    case .row:
      breakLine(1)
      rowStart = text.count
    case .cell:
      guard breaks == 0, text.count > rowStart else { return }
      if layoutTables & 1 == 0 { isInNextCell = true } else { spaces = max(spaces, 1) }
    case .head, .rawText, .unseen, .void, .other: break
    }
  }
}
