import Diagnostics

/// The first value on a line that holds a template and is not read by YAML as it is meant.
///
/// - Parameters:
///   - place: the place of a syntax error on the line; values that begin after it are not to blame.
func findUnquotedTemplate(in text: SourceBytes, lineOf place: Int) -> UnquotedTemplate? {
  let start = text.startOfLine(place)
  var scan = LineScan(text: text, i: start, end: text.endOfLine(start))
  return scan.firstTemplate(before: place)
}

/// A rough reading of one line of block or flow YAML, just enough to tell keys from values.
private struct LineScan {
  let text: SourceBytes
  var i: Int
  let end: Int
  var isFlow = false

  mutating func firstTemplate(before place: Int) -> UnquotedTemplate? {
    while true {
      i = text.skippingBlanks(i)
      guard i < end, i <= place, text[i] != UInt8(ascii: "#") else { return nil }
      let byte = text[i]
      if isIndicator(byte), text.isBlank(i + 1) {
        i += 1
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        if let found = quoted(byte) { return found }
      } else if !opensTemplate(text, i), byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") {
        isFlow = true
        i += 1
      } else if isFlow, isFlowEnd(byte) {
        i += 1
      } else if byte == UInt8(ascii: ":") {
        i += 1
      } else if let found = plain() {
        return found
      }
    }
  }

  private func isIndicator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: ":")
  }

  /// Goes past a quoted text, unless a quote in a template ends it.
  private mutating func quoted(_ quote: UInt8) -> UnquotedTemplate? {
    let start = i
    i += 1
    while i < end, text[i] != quote || (quote == UInt8(ascii: "'") && text[i + 1] == quote) {
      let isPair = text[i] == UInt8(ascii: "\\") && quote == UInt8(ascii: "\"") || text[i] == quote
      i += isPair ? 2 : 1
    }
    i = min(i, end)
    guard i < end else { return nil }
    let close = i
    i += 1
    guard openTemplate(in: text, start + 1..<close) != nil else { return nil }
    return UnquotedTemplate(
      at: start, in: text, isFlow: isFlow, mistake: .sameQuotes(quote, at: close))
  }

  /// Goes past a key or a plain value; returns it if it holds a template.
  private mutating func plain() -> UnquotedTemplate? {
    let start = i
    var isInside = false
    var hasTemplate = false
    while i < end {
      if isInside {
        isInside = !closesTemplate(text, i)
        i += isInside ? 1 : 2
        continue
      }
      if opensTemplate(text, i) {
        (isInside, hasTemplate) = (true, true)
        i += 2
        continue
      }
      if text[i] == UInt8(ascii: ":"), i + 1 >= end || text.isBlank(i + 1), !hasTemplate { break }
      if isFlow, isFlowEnd(text[i]) { break }
      if text[i] == UInt8(ascii: "#"), text.isBlank(i - 1) { break }
      i += 1
    }
    i = min(max(i, start + 1), end)
    return hasTemplate ? UnquotedTemplate(at: start, in: text, isFlow: isFlow) : nil
  }
}
