import CivilTime
import Diagnostics

/// What a comment asks for.
enum SuppressionComment {
  /// It is about something else.
  case none
  case invalid(Diagnostic)
  case suppression(names: [Suppression.Name], until: Suppression.Name?, reason: String?)
}

/// Of one comment.
private let mostSuppressedRules = 100

/// Reads the text of a comment, without its `#`: `mailplan: ignore[rule-id] until=2027-01-31 -- reason`.
///
/// - Parameter comment: the whole of it, where something is missing.
func parseSuppression(_ text: SourceRange, of comment: SourceRange) -> SuppressionComment {
  var scan = CommentScan(text)
  scan.skipBlanks()
  guard scan.take("mailplan:") else { return .none }
  scan.skipBlanks()
  let verb = scan.word()
  guard verb.text == "ignore" else {
    // `# mailplan: 1` is a line that somebody has commented out.
    let isMeant =
      scan.next == UInt8(ascii: "[") && !verb.text.isEmpty
      || ["disable", "suppress", "skip", "off", "noqa"].contains(verb.text)
      || nearest(to: verb.text, among: ["ignore"]) != nil
    return isMeant ? .invalid(InvalidSuppression.verb(verb.text, at: verb.range)) : .none
  }
  scan.skipBlanks()
  guard scan.take("[") else {
    return .invalid(InvalidSuppression.form("it names no rules", at: comment))
  }
  var names: [Suppression.Name] = []
  while true {
    scan.skipBlanks()
    let name = scan.word()
    scan.skipBlanks()
    guard !name.text.isEmpty else {
      return .invalid(InvalidSuppression.form("a rule id is missing in the brackets", at: comment))
    }
    guard names.count < mostSuppressedRules else {
      return .invalid(
        InvalidSuppression.form("it names at most \(mostSuppressedRules) rules", at: name.range))
    }
    names.append(Suppression.Name(name.text, name.range))
    if scan.take("]") { break }
    guard scan.take(",") else {
      return .invalid(InvalidSuppression.form("rule ids stand between commas", at: comment))
    }
  }
  scan.skipBlanks()
  var until: Suppression.Name?
  if scan.take("until=") {
    let day = scan.word()
    guard CivilDate(day.text) != nil else {
      return .invalid(InvalidSuppression.day(day.text, at: day.text.isEmpty ? comment : day.range))
    }
    until = Suppression.Name(day.text, day.range)
    scan.skipBlanks()
  }
  var reason: String?
  if scan.take("--") {
    reason = scan.rest()
  } else if !scan.isAtEnd {
    return .invalid(
      InvalidSuppression.form("after the brackets stand until=… and -- reason only", at: comment))
  }
  return .suppression(names: names, until: until, reason: reason?.isEmpty == true ? nil : reason)
}

/// A reading of one comment, byte by byte.
private struct CommentScan {
  let text: SourceRange
  private var i: Int

  init(_ text: SourceRange) {
    self.text = text
    i = text.bytes.lowerBound
  }

  private var bytes: [UInt8] { text.file.bytes }
  var isAtEnd: Bool { i >= text.bytes.upperBound }
  /// 0 at the end.
  var next: UInt8 { isAtEnd ? 0 : bytes[i] }

  mutating func skipBlanks() {
    while next == 0x20 || next == 0x09 || next == 0x0A || next == 0x0D { i += 1 }
  }

  mutating func take(_ word: String) -> Bool {
    let end = i + word.utf8.count
    guard end <= text.bytes.upperBound, bytes[i..<end].elementsEqual(word.utf8) else {
      return false
    }
    i = end
    return true
  }

  /// Letters, digits, hyphens and underscores; may be empty.
  mutating func word() -> (text: String, range: SourceRange) {
    let start = i
    while isWord(next) { i += 1 }
    let range = text.file.range(start..<i)
    return (range.text, range)
  }

  private func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }

  /// What follows, without blanks around it.
  mutating func rest() -> String {
    skipBlanks()
    var end = text.bytes.upperBound
    while end > i, bytes[end - 1] <= 0x20 { end -= 1 }
    defer { i = text.bytes.upperBound }
    return text.file.range(i..<end).text
  }
}
