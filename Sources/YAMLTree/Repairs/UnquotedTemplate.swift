import Diagnostics

/// A value with `{{ }}` or `{% %}` that YAML cannot read as the text it is meant to be.
struct UnquotedTemplate: Error {
  enum Mistake: Equatable {
    case noQuotes
    /// A quote inside the template ends the text: `"{{ name | default: "there" }}"`.
    case sameQuotes(UInt8, at: Int)
  }

  let mistake: Mistake
  /// The whole value, on one line.
  let value: Range<Int>

  /// The value that begins at `start`, as it would be if YAML knew templates.
  init(at start: Int, in text: SourceBytes, isFlow: Bool, mistake: Mistake = .noQuotes) {
    self.mistake = mistake
    value = start..<endOfValue(from: start, in: text, isFlow: isFlow)
  }
}

/// Whether a template's output or tag begins at `i`.
func opensTemplate(_ text: SourceBytes, _ i: Int) -> Bool {
  text[i] == UInt8(ascii: "{")
    && (text[i + 1] == UInt8(ascii: "{") || text[i + 1] == UInt8(ascii: "%"))
}

/// Whether an output or tag that is open ends at `i`.
func closesTemplate(_ text: SourceBytes, _ i: Int) -> Bool {
  text[i + 1] == UInt8(ascii: "}")
    && (text[i] == UInt8(ascii: "}") || text[i] == UInt8(ascii: "%"))
}

/// The end of a value on its line: before a comment and, in flow context, before `,`, `]` or `}`;
/// neither counts inside `{{ }}`.
private func endOfValue(from start: Int, in text: SourceBytes, isFlow: Bool) -> Int {
  let line = text.endOfLine(start)
  var i = start
  var end = start
  var isInside = false
  while i < line {
    if isInside, closesTemplate(text, i) {
      isInside = false
      i += 2
      end = i
      continue
    }
    if !isInside {
      if opensTemplate(text, i) {
        isInside = true
        i += 2
        end = i
        continue
      }
      if text[i] == UInt8(ascii: "#"), i > start, text.isBlank(i - 1) { break }
      if isFlow, isFlowEnd(text[i]) { break }
    }
    i += 1
    if !text.isBlank(i - 1) { end = i }
  }
  return min(end, line)
}

func isFlowEnd(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
}

extension TreeBuilder {
  /// `subject: {{ name }}` is a mapping inside a mapping for YAML.
  func refuseTemplate(at start: Int) throws(Stop) {
    guard opensTemplate(source.text, start) else { return }
    throw .unquoted(
      UnquotedTemplate(at: start, in: source.text, isFlow: flowDepth > 0))
  }

  /// `subject: Hi {{ name # 1 }}` ends at the `#` for YAML, and `- Hi {{ name: x }}` is a key.
  func refuseCutTemplate(_ bytes: Range<Int>, isKey: Bool) throws(Stop) {
    let text = source.text
    let next = text.skippingBlanks(bytes.upperBound)
    let isCutByComment = text[next] == UInt8(ascii: "#") && next > bytes.upperBound
    guard isCutByComment || (isKey && text[next] == UInt8(ascii: ":")),
      let opener = openTemplate(in: text, bytes), text.endOfLine(opener) >= next
    else { return }
    let template = UnquotedTemplate(at: bytes.lowerBound, in: text, isFlow: flowDepth > 0)
    guard template.value.upperBound > next else { return }
    throw .unquoted(template)
  }
}

/// The place of a `{{` in the range that no `}}` closes there.
func openTemplate(in text: SourceBytes, _ range: Range<Int>) -> Int? {
  var open: Int?
  var i = range.lowerBound
  while i + 1 < range.upperBound {
    if open == nil, opensTemplate(text, i) {
      open = i
      i += 2
    } else if open != nil, closesTemplate(text, i) {
      open = nil
      i += 2
    } else {
      i += 1
    }
  }
  return open
}
