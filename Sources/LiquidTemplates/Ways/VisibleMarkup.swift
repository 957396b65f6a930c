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
  private var hidden: [UInt8] = []
  private var depth = 0
  /// Behind `<!--[if mso]>`.
  private var isForOutlook = false
  /// Of the tag that is being read.
  private var hides = false
  private var hasLink = false
  private var link: ReservedName?
  private var value: [UInt8] = []

  private static let longestValue = 2000
  /// Elements without an end tag.
  private static let void: Set<[UInt8]> = Set(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"]
      .map { Array($0.utf8) })

  var isShown: Bool { depth == 0 && !isForOutlook }

  mutating func read(_ byte: UInt8, _ report: (Event) -> Void) {
    let before = position.state
    if before == .text, byte != UInt8(ascii: "<") {
      if isShown { report(.text(byte)) }
      return
    }
    let tag = position.tag
    let isEnd = position.isEndTag
    let attribute = position.attribute
    position.advance(byte)
    switch (before, position.state) {
    case (.value, .value):
      if value.count < VisibleMarkup.longestValue { value.append(MarkupPosition.lower(byte)) }
    case (.value, _): endOfAttribute(attribute)
    case (.beforeValue, .value):
      value = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") ? [] : [byte]
    case (.attributeName, let after) where after != .attributeName:
      if attribute.elementsEqual("hidden".utf8) { hides = true }
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
        position.attribute.elementsEqual("href".utf8)
        && (position.tag.elementsEqual("a".utf8) || position.tag.elementsEqual("area".utf8))
      guard isLink else { break }
      switch printed {
      case .reserved(let name), .holding(let name): link = name
      case .column, .columnOr, .unknown: break
      }
    default: break
    }
    position.passValue(isNumber: false, settlesLink: true)
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

  private mutating func endOfAttribute(_ name: [UInt8]) {
    if name.elementsEqual("href".utf8) { hasLink = true }
    if name.elementsEqual("hidden".utf8) { hides = true }
    guard name.elementsEqual("style".utf8) else { return }
    let style = value.filter { ![UInt8].isWhitespace($0) }
    // A name with more in front is another: `mso-text-display:none`.
    for part in style.split(separator: UInt8(ascii: ";"))
    where part.starts(with: "display:none".utf8) || part.starts(with: "visibility:hidden".utf8) {
      hides = true
    }
  }

  private mutating func open(_ tag: [UInt8], _ report: (Event) -> Void) {
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
    if tag.elementsEqual("a".utf8) {
      report(.link(hasLink || link != nil ? link : nil))
    } else if tag.elementsEqual("area".utf8), let link {
      report(.link(link))
      report(.image)
      report(.endOfLink)
    } else if tag.elementsEqual("img".utf8) {
      report(.image)
    }
  }

  private mutating func close(_ tag: [UInt8], _ report: (Event) -> Void) {
    if depth > 0 {
      guard tag == hidden else { return }
      depth -= 1
      if depth == 0 { hidden = [] }
      return
    }
    if isShown, tag.elementsEqual("a".utf8) { report(.endOfLink) }
  }
}
