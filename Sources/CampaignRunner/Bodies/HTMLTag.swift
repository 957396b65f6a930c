/// What an html element means for its text.
enum HTMLTag: UInt8, Sendable {
  case other
  /// Stands on lines of its own.
  case block
  /// Has blank lines around it.
  case paragraph
  case table
  case row
  case cell
  case lineBreak
  case rule
  case link
  case image
  case bullets
  case numbers
  case item
  case quote
  case preformatted
  case head
  case body
  /// Holds no markup, and nothing that is read.
  case rawText
  case unseen
  /// Has no closing tag.
  case void

  var isVoid: Bool {
    switch self {
    case .lineBreak, .rule, .image, .void: true
    case .other, .block, .paragraph, .table, .row, .cell, .link, .bullets, .numbers, .item, .quote,
      .preformatted, .head, .body, .rawText, .unseen:
      false
    }
  }
}

extension HTMLTag {
  /// A `p` that is not closed ends where one of these begins or ends.
  var endsParagraph: Bool {
    switch self {
    case .block, .paragraph, .table, .row, .cell, .rule, .bullets, .numbers, .item, .quote,
      .preformatted, .body:
      true
    case .other, .lineBreak, .link, .image, .head, .rawText, .unseen, .void: false
    }
  }
}

/// The elements by name: a small hash table, looked into for every tag.
final class HTMLTagTable: Sendable {
  static let shared = HTMLTagTable()

  private let names: [UInt64]
  private let tags: [HTMLTag]
  private static let bits: UInt64 = 9

  private init() {
    let size = 1 << Int(HTMLTagTable.bits)
    var names = [UInt64](repeating: 0, count: size)
    var tags = [HTMLTag](repeating: .other, count: size)
    for (tag, list) in HTMLTagTable.lists {
      for name in list.split(separator: " ") {
        let name = HTMLTagTable.packed(name.utf8)
        var place = HTMLTagTable.place(of: name)
        while names[place] != 0 { place = (place + 1) & (size - 1) }
        names[place] = name
        tags[place] = tag
      }
    }
    self.names = names
    self.tags = tags
  }

  /// The first eight bytes of a name in lower case, the first one lowest.
  func tag(named name: UInt64) -> HTMLTag {
    var place = HTMLTagTable.place(of: name)
    // The table is never full.
    while names[place] != 0 {
      if names[place] == name { return tags[place] }
      place = (place + 1) & (names.count - 1)
    }
    return .other
  }

  static func isParagraph(_ name: UInt64) -> Bool { name == 0x70 }

  private static func place(of name: UInt64) -> Int {
    Int(truncatingIfNeeded: (name &* 0x9E37_79B9_7F4A_7C15) >> (64 - bits))
  }

  private static func packed(_ name: some Collection<UInt8>) -> UInt64 {
    var packed: UInt64 = 0
    for (i, byte) in name.prefix(8).enumerated() { packed |= UInt64(byte) << UInt64(8 * i) }
    return packed
  }

  private static let lists: [(HTMLTag, String)] = [
    (
      .block,
      "div section article header footer main nav aside center address figure figcaption form "
        + "fieldset legend dt dd details summary caption option optgroup hgroup"
    ),
    (.paragraph, "p h1 h2 h3 h4 h5 h6 dl"), (.table, "table"), (.row, "tr"), (.cell, "td th"),
    (.lineBreak, "br"), (.rule, "hr"), (.link, "a"), (.image, "img"), (.bullets, "ul menu dir"),
    (.numbers, "ol"), (.item, "li"), (.quote, "blockquote"), (.preformatted, "pre listing"),
    (.head, "head"), (.body, "body"),
    (.rawText, "script style title iframe noembed noframes"),
    (.unseen, "template svg math object audio video canvas datalist"),
    (.void, "area base col embed input link meta param source track wbr"),
  ]
}
