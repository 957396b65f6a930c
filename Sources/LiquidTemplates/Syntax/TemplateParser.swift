import Diagnostics

/// Reads one template text into nodes; after a mistake it goes on, so that all of a text are reported at once.
struct TemplateParser {
  let text: MappedText
  let syntax: LiquidSyntax
  private(set) var findings = Findings()
  /// The names given values so far, in order.
  var assigned: [Identifier] = []
  var counted: [Identifier] = []
  var included: [Identifier] = []
  /// How many loops are open; `break` and `continue` need one.
  var loopDepth = 0

  private var scanner: TemplateScanner
  private var pending: TemplatePiece?
  /// The lines of open `{% liquid %}` tags that are still to be read, next one last.
  private var lines: [TemplatePiece] = []
  private var reportedScannerErrors = 0
  /// The clauses and ends that enclosing blocks wait for, innermost last.
  private var awaited: [[String]] = []
  private var isStopped = false
  private var liquidDepth = 0
  private var lineErrors: [MarkupError] = []

  static let maximumBytes = 1 << 20
  static let maximumNesting = 64
  /// More mistakes than anyone reads.
  private static let maximumFindings = 100

  static func parse(
    _ text: MappedText, syntax: LiquidSyntax = .checked, into findings: inout Findings
  ) -> Block {
    guard text.utf8.count <= maximumBytes else {
      findings.report(
        Diagnostic("liquid-syntax", "a template has at most 1 MiB", at: text.whole))
      return Block()
    }
    var parser = TemplateParser(text, syntax)
    let block = parser.wholeText()
    findings.append(contentsOf: parser.findings)
    return block
  }

  private init(_ text: MappedText, _ syntax: LiquidSyntax) {
    self.text = text
    self.syntax = syntax
    self.scanner = TemplateScanner(text.utf8)
  }

  private mutating func wholeText() -> Block {
    var block = Block()
    while let piece = nextPiece() {
      append(piece, to: &block)
    }
    block.assigned = assigned
    block.counted = counted
    block.included = included
    return block
  }

  /// Reads up to the first of `ends` and returns it; nil, and a finding, if the text or an outer block ends first.
  mutating func block(in head: TagHead, until ends: [String]) -> (block: Block, end: TagHead?) {
    var block = Block()
    let first = (assigned.count, counted.count, included.count)
    awaited.append(ends)
    defer { awaited.removeLast() }
    guard awaited.count <= TemplateParser.maximumNesting else {
      report(
        MarkupError(
          head.markup.whole, "blocks nest at most \(TemplateParser.maximumNesting) levels"))
      stop()
      return (block, nil)
    }
    while let piece = nextPiece() {
      if case .endOfLines = piece {
        // A block does not go beyond the `{% liquid %}` that it begins in.
        pending = piece
        break
      }
      if case .tag(let name, let markup) = piece {
        if ends.contains(name.text) {
          note(first, in: &block)
          return (block, TagHead(name: name, markup: markup))
        }
        if TagTable.all[name.text] == nil, awaited.contains(where: { $0.contains(name.text) }) {
          pending = piece
          break
        }
      }
      append(piece, to: &block)
    }
    if !isStopped, let end = ends.last {
      report(
        MarkupError(
          head.markup.whole, "'\(head.name.text)' is closed by '{% \(end) %}'",
          label: "opened here, never closed"))
    }
    note(first, in: &block)
    return (block, nil)
  }

  private func note(
    _ first: (assigned: Int, counted: Int, included: Int), in block: inout Block
  ) {
    block.assigned = Array(assigned[first.assigned...])
    block.counted = Array(counted[first.counted...])
    block.included = Array(included[first.included...])
  }

  /// Appends what stands in the lines of `{% liquid %}`.
  private mutating func append(lines pieces: [TemplatePiece], to block: inout Block) {
    lines.append(.endOfLines)
    lines.append(contentsOf: pieces.reversed())
    while let piece = nextPiece() {
      if case .endOfLines = piece { return }
      append(piece, to: &block)
    }
  }

  private mutating func append(_ piece: TemplatePiece, to block: inout Block) {
    switch piece {
    case .endOfLines: break
    case .text(let range):
      block.nodes.append(TextNode(bytes: Array(text.utf8[range])))
    case .output(let markup):
      // `{{ }}` prints nothing.
      guard !markup.markup.isEmpty else { return }
      let value = read(markup, otherwise: nil) { (parser) throws(MarkupError) in
        Optional(try parser.filteredExpression())
      }
      if let value { block.nodes.append(OutputNode(value: value)) }
    case .tag(let name, let markup):
      let head = TagHead(name: name, markup: markup)
      if name.utf8.elementsEqual("liquid".utf8) {
        liquidDepth += 1
        defer { liquidDepth -= 1 }
        guard liquidDepth <= TemplateParser.maximumNesting else {
          report(MarkupError(name.range, "'liquid' nests too deep"))
          return
        }
        append(lines: scanner.lines(of: markup, into: &lineErrors), to: &block)
        for error in lineErrors { report(error) }
        lineErrors = []
        return
      }
      guard let definition = TagTable.all[name.text] else {
        report(TagTable.unknown(name))
        return
      }
      if let node = definition(&self, head) { block.nodes.append(node) }
    }
  }

  private mutating func nextPiece() -> TemplatePiece? {
    if let piece = pending {
      pending = nil
      return piece
    }
    if let line = lines.popLast() { return isStopped ? nil : line }
    guard !isStopped else { return nil }
    let piece = scanner.next()
    while reportedScannerErrors < scanner.errors.count {
      report(scanner.errors[reportedScannerErrors])
      reportedScannerErrors += 1
    }
    return isStopped ? nil : piece
  }

  /// Reads markup whole; reports what is wrong with it and returns `otherwise`.
  mutating func read<Result>(
    _ markup: DelimitedMarkup, otherwise: Result,
    _ body: (inout MarkupParser) throws(MarkupError) -> Result
  ) -> Result {
    do {
      var parser = try MarkupParser(text.utf8, markup.markup, syntax: syntax)
      let result = try body(&parser)
      try parser.requireEnd()
      return result
    } catch {
      report(ForeignMarkup.explain(error, text.utf8, markup))
      return otherwise
    }
  }

  mutating func report(_ error: MarkupError) {
    guard !isStopped else { return }
    findings.report(
      Diagnostic(
        "liquid-syntax", error.message, at: text.range(error.range), label: error.label,
        help: error.help))
    if findings.all.count >= TemplateParser.maximumFindings { stop() }
  }

  /// Nothing more is read: what follows has no clear meaning.
  mutating func stop() {
    isStopped = true
  }

  mutating func skipRaw() -> Range<Int>? { lines.isEmpty ? scanner.skipRaw() : nil }

  mutating func skipDoc() -> TemplateScanner.DocEnd {
    lines.isEmpty ? scanner.skipDoc() : .missing
  }

  mutating func skipComment() -> Bool {
    guard !lines.isEmpty else { return scanner.skipComment(isLenient: syntax.isChecked) }
    var depth = 1
    while let line = lines.popLast() {
      guard case .tag(let name, _) = line else {
        lines.append(line)
        return false
      }
      if name.utf8.elementsEqual("comment".utf8) { depth += 1 }
      if name.utf8.elementsEqual("endcomment".utf8) { depth -= 1 }
      if depth == 0 { return true }
    }
    return false
  }
}

/// A tag's name and what stands behind it.
struct TagHead: Sendable {
  let name: Identifier
  let markup: DelimitedMarkup
}
