/// What people write in `{{ }}` and `{% %}` for other tools, and what to write here instead.
///
/// Asked only where the markup cannot be read as Liquid, so that it never speaks against anything that works.
struct ForeignMarkup {
  private let bytes: [UInt8]
  private let markup: Range<Int>
  /// Inside of `{{ }}`, not of a tag.
  private let isOutput: Bool

  /// The better error for what stands in an output or tag, if its habit is known.
  static func explain(
    _ error: MarkupError, _ bytes: [UInt8], _ markup: DelimitedMarkup
  ) -> MarkupError {
    let opener = markup.whole.lowerBound
    let isOutput =
      opener + 1 < bytes.count && bytes[opener] == UInt8(ascii: "{")
      && bytes[opener + 1] == UInt8(ascii: "{")
    let foreign = ForeignMarkup(bytes: bytes, markup: markup.markup, isOutput: isOutput)
    return foreign.characters(error) ?? (isOutput ? foreign.output() : nil)
      ?? foreign.operators(error) ?? error
  }

  private var text: String { String(decoding: bytes[markup], as: UTF8.self) }

  private func error(
    _ message: String, _ help: String, at range: Range<Int>? = nil
  ) -> MarkupError {
    MarkupError(range ?? markup, message, help: help)
  }

  // MARK: Characters

  /// Quotes and spaces that a word processor or a mail editor has put in.
  private func characters(_ found: MarkupError) -> MarkupError? {
    let rest = bytes[
      max(
        found.range.lowerBound, markup.lowerBound)..<max(markup.upperBound, found.range.lowerBound)]
    let start = rest.startIndex
    for quote in [
      "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}", "\u{201E}", "\u{201A}", "\u{AB}", "\u{BB}",
    ]
    where rest.starts(with: quote.utf8) {
      return error(
        "a text stands in straight quotes, not in typographic ones", "write 'text' or \"text\"",
        at: start..<start + quote.utf8.count)
    }
    for space in ["\u{A0}", "\u{2009}", "\u{202F}", "\u{200B}", "\u{FEFF}"]
    where rest.starts(with: space.utf8) {
      return error(
        "a space that is no ordinary space has no meaning here", "type the space again",
        at: start..<start + space.utf8.count)
    }
    for (entity, character) in [
      ("&quot;", "\""), ("&#39;", "'"), ("&apos;", "'"), ("&lt;", "<"), ("&gt;", ">"),
      ("&nbsp;", "a space"), ("&amp;&amp;", "and"),
    ] where rest.starts(with: entity.utf8) {
      return error(
        "inside of '{{ }}' and '{% %}' characters are written as they are, not as html",
        "write \(character) instead of \(entity)", at: start..<start + entity.utf8.count)
    }
    return nil
  }

  // MARK: Outputs

  private func output() -> MarkupError? {
    let text = text
    if let braze = braze() { return braze }
    let rest = String(text.dropFirst()).trimmed
    switch text.utf8.first {
    case UInt8(ascii: "#"): return section(rest)
    case UInt8(ascii: "/"):
      let end = rest == "each" ? "endfor" : ForeignMarkup.isName(rest) ? "end" + rest : "endif"
      return error(
        "a block is closed by a tag of its own",
        "write {% \(["endif", "endunless", "endfor"].contains(end) ? end : "endif") %}")
    case UInt8(ascii: "^"):
      return error("'{{^ }}' is Mustache", "write {% unless \(name(rest)) %} … {% endunless %}")
    case UInt8(ascii: ">"):
      return error("'{{> }}' is Handlebars", "write {% render '\(partial(rest))' %}")
    case UInt8(ascii: "{"):
      return error(
        "a value stands in two braces, not three",
        "write {{ \(name(rest)) }}; html that is safe already is printed by '| raw'")
    case UInt8(ascii: "&"):
      return error("'{{& }}' is Mustache", "write {{ \(name(rest)) | raw }}")
    case UInt8(ascii: "!"):
      return error("'{{! }}' is Handlebars", "write {% comment %} … {% endcomment %}")
    case UInt8(ascii: "@"):
      return error(
        "'@' has no meaning here", "inside of '{% for %}' there is forloop.index, forloop.first, …")
    case UInt8(ascii: "="):
      return error("'{{= }}' has no meaning here", "write {{ \(name(rest)) }}")
    default: break
    }
    if text.utf8.starts(with: "else ".utf8) {
      return error("a condition stands in a tag", "write {% elsif … %}")
    }
    return jinja(text) ?? spaced(text)
  }

