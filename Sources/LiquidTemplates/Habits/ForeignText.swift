import Diagnostics

/// Placeholders of other tools in the text around the markup, which would be sent as they stand.
struct ForeignText {
  private let text: MappedText
  private let scope: TemplateScope
  private var position = MarkupPosition()
  private let isHTML: Bool
  /// Without it, openers alone would be followed up one by one.
  private let hasJinjaEnds: Bool
  private(set) var findings = Findings()
  private var count = 0

  /// More than anyone reads.
  private static let most = 50

  static func check(
    _ text: MappedText, scope: TemplateScope, context: TemplateContext,
    into findings: inout Findings
  ) {
    guard text.utf8.count <= TemplateParser.maximumBytes, mayHold(text.utf8) else { return }
    var check = ForeignText(text, scope, isHTML: context.hasTags)
    check.run()
    findings.append(contentsOf: check.findings)
  }

  private init(_ text: MappedText, _ scope: TemplateScope, isHTML: Bool) {
    self.text = text
    self.scope = scope
    self.isHTML = isHTML
    hasJinjaEnds = text.utf8[...].firstRange(of: Array("#}".utf8)) != nil
  }

  /// One look at each pair of bytes.
  private static func mayHold(_ text: [UInt8]) -> Bool {
    text.withUnsafeBytes { bytes in
      var i = 1
      while i < bytes.count {
        let next = bytes[i]
        switch bytes[i - 1] {
        case UInt8(ascii: "*") where next == UInt8(ascii: "|"): return true
        case UInt8(ascii: "%") where next == UInt8(ascii: "%"): return true
        case UInt8(ascii: "{") where next != UInt8(ascii: "{") && next != UInt8(ascii: "%"):
          return true
        default: break
        }
        i += 1
      }
      return false
    }
  }

  private mutating func run() {
    var scanner = TemplateScanner(text.utf8)
    /// The tag that ends what is not printed, or printed as it stands.
    var hidden: String?
    while let piece = scanner.next(), count < ForeignText.most {
      switch piece {
      case .text(let range): if hidden == nil { look(at: range) }
      case .tag(let name, _):
        if let end = hidden {
          if name.text == end { hidden = nil }
        } else if ["raw", "comment", "doc"].contains(name.text) {
          hidden = "end" + name.text
        }
      default: break
      }
    }
  }

  private mutating func look(at range: Range<Int>) {
    var done = range.lowerBound
    var next = range.lowerBound
    while let i = opener(from: max(next, done), range.upperBound) {
      next = i + 1
      guard let found = placeholder(at: i, range.upperBound) else { continue }
      if isHTML { position.advance(over: Array(text.utf8[done..<i])) }
      done = i
      let isCode = isHTML && position.state == .rawText(.code)
      guard !isCode || !found.isBrace else { continue }
      findings.report(
        Diagnostic(
          "foreign-placeholder", found.isCertain ? .error : .warning, found.message,
          at: text.range(i..<found.end), help: found.help))
      count += 1
      if count >= ForeignText.most { return }
      done = found.end
    }
    if isHTML { position.advance(over: Array(text.utf8[done..<range.upperBound])) }
  }

  /// The next byte that a placeholder may begin with.
  private func opener(from start: Int, _ end: Int) -> Int? {
    text.utf8.withUnsafeBytes { bytes in
      var i = start
      while i < min(end, bytes.count) {
        switch bytes[i] {
        case UInt8(ascii: "*"), UInt8(ascii: "%"), UInt8(ascii: "$"), UInt8(ascii: "{"): return i
        default: i += 1
        }
      }
      return nil
    }
  }

  struct Placeholder {
    let end: Int
    let message: String
    let help: String
    /// Means nothing else in any text.
    var isCertain = false
    /// Written with braces, which scripts and style sheets are full of.
    var isBrace = false
  }

  private func placeholder(at i: Int, _ end: Int) -> Placeholder? {
    guard i + 3 < end else { return nil }
    let next = text.utf8[i + 1]
    switch text.utf8[i] {
    case UInt8(ascii: "*") where next == UInt8(ascii: "|"): return mailchimp(i, end)
    case UInt8(ascii: "%") where next == UInt8(ascii: "%"): return ampscript(i, end)
    case UInt8(ascii: "$") where next == UInt8(ascii: "{"): return brace(i, i + 2, end)
    case UInt8(ascii: "{") where next == UInt8(ascii: "#"): return jinjaComment(i, end)
    case UInt8(ascii: "{"): return brace(i, i + 1, end)
    default: return nil
    }
  }

  /// `*|FNAME|*`, `*|IF:X|*`: capital letters only, but for what a condition compares with.
  private func mailchimp(_ start: Int, _ end: Int) -> Placeholder? {
    var i = start + 2
    while i < end, i - start < 60, ForeignText.isMergeByte(text.utf8[i]) { i += 1 }
    if text.utf8[start + 2..<i].contains(UInt8(ascii: ":")), i < end,
      [UInt8]("=!<> ".utf8).contains(text.utf8[i])
    {
      while i < end, i - start < 120, text.utf8[i] != UInt8(ascii: "|"), text.utf8[i] >= 0x20 {
        i += 1
      }
    }
    let name = String(decoding: text.utf8[start + 2..<i], as: UTF8.self)
    guard i > start + 2, i + 1 < end, text.utf8[i] == UInt8(ascii: "|"),
      text.utf8[i + 1] == UInt8(ascii: "*"), name.utf8.first.map(MarkupLexer.isNameStart) ?? false
    else { return nil }
    return Placeholder(
      end: i + 2, message: "'*|\(name)|*' is Mailchimp, and would be sent as it stands",
      help: "write " + ForeignText.liquid(ofMergeTag: name, scope), isCertain: true)
  }

