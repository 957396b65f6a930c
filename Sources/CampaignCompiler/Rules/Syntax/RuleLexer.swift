import Diagnostics

/// Cuts the bytes of a rule into tokens, and reports what is no token.
struct RuleLexer {
  /// Longer rules are refused unread.
  static let maximumLength = 16 * 1024

  let bytes: [UInt8]
  var position = 0
  var tokens: [RuleToken] = []
  var report: RuleReport

  init(_ text: MappedText) {
    bytes = text.utf8
    report = RuleReport(text)
  }

  /// The last token is `.end`.
  mutating func tokenize() {
    while position < bytes.count, !report.isFull { scan() }
    append(.end, from: bytes.count, to: bytes.count)
  }

  func byte(_ offset: Int = 0) -> UInt8? {
    let index = position + offset
    return index < bytes.count ? bytes[index] : nil
  }

  func follows(_ text: StaticString) -> Bool {
    guard bytes.count - position >= text.utf8CodeUnitCount else { return false }
    return text.withUTF8Buffer { $0.elementsEqual(bytes[position..<position + $0.count]) }
  }

  mutating func append(_ kind: RuleToken.Kind, from start: Int, to end: Int) {
    tokens.append(RuleToken(kind: kind, range: start..<end))
    position = max(position, end)
  }

  private mutating func scan() {
    let byte = bytes[position]
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0D: position += 1
    case _ where expectsStep && byte.continuesStep: scanStep()
    case 0x22, 0x27: scanString(quote: byte)
    case 0x30...0x39: scanNumber()
    case _ where byte.startsName: scanName()
    default: scanSign()
    }
  }

  private mutating func scanName() {
    if scanOddCharacter() { return }
    let start = position
    while let byte = byte(), byte.continuesName, !isAtOddCharacter { position += 1 }
    if byte() == 0x2E, let next = byte(1), next.startsName {
      scanPath(from: start)
      return
    }
    let name = String(decoding: bytes[start..<position], as: UTF8.self)
    if let keyword = RuleKeyword(name) {
      append(.keyword(keyword), from: start, to: position)
    } else if let keyword = RuleKeyword(foreign: name), !(keyword == .not && followsIs) {
      let correct = keyword.rawValue
      report.error(
        "rule-syntax", "'\(name)' is written '\(correct)' in a rule", at: start..<position,
        label: "write '\(correct)'")
      append(.keyword(keyword), from: start, to: position)
    } else if let keyword = RuleKeyword(foreign: name) {
      append(.keyword(keyword), from: start, to: position)
    } else {
      append(.name(name), from: start, to: position)
    }
  }

  /// `IS NOT` is one mistake, and is reported when it is read as one operator.
  private var followsIs: Bool {
    guard case .name(let name) = tokens.last?.kind else { return false }
    return RuleParser.isWords.contains(name)
  }

  /// `contact.plan`
  private mutating func scanPath(from start: Int) {
    while let byte = byte(), byte.continuesName || byte == 0x2E { position += 1 }
    report.error(
      "rule-syntax", "a column is written by its name alone, without a dot", at: start..<position)
    append(.invalid, from: start, to: position)
  }

  /// Ids of steps may hold hyphens and begin with a digit.
  private mutating func scanStep() {
    let start = position
    while let byte = byte(), byte.continuesStep, !isAtOddCharacter { position += 1 }
    guard position > start else {
      _ = scanOddCharacter()
      return
    }
    let name = String(decoding: bytes[start..<position], as: UTF8.self)
    append(.name(name), from: start, to: position)
  }

  /// Whether the last tokens are the name of an engagement function and its parenthesis.
  private var expectsStep: Bool {
    guard tokens.count >= 2, tokens[tokens.count - 1].kind == .symbol(.open),
      case .name(let name) = tokens[tokens.count - 2].kind
    else { return false }
    return EngagementFunction(rawValue: name) != nil
  }
}

extension UInt8 {
  var isDigit: Bool { self &- 0x30 < 10 }
  /// Letters, `_`, and all that is not ASCII.
  var startsName: Bool { (self | 0x20) &- 0x61 < 26 || self == 0x5F || self >= 0x80 }
  var continuesName: Bool { startsName || isDigit }
  var continuesStep: Bool { continuesName || self == 0x2D }
}