  /// `{{${first_name}}}`, `{{custom_attribute.${x}}}`, `{{content_blocks.${x}}}`.
  private func braze() -> MarkupError? {
    guard let place = bytes[markup].firstRange(of: Array("${".utf8)) else { return nil }
    let name = ForeignMarkup.words(bytes[place.upperBound..<markup.upperBound])
    // The brace that closes the name may be the first that closes the output.
    let shown = name.isEmpty ? "first_name" : name
    if bytes[markup].starts(with: "content_blocks".utf8) {
      return error(
        "'content_blocks' is Braze; here it is a partial", "write {% render '\(shown)' %}")
    }
    let isPlain =
      bytes[place.upperBound..<markup.upperBound].firstIndex(of: UInt8(ascii: "|")) == nil
    let value = isPlain ? shown : "\(shown) | …"
    return error(
      "'${ }' is Braze; a column is written by its name alone",
      isOutput ? "write {{ \(value) }}" : "write \(shown)", at: place.lowerBound..<markup.upperBound
    )
  }

  private func section(_ rest: String) -> MarkupError {
    let parts = rest.split(separator: " ", maxSplits: 1).map(String.init)
    let argument = parts.count > 1 ? parts[1].trimmed : ""
    let help: String
    switch parts.first {
    case "if": help = "{% if \(name(argument)) %} … {% endif %}"
    case "unless": help = "{% unless \(name(argument)) %} … {% endunless %}"
    case "each": help = "{% for item in \(name(argument)) %} … {% endfor %}"
    case "with": help = "{% assign %}, or the whole name each time"
    default:
      let list = name(rest)
      help = "{% if \(list) %} … {% endif %}, or {% for item in \(list) %} … {% endfor %}"
    }
    return error("'{{# }}' is Handlebars; a block stands between tags", "write \(help)")
  }

  private func jinja(_ text: String) -> MarkupError? {
    if let condition = ForeignMarkup.middle(of: text, from: " if ", to: " else ") {
      return error(
        "a condition stands in a tag, not in '{{ }}'",
        "write {% if \(condition.middle) %}{{ \(condition.before) }}{% else %}{{ \(condition.after) }}{% endif %}"
      )
    }
    if let ternary = ForeignMarkup.middle(of: text, from: " ? ", to: " : ") {
      return error(
        "a condition stands in a tag, not in '{{ }}'",
        "write {% if \(ternary.before) %}{{ \(ternary.middle) }}{% else %}{{ \(ternary.after) }}{% endif %}"
      )
    }
    for other in ["||", "??", " or "] {
      guard let place = bytes[markup].firstRange(of: Array(other.utf8)) else { continue }
      return error(
        "'\(other.trimmed)' chooses nothing in '{{ }}'", "write {{ name | default: other }}",
        at: place)
    }
    return call()
  }

  /// `{{ x | default('y') }}`.
  private func call() -> MarkupError? {
    guard let pipe = bytes[markup].firstIndex(of: UInt8(ascii: "|")) else { return nil }
    var i = pipe + 1
    while i < markup.upperBound, [UInt8].isWhitespace(bytes[i]) { i += 1 }
    let start = i
    while i < markup.upperBound, MarkupLexer.isWord(bytes[i]) { i += 1 }
    guard i > start, i < markup.upperBound, bytes[i] == UInt8(ascii: "(") else { return nil }
    let name = String(decoding: bytes[start..<i], as: UTF8.self)
    let inside = bytes[i + 1..<markup.upperBound].prefix { $0 != UInt8(ascii: ")") }
    let argument = String(decoding: inside.prefix(40), as: UTF8.self).trimmed
    return error(
      "the arguments of a filter stand behind a colon, without parentheses",
      argument.isEmpty ? "write | \(name)" : "write | \(name): \(argument)", at: start..<i + 1)
  }

  /// `{{ first name }}`.
  private func spaced(_ text: String) -> MarkupError? {
    let words = text.split(separator: " ").map(String.init)
    guard (2...4).contains(words.count), words.allSatisfy(ForeignMarkup.isName) else { return nil }
    return error(
      "a name has no spaces", "write {{ \(words.joined(separator: "_")) }} if that is the column")
  }

