/// Where in an html body the next byte stands: text, tag, attribute value, script.
///
/// A small part of the HTML tokenizer (WHATWG, section 13.2.5), enough to know how to make a value safe.
/// `<!--[if mso]>` comments hold live markup, which is looked into like any other.
struct MarkupPosition: Sendable, Hashable {
  enum State: Sendable, Hashable {
    case text
    /// Behind `<`.
    case tagOpen
    /// Behind `</`.
    case endTagOpen
    /// Behind `<!`, before it is known what it opens.
    case declaration
    case tagName
    case beforeAttribute
    case attributeName
    case afterAttributeName
    case beforeValue
    /// In a value; the quote is 0 for one without quotes.
    case value(quote: UInt8)
    case afterValue
    /// Behind `/` in a tag.
    case selfClosing
    case comment
    /// `<!doctype …>`, `<![endif]…>`, `<?…>`: up to the next `>`.
    case bogusComment
    /// In `<!--[if …]>`.
    case conditional
    /// In an element whose content has no tags, up to its closing tag.
    case rawText(RawText)
  }

  /// Elements without tags inside.
  enum RawText: Sendable, Hashable {
    /// `script` and `style`: the content is run.
    case code
    /// `title`, `textarea`, and old ones that show their content.
    case shown
    /// `plaintext` has no end.
    case endless
  }

  var state = State.text
  /// In lower case; of the tag that was opened last, up to its end or that of its raw text.
  var tag = ShortName()
  var isEndTag = false
  var attribute = ShortName()
  /// What is known of the link that an attribute's value, or a part of it, is.
  var link = LinkStart.none
  /// Bytes that may become the end of a comment or raw text, or begin a link within a value.
  var tail = ShortText()
  /// In a `style`, where the name of a property is written.
  var isNamingProperty = false
  /// Of the `http-equiv` of a tag, in lower case: as much as tells `refresh`.
  var equivalent = ShortName()
  /// A scheme that data began was ended by the template.
  var hasMixedLink = false

  /// Longer than any name that matters; values that are printed into it come on top.
  private static let longestName = 64

  mutating func advance(over bytes: [UInt8]) {
    bytes.withUnsafeBytes { advance(over: $0) }
  }

  mutating func advance(over bytes: UnsafeRawBufferPointer) {
    var i = 0
    while i < bytes.count {
      if state == .text {
        while i < bytes.count, bytes[i] != UInt8(ascii: "<") { i += 1 }
        guard i < bytes.count else { return }
      }
      advance(bytes[i])
      i += 1
    }
  }

  mutating func advance(_ byte: UInt8) {
    switch state {
    case .text: if byte == UInt8(ascii: "<") { state = .tagOpen }
    case .tagOpen: advanceTagOpen(byte)
    case .endTagOpen:
      if byte == UInt8(ascii: ">") {
        enterText()
      } else if MarkupPosition.isLetter(byte) {
        beginTag(isEnd: true, byte)
      } else {
        state = .bogusComment
      }
    case .declaration: advanceDeclaration(byte)
    case .tagName, .beforeAttribute, .attributeName, .afterAttributeName, .beforeValue,
      .afterValue, .selfClosing:
      advanceTag(byte)
    case .value(let quote): advanceValue(byte, quote)
    case .comment: advanceComment(byte)
    case .bogusComment: if byte == UInt8(ascii: ">") { enterText() }
    case .conditional:
      remember(byte, 2)
      if byte == UInt8(ascii: ">"), tail.first == UInt8(ascii: "]") || tail.first == 0x2D {
        enterText()
      }
    case .rawText(let kind): if kind != .endless { advanceRawText(byte) }
    }
  }

  mutating func enterText() {
    let hasMixedLink = hasMixedLink
    self = MarkupPosition()
    self.hasMixedLink = hasMixedLink
  }

