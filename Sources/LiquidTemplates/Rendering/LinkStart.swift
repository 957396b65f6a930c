/// What is known of the beginning of a link in an attribute, which decides where it leads.
enum LinkStart: Sendable, Hashable {
  /// No link.
  case none
  /// The scheme is still open: `text` is what stands there so far, in lower case, without what browsers leave
  /// out; `entity` what is not yet a whole character reference. `hasValue`: some of it is data.
  case scheme(text: [UInt8], entity: [UInt8], hasValue: Bool)
  /// Whatever follows can no longer change the scheme.
  case settled
  /// The scheme as written makes what follows a script or a document.
  case script
  /// The template ends a scheme that data began.
  case mixed

  static let start = LinkStart.scheme(text: [], entity: [], hasValue: false)

  var isOpen: Bool {
    if case .scheme = self { true } else { false }
  }

  /// A value printed here is the whole beginning.
  var isUntouched: Bool { self == .start }

  var isInsideEntity: Bool {
    if case .scheme(_, let entity, _) = self { !entity.isEmpty } else { false }
  }

  mutating func passValue(isNumber: Bool, settles: Bool) {
    guard case .scheme(let text, _, let hasValue) = self else { return }
    if settles, text.isEmpty, !hasValue {
      self = .settled
    } else if isNumber {
      // No scheme begins with a digit, and none that matters ends with one.
      self = .scheme(text: text + [UInt8(ascii: "0")], entity: [], hasValue: hasValue)
    } else {
      self = .scheme(text: text, entity: [], hasValue: true)
    }
  }

  mutating func advance(_ byte: UInt8) {
    guard case .scheme(let text, var entity, let hasValue) = self else { return }
    if entity.isEmpty {
      if byte == UInt8(ascii: "&") {
        self = .scheme(text: text, entity: [byte], hasValue: hasValue)
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
    self = .scheme(text: text, entity: [], hasValue: hasValue)
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
      if text.count < 16 { text.append(MarkupPosition.lower(byte)) }
      self = .scheme(text: text, entity: [], hasValue: hasValue)
    }
  }

  private static func isScript(_ scheme: [UInt8]) -> Bool {
    ["javascript", "vbscript", "data", "livescript", "mocha"].contains {
      $0.utf8.elementsEqual(scheme)
    }
  }

  /// The ASCII character of `&#58` or `&colon`, as far as it could matter to a scheme.
  private static func character(_ entity: [UInt8]) -> UInt8? {
    let name = String(decoding: entity.dropFirst(), as: UTF8.self)
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
  private static let links: Set<[UInt8]> = Set(
    [
      "href", "src", "action", "background", "formaction", "poster", "cite", "longdesc", "data",
      "codebase", "classid", "archive", "manifest", "ping", "icon", "usemap", "dynsrc", "lowsrc",
      "xlink:href", "srcset", "imagesrcset",
    ].map { Array($0.utf8) })

  /// Attributes that hold several links, with commas or spaces between them.
  private static let lists: Set<[UInt8]> = Set(
    ["srcset", "imagesrcset", "ping", "archive"].map { Array($0.utf8) })

  /// `<animate attributeName="href" to="…">` of SVG.
  var isAnimatedLink: Bool {
    (tag.elementsEqual("animate".utf8) || tag.elementsEqual("set".utf8))
      && ["from", "to", "by", "values"].contains { $0.utf8.elementsEqual(attribute) }
  }

  static func isLink(_ attribute: [UInt8]) -> Bool { links.contains(attribute) }

  /// One byte of an attribute's value.
  mutating func advanceLink(_ byte: UInt8) {
    if MarkupPosition.lists.contains(attribute),
      byte == UInt8(ascii: ",") || [UInt8].isWhitespace(byte)
    {
      link = .start
      return
    }
    guard link != .none || hasInnerLinks else { return }
    if hasInnerLinks { advanceInnerLink(byte) } else { link.advance(byte) }
    if link == .mixed {
      link = .settled
      hasMixedLink = true
    }
  }

  /// `style="… url(…)"` and the `url=` of a `meta` tag.
  private var hasInnerLinks: Bool {
    attribute.elementsEqual("style".utf8)
      || (attribute.elementsEqual("content".utf8) && tag.elementsEqual("meta".utf8))
  }

  private mutating func advanceInnerLink(_ byte: UInt8) {
    if byte == UInt8(ascii: ")") {
      link = .none
    } else if link != .none {
      let isQuote =
        link.isUntouched && (byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\""))
      if !isQuote { link.advance(byte) }
    }
    remember(MarkupPosition.lower(byte), 4)
    if tail.elementsEqual("url(".utf8) || tail.elementsEqual("url=".utf8) { link = .start }
  }
}