  // MARK: Conditions

  private func operators(_ found: MarkupError) -> MarkupError? {
    if let braze = braze() { return braze }
    let start = found.range.lowerBound
    guard start >= markup.lowerBound else { return nil }
    let rest = bytes[min(start, markup.upperBound)..<markup.upperBound]
    if rest.starts(with: "{{".utf8) || rest.starts(with: "{".utf8) {
      return error(
        "inside of a tag a name stands alone, without braces", "write the name as it is",
        at: start..<start + (rest.starts(with: "{{".utf8) ? 2 : 1))
    }
    // The lexer takes two bars for two pipes.
    let before = max(markup.lowerBound, start - 1)
    if start < markup.upperBound, bytes[before..<markup.upperBound].starts(with: "||".utf8) {
      return error("'||' has no meaning here", "write 'or'", at: before..<before + 2)
    }
    if rest.starts(with: "||".utf8) {
      return error("'||' has no meaning here", "write 'or'", at: start..<start + 2)
    }
    if rest.starts(with: "&&".utf8) {
      return error("'&&' has no meaning here", "write 'and'", at: start..<start + 2)
    }
    if rest.starts(with: "=".utf8), start >= markup.lowerBound + 2,
      bytes[start - 1] == UInt8(ascii: "=")
    {
      return error("'===' compares nothing", "write '=='", at: start - 2..<start + 1)
    }
    for word in ["is", "equals", "eq"] where ForeignMarkup.words(rest) == word {
      return error("'\(word)' compares nothing", "write '=='", at: start..<start + word.utf8.count)
    }
    if ForeignMarkup.words(rest) == "in", !isOutput {
      return error(
        "'in' belongs to '{% for %}'", "write it the other way round: list contains item",
        at: start..<start + 2)
    }
    return nil
  }
}

extension ForeignMarkup {
  /// A name to show in a hint; a stand-in if there is none.
  private func name(_ text: String) -> String {
    let name = ForeignMarkup.words(Array(text.utf8)[...])
    return name.isEmpty ? "name" : name
  }

  private func partial(_ text: String) -> String {
    let path = text.utf8.prefix {
      MarkupLexer.isWord($0) || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "-")
    }
    return path.isEmpty ? "name" : String(decoding: Array(path).prefix(60), as: UTF8.self)
  }

  /// The name that the text begins with, its properties included.
  private static func words(_ text: ArraySlice<UInt8>) -> String {
    let name = text.drop { [UInt8].isWhitespace($0) }
      .prefix { MarkupLexer.isWord($0) || $0 == UInt8(ascii: ".") }
    return String(decoding: name.prefix(60), as: UTF8.self)
  }

  private static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, MarkupLexer.isNameStart(first) else { return false }
    return text.utf8.allSatisfy { MarkupLexer.isWord($0) }
  }

  private static func middle(
    of text: String, from opener: String, to closer: String
  ) -> (before: String, middle: String, after: String)? {
    let bytes = Array(text.utf8)
    guard let first = bytes[...].firstRange(of: Array(opener.utf8)),
      let second = bytes[first.upperBound...].firstRange(of: Array(closer.utf8))
    else { return nil }
    func part(_ range: Range<Int>) -> String {
      String(decoding: bytes[range].prefix(60), as: UTF8.self).trimmed
    }
    return (
      part(0..<first.lowerBound), part(first.upperBound..<second.lowerBound),
      part(second.upperBound..<bytes.count)
    )
  }
}

extension String {
  fileprivate var trimmed: String {
    let bytes = Array(utf8)
    guard let first = bytes.firstIndex(where: { ![UInt8].isWhitespace($0) }),
      let last = bytes.lastIndex(where: { ![UInt8].isWhitespace($0) })
    else { return "" }
    return String(decoding: bytes[first...last], as: UTF8.self)
  }
}

extension ArraySlice<UInt8> {
  /// Where `needle` first lies.
  func firstRange(of needle: [UInt8]) -> Range<Int>? {
    let start = startIndex
    let found = withUnsafeBytes { bytes in
      needle.withUnsafeBytes { bytes.firstRange(of: $0, from: 0) }
    }
    return found.map { start + $0.lowerBound..<start + $0.upperBound }
  }
}