  private mutating func advanceTagOpen(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "!"):
      state = .declaration
      tail = ShortText()
    case UInt8(ascii: "/"): state = .endTagOpen
    case UInt8(ascii: "?"): state = .bogusComment
    case UInt8(ascii: "<"): break
    default:
      // A lone `<` is text.
      if MarkupPosition.isLetter(byte) { beginTag(isEnd: false, byte) } else { enterText() }
    }
  }

  private mutating func advanceDeclaration(_ byte: UInt8) {
    tail.append(byte)
    if tail.count == 1, byte == UInt8(ascii: "-") { return }
    state =
      tail.count == 2 && byte == UInt8(ascii: "-")
      ? .comment : byte == UInt8(ascii: ">") ? .text : .bogusComment
    if state == .text { enterText() }
    // `<!-->` and `<!--->` end at once.
    tail = state == .comment ? ShortText("--".utf8) : ShortText()
  }

  private mutating func beginTag(isEnd: Bool, _ byte: UInt8) {
    state = .tagName
    isEndTag = isEnd
    tag = ShortName(MarkupPosition.lower(byte))
    attribute = ShortName()
    equivalent = ShortName()
  }

  private mutating func endTag() {
    guard !isEndTag, let kind = MarkupPosition.rawText(of: tag) else {
      enterText()
      return
    }
    state = .rawText(kind)
    attribute = ShortName()
    link = .none
    tail = ShortText()
  }

  private mutating func advanceTag(_ byte: UInt8) {
    let isSpace = [UInt8].isWhitespace(byte)
    switch byte {
    case UInt8(ascii: ">"):
      endTag()
      return
    case UInt8(ascii: "/") where state != .beforeValue:
      state = .selfClosing
      return
    case UInt8(ascii: "=") where state == .attributeName || state == .afterAttributeName:
      state = .beforeValue
      return
    default: break
    }
    switch state {
    case .tagName:
      if isSpace {
        state = .beforeAttribute
      } else if tag.count < MarkupPosition.longestName {
        tag.append(MarkupPosition.lower(byte))
      }
    case .attributeName:
      // `name = value` with spaces: the name is kept until another begins.
      if isSpace {
        state = .afterAttributeName
      } else if attribute.count < MarkupPosition.longestName {
        attribute.append(MarkupPosition.lower(byte))
      }
    case .beforeValue:
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        beginValue(quote: byte)
      } else if !isSpace {
        beginValue(quote: 0)
        advanceValue(byte, 0)
      }
    case .beforeAttribute, .afterAttributeName, .afterValue, .selfClosing:
      if !isSpace {
        state = .attributeName
        attribute = ShortName(MarkupPosition.lower(byte))
      } else if state != .afterAttributeName {
        state = .beforeAttribute
      }
    case .text, .tagOpen, .endTagOpen, .declaration, .value, .comment, .bogusComment,
      .conditional, .rawText:
      break
    }
  }

  private mutating func beginValue(quote: UInt8) {
    state = .value(quote: quote)
    tail = ShortText()
    isNamingProperty = attribute.isEqual(to: "style")
    if attribute.isEqual(to: "http-equiv") { equivalent = ShortName() }
    link = MarkupPosition.isLink(attribute) || isAnimatedLink ? .start : .none
  }

  private mutating func advanceValue(_ byte: UInt8, _ quote: UInt8) {
    if quote == 0 ? [UInt8].isWhitespace(byte) : byte == quote {
      state = quote == 0 ? .beforeAttribute : .afterValue
      attribute = ShortName()
      isNamingProperty = false
      link = .none
      tail = ShortText()
    } else if quote == 0, byte == UInt8(ascii: ">") {
      endTag()
    } else {
      advanceLink(byte)
    }
  }

  mutating func remember(_ byte: UInt8, _ count: Int) {
    tail.append(byte)
    if tail.count > count { tail = tail.suffix(count) }
  }

  /// The place behind a value that was printed here; `settlesLink`: it begins with a harmless scheme, if it is a link.
  mutating func passValue(isNumber: Bool, settlesLink: Bool) {
    switch state {
    case .tagOpen, .endTagOpen:
      state = .tagName
      tag = ShortName(UInt8(ascii: "?"))
    case .tagName: tag.append(UInt8(ascii: "?"))
    case .beforeAttribute, .afterAttributeName, .afterValue, .selfClosing:
      state = .attributeName
      attribute = ShortName(UInt8(ascii: "?"))
    case .attributeName: attribute.append(UInt8(ascii: "?"))
    case .beforeValue:
      beginValue(quote: 0)
      link.passValue(isNumber: isNumber, settles: settlesLink)
    case .value: link.passValue(isNumber: isNumber, settles: settlesLink)
    case .declaration: state = .bogusComment
    case .comment, .bogusComment, .conditional, .rawText, .text: break
    }
    tail = ShortText()
  }

  static func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
  }

  static func lower(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }

  private static func rawText(of tag: ShortName) -> RawText? {
    if tag.isEqual(to: "style") || tag.isEqual(to: "script") { return .code }
    if tag.isEqual(to: "title") || tag.isEqual(to: "textarea") || tag.isEqual(to: "xmp")
      || tag.isEqual(to: "iframe") || tag.isEqual(to: "noembed") || tag.isEqual(to: "noframes")
    {
      return .shown
    }
    return tag.isEqual(to: "plaintext") ? .endless : nil
  }
}
