/// A comment on a line of its own.
struct LaidComment {
  let text: [UInt8]
  /// Whether an empty line stands above it.
  var isSpaced: Bool
}

/// What stands above the first key and describes the file.
struct LaidHead {
  var above: [LaidComment] = []
  /// Directives and `---`, with their line breaks.
  var marker: [UInt8] = []
  var below: [LaidComment] = []

  var isEmpty: Bool { above.isEmpty && marker.isEmpty && below.isEmpty }
}

/// A collection with everything that its layout depends on.
struct LaidCollection {
  let isMapping: Bool
  /// Whether it was written with brackets.
  let isFlow: Bool
  /// Its characters on one line with brackets; nil if it cannot stand on one.
  var flowWidth: Int?
  var wasOnOneLine = false
  /// Whether there are comments in it.
  var hasComments = false
  /// In the order in which they are written out.
  var items: [LaidItem] = []
  /// Comments below the last item.
  var tail: [LaidComment] = []
  /// Whether values stand in one column.
  var isAligned = false
  /// Whether another key comes first than in the source, and which item came first there.
  var isDisplaced = false
  var firstWritten = 0
  /// Whether an empty line stands between items.
  var isSpacious = false
}

/// A key with its value, or an item of a sequence.
struct LaidItem {
  var leading: [LaidComment] = []
  /// Whether an empty line stands above the item itself, below its comments.
  var isSpaced = false
  /// nil in a sequence.
  var key: [UInt8]?
  /// Beside a key whose value begins on the next line.
  var keyComment: [UInt8]?
  var value: LaidValue
  /// At the end of the last line.
  var trailing: [UInt8]?

  /// Whether an empty line stands above all of it.
  var isFirstSpaced: Bool {
    get { leading.first?.isSpaced ?? isSpaced }
    set { if leading.isEmpty { isSpaced = newValue } else { leading[0].isSpaced = newValue } }
  }
}

enum LaidValue {
  /// A scalar, one element a line; line breaks of the value are empty lines, and belong to it.
  case scalar([[UInt8]])
  /// `|` or `>`, with the text below.
  case block(header: [UInt8], lines: [[UInt8]], keepsBreaks: Bool)
  case collection(LaidCollection)
}

extension [UInt8] {
  /// How many characters it shows.
  var width: Int { lazy.filter { $0 & 0xC0 != 0x80 }.count }

  /// Whether it is a comment that tells Mailplan something about its line, or the one below.
  var isDirective: Bool {
    let rest = drop { $0 == UInt8(ascii: "#") || $0 == 0x20 || $0 == 0x09 }
    return rest.starts(with: "mailplan:".utf8)
  }
}
