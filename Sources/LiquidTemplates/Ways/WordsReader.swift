/// Looks for words in what the reader of a mail can see: letters and digits, whatever stands between them.
struct WordsReader: WayReader {
  private let words: ShownWords
  private var markup: VisibleMarkup?
  private var matched = 0
  private var entity: [UInt8] = []
  private(set) var isSettled = false

  init(_ words: ShownWords, _ context: TemplateContext) {
    self.words = words
    markup = context == .html ? VisibleMarkup() : nil
    isSettled = words.isEmpty
  }

  mutating func read(_ bytes: ArraySlice<UInt8>) {
    bytes.withUnsafeBytes { read($0) }
  }

  private mutating func read(_ bytes: UnsafeRawBufferPointer) {
    var place = 0
    while place < bytes.count {
      if isText {
        // Whole stretches of text, without a look at the markup for each byte.
        let isShown = markup?.isShown ?? true
        let isMarkup = markup != nil
        while place < bytes.count, !isMarkup || bytes[place] != UInt8(ascii: "<") {
          if isShown {
            take(bytes[place], isMarkup: isMarkup)
            if isSettled { return }
          }
          place += 1
        }
        guard place < bytes.count else { return }
      }
      markup?.read(bytes[place]) { _ in }
      place += 1
    }
  }

  private var isText: Bool { markup?.isText ?? true }

  mutating func read(_ value: PrintedValue) {
    let wasShown = isText
    markup?.read(value) { _ in }
    if wasShown { matched = 0 }
  }

  @inline(__always)
  private mutating func take(_ byte: UInt8, isMarkup: Bool) {
    if !entity.isEmpty {
      entity.append(byte)
      if byte == UInt8(ascii: ";") || entity.count > 10 { entity = [] }
      return
    }
    if isMarkup, byte == UInt8(ascii: "&") {
      entity = [byte]
      return
    }
    guard let letter = words.letter(byte) else { return }
    matched = words.advance(matched, letter)
    isSettled = matched == words.count
  }
}

/// The letters of a text to look for, each with where to go on if the next one is another.
package struct ShownWords: Sendable, Hashable {
  private let letters: [UInt8]
  private let failure: [Int]
  private let isASCII: Bool

  /// Letters of other alphabets are left out where there are enough of ours: they may be written as
  /// character references.
  package init(_ text: String) {
    let ascii = text.utf8.compactMap { ShownWords.ascii($0) }
    isASCII = ascii.count >= 8
    letters = Array(
      (isASCII ? ascii : text.utf8.compactMap { ShownWords.ascii($0) ?? ($0 >= 0x80 ? $0 : nil) })
        .prefix(200))
    var failure = [Int](repeating: 0, count: letters.count)
    var k = 0
    for i in letters.indices.dropFirst() {
      while k > 0, letters[k] != letters[i] { k = failure[k - 1] }
      if letters[k] == letters[i] { k += 1 }
      failure[i] = k
    }
    self.failure = failure
  }

  package var isEmpty: Bool { letters.isEmpty }
  var count: Int { letters.count }

  func letter(_ byte: UInt8) -> UInt8? {
    ShownWords.ascii(byte) ?? (!isASCII && byte >= 0x80 ? byte : nil)
  }

  func advance(_ matched: Int, _ letter: UInt8) -> Int {
    var k = matched
    while k > 0, letters[k] != letter { k = failure[k - 1] }
    return letters[k] == letter ? k + 1 : 0
  }

  private static func ascii(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x41...0x5A: byte | 0x20
    case 0x61...0x7A, 0x30...0x39: byte
    default: nil
    }
  }

  // Made from the letters, which tell apart.
  package static func == (a: ShownWords, b: ShownWords) -> Bool { a.letters == b.letters }
  package func hash(into hasher: inout Hasher) { hasher.combine(letters.count) }
}
