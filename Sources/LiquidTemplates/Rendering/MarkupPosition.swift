/// Where in an html body the next byte stands: text, tag, attribute value, script.
///
/// A small part of the HTML tokenizer (WHATWG, section 13.2.5), enough to know how to make a value safe.
/// `<!--[if mso]>` comments hold live markup, which is looked into like any other.
struct MarkupPosition: Sendable, Equatable {
  enum State: Sendable, Equatable {
    case text
    /// Behind `<` or in a tag's name.
    case tagName
    case betweenAttributes
    case attributeName
    case afterEquals
    /// In a value; the quote is 0 for one without quotes.
    case value(quote: UInt8)
    case comment
    /// In `script` or `style`, up to its closing tag.
    case rawText
  }

  private(set) var state = State.text
  /// In lower case; of the tag that was opened last.
  private(set) var tag: [UInt8] = []
  private(set) var attribute: [UInt8] = []
  /// The value so far has nothing that ends a scheme.
  private(set) var isBeforeScheme = false
  /// The last bytes, for ends of comments and scripts.
  private var tail: [UInt8] = []

  private static let linkAttributes: [[UInt8]] = ["href", "src", "action", "background"].map {
    Array($0.utf8)
  }

  /// How a value printed here is escaped.
  var escape: Escape {
    if case .value = state, isBeforeScheme, MarkupPosition.linkAttributes.contains(attribute) {
      return .link
    }
    return .html
  }

  /// Why a text must not be printed here, as rule and message; nil if it may.
  var objection: (rule: String, message: String)? {
    switch state {
    case .text, .comment: nil
    case .tagName, .betweenAttributes, .attributeName:
      ("active-content", "a value stands in text or in an attribute's value, not in a tag itself")
    case .afterEquals, .value(quote: 0):
      ("unquoted-attribute", "a value in an attribute needs quotes around it")
    case .value:
      attribute.starts(with: "on".utf8)
        ? ("active-content", "a value must not become part of a script")
        : nil
    case .rawText:
      ("active-content", "a value must not become part of a script or style sheet")
    }
  }

  /// The place behind a value that was printed here.
  mutating func passValue() {
    if state == .afterEquals { beginValue(quote: 0) }
    tail = []
  }

  func joined(with other: MarkupPosition) -> MarkupPosition {
    var result = self
    // The stricter of two ways.
    if state == other.state { result.isBeforeScheme = isBeforeScheme || other.isBeforeScheme }
    return result
  }

  mutating func advance(over bytes: [UInt8]) {
    for byte in bytes { advance(byte) }
  }

  private mutating func beginValue(quote: UInt8) {
    state = .value(quote: quote)
    isBeforeScheme = true
  }

  private mutating func endTag() {
    let isRaw = tag == Array("script".utf8) || tag == Array("style".utf8)
    state = isRaw ? .rawText : .text
    tail = []
  }

  private mutating func advance(_ byte: UInt8) {
    switch state {
    case .text:
      if byte == UInt8(ascii: "<") {
        state = .tagName
        tag = []
      }
    case .tagName: advanceTagName(byte)
    case .betweenAttributes: advanceBetween(byte)
    case .attributeName:
      switch byte {
      case UInt8(ascii: "="): state = .afterEquals
      case UInt8(ascii: ">"): endTag()
      case UInt8(ascii: "/"): state = .betweenAttributes
      default:
        // `name = value` with spaces: the name is kept until another begins.
        if [UInt8].isWhitespace(byte) { state = .betweenAttributes } else { addName(byte) }
      }
    case .afterEquals:
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        beginValue(quote: byte)
      } else if byte == UInt8(ascii: ">") {
        endTag()
      } else if ![UInt8].isWhitespace(byte) {
        beginValue(quote: 0)
        advanceValue(byte)
      }
    case .value(let quote):
      if quote == 0 ? [UInt8].isWhitespace(byte) : byte == quote {
        state = .betweenAttributes
        attribute = []
      } else if quote == 0, byte == UInt8(ascii: ">") {
        endTag()
      } else {
        advanceValue(byte)
      }
    case .comment:
      remember(byte, 3)
      if tail == Array("-->".utf8) { state = .text }
    case .rawText:
      remember(byte | 0x20, tag.count + 2)
      // `<` and `/` keep their bits under `| 0x20`.
      if tail == [UInt8(ascii: "<") | 0x20, UInt8(ascii: "/") | 0x20] + tag {
        state = .tagName
        tag = Array("/".utf8) + tag
      }
    }
  }

  private mutating func advanceTagName(_ byte: UInt8) {
    if tag == Array("!--".utf8), byte != UInt8(ascii: "[") {
      state = byte == UInt8(ascii: ">") ? .text : .comment
      tail = [UInt8(ascii: "-"), UInt8(ascii: "-"), byte]
      return
    }
    if tag.isEmpty, !MarkupPosition.beginsTag(byte) {
      // A lone `<` is text.
      if byte != UInt8(ascii: "<") { state = .text }
      return
    }
    switch byte {
    case UInt8(ascii: ">"): endTag()
    case UInt8(ascii: "/") where !tag.isEmpty: state = .betweenAttributes
    default:
      if [UInt8].isWhitespace(byte) {
        state = .betweenAttributes
        attribute = []
      } else {
        tag.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
      }
    }
  }

  private static func beginsTag(_ byte: UInt8) -> Bool {
    (MarkupLexer.isNameStart(byte) && byte != UInt8(ascii: "_")) || byte == UInt8(ascii: "/")
      || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?")
  }

  private mutating func advanceBetween(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: ">"): endTag()
    case UInt8(ascii: "="): state = .afterEquals
    case UInt8(ascii: "/"): break
    default:
      if ![UInt8].isWhitespace(byte) {
        state = .attributeName
        attribute = []
        addName(byte)
      }
    }
  }

  private mutating func addName(_ byte: UInt8) {
    attribute.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
  }

  private mutating func advanceValue(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"):
      isBeforeScheme = false
    default: break
    }
  }

  private mutating func remember(_ byte: UInt8, _ count: Int) {
    tail.append(byte)
    if tail.count > count { tail.removeFirst(tail.count - count) }
  }
}
