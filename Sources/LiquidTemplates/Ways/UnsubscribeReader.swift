/// Looks for an unsubscribe link that the reader of a mail can see and use.
struct UnsubscribeReader: WayReader {
  /// nil for a text body, where the address itself is enough.
  private var markup: VisibleMarkup?
  private(set) var isSettled = false
  private var isInLink = false
  /// What has been read of a character reference in the link's text.
  private var entity: [UInt8] = []
  private var lastBytes: [UInt8] = []
  private let isMarkdown: Bool

  init(_ context: TemplateContext) {
    markup = context == .html ? VisibleMarkup() : nil
    isMarkdown = context.isMarkdown
  }

  mutating func read(_ bytes: ArraySlice<UInt8>) {
    // Moved out, not copied: what both held would be copied when it is written to.
    guard var markup = self.markup.take() else {
      if isMarkdown { lastBytes = Array((lastBytes + bytes.suffix(3)).suffix(3)) }
      return
    }
    defer { self.markup = markup }
    for byte in bytes {
      // Text outside of a link says nothing.
      if !isInLink, byte != UInt8(ascii: "<"), markup.isText { continue }
      markup.read(byte) { take($0) }
      if isSettled { break }
    }
  }

  mutating func read(_ value: PrintedValue) {
    guard var markup = self.markup.take() else {
      // `[](…)` is a link without a word.
      let isEmptyLink = isMarkdown && lastBytes.elementsEqual("[](".utf8)
      if value.isUnsubscribe, !isEmptyLink { isSettled = true }
      lastBytes = []
      return
    }
    markup.read(value) { take($0) }
    self.markup = markup
  }

  private mutating func take(_ event: VisibleMarkup.Event) {
    switch event {
    case .link(let name):
      isInLink = name == .unsubscribeURL
      entity = []
    case .endOfLink: isInLink = false
    case .image: if isInLink { isSettled = true }
    case .text(let byte): if isInLink { takeText(byte) }
    case .value(let value):
      // Mail programs make a link of an address that stands alone.
      if isInLink || value.isUnsubscribe { isSettled = true }
    }
  }

  /// Spaces of any kind are nothing to click on.
  private mutating func takeText(_ byte: UInt8) {
    if !entity.isEmpty {
      if byte == UInt8(ascii: ";") || entity.count > 12 {
        if !UnsubscribeReader.spaces.contains(entity) { isSettled = true }
        entity = []
      } else {
        entity.append(byte)
      }
      return
    }
    switch byte {
    case UInt8(ascii: "&"): entity = [byte]
    // U+00A0 and the zero-width characters begin with these.
    case 0x00...0x20, 0xC2, 0xE2, 0x80, 0x8B, 0x8C, 0x8D, 0xA0: break
    default: isSettled = true
    }
  }

  private static let spaces: Set<[UInt8]> = Set(
    ["&nbsp", "&#160", "&#xa0", "&zwnj", "&#8203", "&#8204", "&#x200b", "&#x200c", "&shy"].map {
      Array($0.utf8)
    })
}

extension PrintedValue {
  fileprivate var isUnsubscribe: Bool {
    switch self {
    case .reserved(let name), .holding(let name): name == .unsubscribeURL
    case .column, .columnOr, .unknown: false
    }
  }
}
