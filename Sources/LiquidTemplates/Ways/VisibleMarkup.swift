/// Html as a reader of the mail sees it: text and links that are shown, and what is hidden from them.
///
/// Comments, the inside of `title`, `style` and `script`, elements with `display:none`, `visibility:hidden` or
/// `hidden`, and what only Outlook is shown are not visible.
struct VisibleMarkup: Hashable {
  enum Event {
    /// Of text that is shown.
    case text(UInt8)
    /// A value in text that is shown.
    case value(PrintedValue)
    case image
    /// `<a href>`; `link`: the reserved text, if any, that stands in it.
    case link(ReservedName?)
    case endOfLink
  }

  private(set) var position = MarkupPosition()
  /// The element that hides what is in it, and how many of its name are open.
  private var hidden = ShortName()
  private var depth = 0
  /// Behind `<!--[if mso]>`.
  private var isForOutlook = false
  /// Of the tag that is being read.
  private var hides = false
  private var hasLink = false
  private var link: ReservedName?
  /// Of a style, as far as it has been read.
  private var value: [UInt8] = []

  private static let longestValue = 2000
  /// Elements without an end tag.
  private static let void: Set<ShortName> = Set(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"]
      .map { ShortName($0.utf8) })

  var isShown: Bool { depth == 0 && !isForOutlook }
  /// Whether the next byte is text, unless it opens a tag.
  var isText: Bool { position.state == .text }

  mutating func read(_ byte: UInt8, _ report: (Event) -> Void) {
    let before = position.state
    if before == .text, byte != UInt8(ascii: "<") {
      if isShown { report(.text(byte)) }
      return
    }
    let isEnd = position.isEndTag
    // Nothing else ends a tag, an attribute's name or its value: no copies are needed in between.
    let mayEnd = VisibleMarkup.mayEnd(byte)
    let tag = mayEnd ? position.tag : ShortName()
    let attribute = mayEnd ? position.attribute : ShortName()
    position.advance(byte)
    switch (before, position.state) {
    case (.value, .value):
      if position.attribute.isEqual(to: "style"), value.count < VisibleMarkup.longestValue {
        value.append(MarkupPosition.lower(byte))
      }
    case (.value, _): endOfAttribute(attribute)
    case (.beforeValue, .value):
      let isQuote = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
      value = isQuote || !position.attribute.isEqual(to: "style") ? [] : [byte]
    case (.attributeName, let after) where after != .attributeName:
      if attribute.isEqual(to: "hidden") { hides = true }
    case (.conditional, .text): isForOutlook = true
    case (.declaration, .comment): isForOutlook = false
    case (.bogusComment, .text), (.declaration, .text): isForOutlook = false
    default: break
    }
    guard isInTag(before), !isInTag(position.state) else { return }
    if isEnd { close(tag, report) } else { open(tag, report) }
    hides = false
    hasLink = false
    link = nil
    value = []
  }

  mutating func read(_ printed: PrintedValue, _ report: (Event) -> Void) {
    switch position.state {
    case .text: if isShown { report(.value(printed)) }
    case .value, .beforeValue:
      let isLink =
        position.attribute.isEqual(to: "href")
        && (position.tag.isEqual(to: "a") || position.tag.isEqual(to: "area"))
      guard isLink else { break }
      switch printed {
      case .reserved(let name), .holding(let name): link = name
      case .column, .columnOr, .unknown: break
      }
    default: break
    }
    position.passValue(isNumber: false, settlesLink: true)
  }

  private static func mayEnd(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ">"), UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: "\""),
      UInt8(ascii: "'"):
      true
    default: [UInt8].isWhitespace(byte)
    }
  }

  private func isInTag(_ state: MarkupPosition.State) -> Bool {
    switch state {
    case .tagName, .beforeAttribute, .attributeName, .afterAttributeName, .beforeValue, .value,
      .afterValue, .selfClosing:
      true
    case .text, .tagOpen, .endTagOpen, .declaration, .comment, .bogusComment, .conditional,
      .rawText:
      false
    }
  }

  private mutating func endOfAttribute(_ name: ShortName) {
    if name.isEqual(to: "href") { hasLink = true }
    if name.isEqual(to: "hidden") { hides = true }
    guard name.isEqual(to: "style") else { return }
    let style = value.filter { ![UInt8].isWhitespace($0) }
    // A name with more in front is another: `mso-text-display:none`.
    for part in style.split(separator: UInt8(ascii: ";"))
    where part.starts(with: "display:none".utf8) || part.starts(with: "visibility:hidden".utf8) {
      hides = true
    }
  }

  private mutating func open(_ tag: ShortName, _ report: (Event) -> Void) {
    if depth > 0 {
      if tag == hidden { depth += 1 }
      return
    }
    let isVoid = VisibleMarkup.void.contains(tag)
    if hides {
      guard !isVoid else { return }
      hidden = tag
      depth = 1
      return
    }
    guard isShown else { return }
    if tag.isEqual(to: "a") {
      report(.link(hasLink || link != nil ? link : nil))
    } else if tag.isEqual(to: "area"), let link {
      report(.link(link))
      report(.image)
      report(.endOfLink)
    } else if tag.isEqual(to: "img") {
      report(.image)
    }
  }

  private mutating func close(_ tag: ShortName, _ report: (Event) -> Void) {
    if depth > 0 {
      guard tag == hidden else { return }
      depth -= 1
      if depth == 0 { hidden = ShortName() }
      return
    }
    if isShown, tag.isEqual(to: "a") { report(.endOfLink) }
  }
}
