/// What is known of the beginning of a link in an attribute, which decides where it leads.
enum LinkStart: Sendable, Hashable {
  /// No link.
  case none
  /// The scheme is still open: `text` is what stands there so far, in lower case, without what browsers leave
  /// out; `entity` what is not yet a whole character reference. `hasValue`: some of it is data.
  case scheme(text: ShortText, entity: ShortText, hasValue: Bool)
  /// Whatever follows can no longer change the scheme.
  case settled
  /// The scheme as written makes what follows a script or a document.
  case script
  /// The template ends a scheme that data began.
  case mixed

  static let start = LinkStart.scheme(
    text: ShortText(), entity: ShortText(), hasValue: false)

  var isOpen: Bool {
    if case .scheme = self { true } else { false }
  }

  /// A value printed here is the whole beginning.
  var isUntouched: Bool {
    if case .scheme(let text, let entity, false) = self {
      text.isEmpty && entity.isEmpty
    } else {
      false
    }
  }

  var isInsideEntity: Bool {
    if case .scheme(_, let entity, _) = self { !entity.isEmpty } else { false }
  }

  mutating func passValue(isNumber: Bool, settles: Bool) {
    guard case .scheme(var text, _, let hasValue) = self else { return }
    if settles, text.isEmpty, !hasValue {
      self = .settled
    } else if isNumber {
      // No scheme begins with a digit, and none that matters ends with one.
      text.append(UInt8(ascii: "0"))
      self = .scheme(text: text, entity: ShortText(), hasValue: hasValue)
    } else {
      self = .scheme(text: text, entity: ShortText(), hasValue: true)
    }
  }

  mutating func advance(_ byte: UInt8) {
    guard case .scheme(let text, var entity, let hasValue) = self else { return }
    if entity.isEmpty {
      if byte == UInt8(ascii: "&") {
        self = .scheme(text: text, entity: ShortText(byte), hasValue: hasValue)
      } else {
        take(byte)
      }
      return
    }
    let isPart =
      MarkupLexer.isWord(byte) || (byte == UInt8(ascii: "#") && entity.count == 1)
    if isPart, entity.count < 12 {
      entity.append(byte)
      self = .scheme(text: text, entity: entity, hasValue: hasValue)
      return
    }
    self = .scheme(text: text, entity: ShortText(), hasValue: hasValue)
    take(LinkStart.character(entity) ?? UInt8(ascii: "&"))
    if byte != UInt8(ascii: ";") { advance(byte) }
  }

  private mutating func take(_ byte: UInt8) {
    guard case .scheme(var text, _, let hasValue) = self else { return }
    switch byte {
    case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): self = .settled
    case UInt8(ascii: ":"): self = hasValue ? .mixed : LinkStart.isScript(text) ? .script : .settled
    // Browsers leave these out wherever they stand, and more of them at the start.
    case 0x09, 0x0A, 0x0D: break
    case 0...0x20 where text.isEmpty: break
    default:
      text.append(MarkupPosition.lower(byte))
      self = .scheme(text: text, entity: ShortText(), hasValue: hasValue)
    }
  }

  private static func isScript(_ scheme: ShortText) -> Bool {
    scheme.isEqual(to: "javascript") || scheme.isEqual(to: "vbscript")
      || scheme.isEqual(to: "data") || scheme.isEqual(to: "livescript")
      || scheme.isEqual(to: "mocha")
  }

  /// The ASCII character of `&#58` or `&colon`, as far as it could matter to a scheme.
  private static func character(_ entity: ShortText) -> UInt8? {
    let name = String(decoding: entity.bytes.dropFirst(), as: UTF8.self)
    if name.utf8.first == UInt8(ascii: "#") {
      let digits = name.dropFirst()
      let isHex = digits.utf8.first.map { $0 | 0x20 } == UInt8(ascii: "x")
      let number = isHex ? Int(digits.dropFirst(), radix: 16) : Int(digits)
      return number.flatMap { $0 > 0 && $0 < 128 ? UInt8($0) : nil }
    }
    switch name {
    case "colon": return UInt8(ascii: ":")
    case "Tab": return 0x09
    case "NewLine": return 0x0A
    case "sol": return UInt8(ascii: "/")
    case "quest": return UInt8(ascii: "?")
    case "num": return UInt8(ascii: "#")
    default: return nil
    }
  }
}

extension MarkupPosition {
  /// Attributes whose value is a link that is opened, loaded or sent to.
  private static let links: Set<ShortName> = Set(
    [
      "href", "src", "action", "background", "formaction", "poster", "cite", "longdesc", "data",
      "codebase", "classid", "archive", "manifest", "ping", "icon", "usemap", "dynsrc", "lowsrc",
      "xlink:href", "srcset", "imagesrcset",
    ].map { ShortName($0.utf8) })

  /// Attributes that hold several links, with commas or spaces between them.
  private var isList: Bool {
    attribute.isEqual(to: "srcset") || attribute.isEqual(to: "imagesrcset")
      || attribute.isEqual(to: "ping") || attribute.isEqual(to: "archive")
  }

  /// `<animate attributeName="href" to="…">` of SVG.
  var isAnimatedLink: Bool {
    (tag.isEqual(to: "animate") || tag.isEqual(to: "set"))
      && (attribute.isEqual(to: "from") || attribute.isEqual(to: "to")
        || attribute.isEqual(to: "by") || attribute.isEqual(to: "values"))
  }

  static func isLink(_ attribute: ShortName) -> Bool { links.contains(attribute) }

  /// One byte of an attribute's value.
  mutating func advanceLink(_ byte: UInt8) {
    if byte == UInt8(ascii: ",") || [UInt8].isWhitespace(byte), isList {
      link = .start
      return
    }
    if attribute.isEqual(to: "http-equiv"), equivalent.count < 8 {
      equivalent.append(MarkupPosition.lower(byte))
    }
    let hasInnerLinks = hasInnerLinks
    guard link != .none || hasInnerLinks else { return }
    if hasInnerLinks { advanceInnerLink(byte) } else { link.advance(byte) }
    if link == .mixed {
      link = .settled
      hasMixedLink = true
    }
  }

  /// `style="… url(…)"` and the `url=` of a `meta` tag.
  private var hasInnerLinks: Bool {
    attribute.isEqual(to: "style")
      || (attribute.isEqual(to: "content") && tag.isEqual(to: "meta"))
  }

  /// Where a whole text would be an instruction to whatever shows the mail: declarations, or a page to go to.
  var isInstruction: Bool {
    guard link == .none, hasInnerLinks else { return false }
    return isNamingProperty || (tag.isEqual(to: "meta") && isRefresh)
  }

  private var isRefresh: Bool { equivalent.isEqual(to: "refresh") }

  private mutating func advanceInnerLink(_ byte: UInt8) {
    if link == .none, attribute.isEqual(to: "style") {
      if byte == UInt8(ascii: ":") { isNamingProperty = false }
      if byte == UInt8(ascii: ";") { isNamingProperty = true }
    }
    if byte == UInt8(ascii: ")") {
      link = .none
    } else if link != .none {
      let isQuote =
        link.isUntouched && (byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\""))
      if !isQuote { link.advance(byte) }
    }
    remember(MarkupPosition.lower(byte), 4)
    if tail.isEqual(to: "url(") || tail.isEqual(to: "url=") { link = .start }
  }
}
