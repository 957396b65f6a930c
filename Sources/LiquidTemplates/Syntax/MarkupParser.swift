/// Reads the tokens of one output or tag.
struct MarkupParser {
  let bytes: [UInt8]
  let syntax: LiquidSyntax
  private let tokens: [MarkupToken]
  private var index = 0
  private var depth = 0

  /// Deeper brackets and parentheses than anyone writes.
  private static let maximumDepth = 32

  init(
    _ bytes: [UInt8], _ range: Range<Int>, syntax: LiquidSyntax = .checked
  ) throws(MarkupError) {
    self.bytes = bytes
    self.syntax = syntax
    self.tokens = try MarkupLexer.tokens(bytes, range)
  }

  var current: MarkupToken { tokens[min(index, tokens.count - 1)] }

  var following: MarkupToken { tokens[min(index + 1, tokens.count - 1)] }

  mutating func advance() {
    if index < tokens.count - 1 { index += 1 }
  }

  /// Moves past the current token if it is of this kind.
  mutating func skip(_ kind: MarkupToken.Kind) -> Bool {
    guard current.kind == kind, kind != .end else { return false }
    advance()
    return true
  }

  /// Moves past the current token if it is this word.
  mutating func skip(word: StaticString) -> Bool {
    guard isWord(word) else { return false }
    advance()
    return true
  }

  func isWord(_ word: StaticString) -> Bool {
    current.kind == .identifier
      && bytes[current.range].elementsEqual(
        UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }

  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// The error that something else was needed where the current token stands.
  func expected(_ what: String, help: String? = nil) -> MarkupError {
    let found = current
    let message =
      found.kind == .end
      ? "\(what) is missing here" : "\(what) is expected instead of '\(text(found.range))'"
    return MarkupError(found.range, message, help: help)
  }

  func requireEnd() throws(MarkupError) {
    guard current.kind != .end else { return }
    throw MarkupError(current.range, "'\(text(current.range))' is unexpected here")
  }

  /// Passes over the rest, which Shopify's `strict` does not look at in some tags.
  mutating func skipRest() {
    index = tokens.count - 1
  }

  mutating func identifier(_ what: String) throws(MarkupError) -> Identifier {
    guard current.kind == .identifier else { throw expected(what) }
    let identifier = Identifier(utf8: Array(bytes[current.range]), range: current.range)
    advance()
    return identifier
  }

  mutating func nested<Result>(
    _ body: (inout MarkupParser) throws(MarkupError) -> Result
  ) throws(MarkupError) -> Result {
    depth += 1
    defer { depth -= 1 }
    guard depth <= MarkupParser.maximumDepth else {
      throw MarkupError(
        current.range, "expressions nest at most \(MarkupParser.maximumDepth) levels")
    }
    return try body(&self)
  }
}