  private static func isMergeByte(_ byte: UInt8) -> Bool {
    (byte >= 0x41 && byte <= 0x5A) || MarkupLexer.isDigit(byte) || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "-")
  }

  private static func liquid(ofMergeTag tag: String, _ scope: TemplateScope) -> String {
    let parts = tag.split(separator: ":", maxSplits: 1).map(String.init)
    let argument = parts.count > 1 ? parts[1] : ""
    switch parts.first {
    case "IF", "ELSEIF", "IFNOT":
      let tag = parts[0] == "IF" ? "if" : parts[0] == "IFNOT" ? "unless" : "elsif"
      return "{% \(tag) \(condition(ofMergeTag: argument, scope)) %}"
    case "ELSE": return "{% else %}"
    case "END": return "{% endif %}"
    case "UNSUB": return "{{ unsubscribe_url }}"
    case "ARCHIVE": return "{{ view_in_browser_url }}"
    case "DATE", "CURRENT_YEAR": return "{{ 'now' | date: '%Y' }}"
    case "MC_PREVIEW_TEXT": return "{{ preheader }}"
    case "MC": if argument == "SUBJECT" { return "{{ subject }}" }
    default: break
    }
    let names = ["FNAME": "first_name", "LNAME": "last_name", "EMAIL": "email", "PHONE": "phone"]
    let wanted = names[tag] ?? tag.lowercased()
    return "{{ \(column(wanted, scope) ?? wanted) }}"
  }

  /// `PLAN`, `PLAN = free`, `SEATS > 3`.
  private static func condition(ofMergeTag argument: String, _ scope: TemplateScope) -> String {
    let written = Array(argument.utf8)
    let name = written.prefix(while: isMergeByte)
    let sign = written.dropFirst(name.count).filter { $0 != 0x20 }
      .prefix { [UInt8]("=!<>".utf8).contains($0) }
    let word = String(decoding: name, as: UTF8.self)
    let column = column(word, scope) ?? word.lowercased()
    guard !sign.isEmpty else { return column }
    let operation = sign.elementsEqual("=".utf8) ? "==" : String(decoding: sign, as: UTF8.self)
    return "\(column) \(operation) …"
  }

  /// `%%first_name%%`, `%%=v(@name)=%%`.
  private func ampscript(_ start: Int, _ end: Int) -> Placeholder? {
    var i = start + 2
    let isCode = text.utf8[i] == UInt8(ascii: "=") || text.utf8[i] == UInt8(ascii: "[")
    while i + 1 < end, i - start < 80, text.utf8[i] != UInt8(ascii: "%"), text.utf8[i] != 0x0A {
      if !isCode, !MarkupLexer.isWord(text.utf8[i]) { return nil }
      i += 1
    }
    guard i > start + 2, i + 1 < end, text.utf8[i] == UInt8(ascii: "%"),
      text.utf8[i + 1] == UInt8(ascii: "%")
    else { return nil }
    let name = String(decoding: text.utf8[start + 2..<i], as: UTF8.self)
    guard isCode || (name.utf8.first.map(MarkupLexer.isNameStart) ?? false) else { return nil }
    let known = isCode ? nil : ForeignText.column(name, scope) ?? name
    return Placeholder(
      end: i + 2, message: "'%% %%' is AMPscript, and would be sent as it stands",
      help: "write {{ \(known ?? "name") }}")
  }

  /// `{first_name}` and `${first_name}`, if there is such a column.
  private func brace(_ start: Int, _ nameStart: Int, _ end: Int) -> Placeholder? {
    if start > 0, text.utf8[start - 1] == UInt8(ascii: "{") { return nil }
    var i = nameStart
    while i < end, [UInt8].isWhitespace(text.utf8[i]), i - nameStart < 4 { i += 1 }
    let first = i
    while i < end, i - first < 100, MarkupLexer.isWord(text.utf8[i]) { i += 1 }
    let name = Array(text.utf8[first..<i])
    while i < end, [UInt8].isWhitespace(text.utf8[i]), i - first < 110 { i += 1 }
    guard !name.isEmpty, i < end, text.utf8[i] == UInt8(ascii: "}"),
      scope.columns.contains(where: { $0.name.utf8.elementsEqual(name) })
    else { return nil }
    let shown = String(decoding: name, as: UTF8.self)
    return Placeholder(
      end: i + 1, message: "one pair of braces is text, and would be sent as it stands",
      help: "write {{ \(shown) }}", isBrace: true)
  }

  /// `{# … #}` in one line.
  private func jinjaComment(_ start: Int, _ end: Int) -> Placeholder? {
    var i = start + 2
    guard hasJinjaEnds, text.utf8[i] == 0x20 else { return nil }
    while i + 1 < end, i - start < 160, text.utf8[i] != 0x0A {
      if text.utf8[i] == UInt8(ascii: "#"), text.utf8[i + 1] == UInt8(ascii: "}") {
        return Placeholder(
          end: i + 2, message: "'{# #}' is Jinja, and would be sent as it stands",
          help: "write {% comment %} … {% endcomment %}, or {% # … %}", isBrace: true)
      }
      i += 1
    }
    return nil
  }

  /// The column of that name, whatever the case and with or without underscores.
  static func column(_ name: String, _ scope: TemplateScope) -> String? {
    let wanted = simplified(name)
    guard !wanted.isEmpty else { return nil }
    return scope.columns.prefix(1000).first { simplified($0.name) == wanted }?.name
  }

  private static func simplified(_ name: String) -> [UInt8] {
    name.utf8.filter { MarkupLexer.isWord($0) && $0 != UInt8(ascii: "_") }
      .map { MarkupPosition.lower($0) }
  }
}
