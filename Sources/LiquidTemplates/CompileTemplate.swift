import Diagnostics

/// Compiles a template, or reports every mistake in it and returns nil.
///
/// Without `zones` any name that could be a zone's may stand for one.
package func compileTemplate(
  _ source: TemplateSource, context: TemplateContext, scope: TemplateScope,
  zones: KnownZones? = nil, into findings: inout Findings
) -> Template? {
  var own = Findings()
  for text in [source.main] + [source.layout].compactMap({ $0 }) + source.partials.map(\.text) {
    ForeignText.check(text, scope: scope, context: context, into: &own)
  }
  let main = TemplateParser.parse(source.main, into: &own)
  let layout = source.layout.map { ($0, TemplateParser.parse($0, into: &own)) }
  var builder = ProgramBuilder(
    source: source, scope: scope, context: context, zones: zones, findings: own)
  if let (text, block) = layout {
    builder.emit(main, layout: block, text)
  } else {
    if source.isLayout { builder.beginLayout() }
    builder.declare(main)
    builder.emit(main)
  }
  let program = builder.finish()
  findings.append(contentsOf: builder.findings)
  guard !builder.findings.hasErrors else { return nil }
  return Template(
    text: source.main.string, layout: source.layout?.string,
    partials: source.partials.map { ($0.name, $0.text.string) }, program: program)
}

extension ProgramBuilder {
  /// The main text inside its layout.
  ///
  /// A layout that does nothing with the content but print it once has it laid in there. Any other
  /// has it rendered first, into a variable.
  fileprivate mutating func emit(_ main: Block, layout: Block, _ layoutText: MappedText) {
    let uses = ProgramBuilder.usesOfContent(layoutText)
    let isPrintedOnce = layout.nodes.contains { ProgramBuilder.printsContent($0) }
    if uses == 1, isPrintedOnce {
      frame.content = .inline(main)
    } else {
      let slot = newVariable()
      declare(main)
      capture(into: slot) { $0.emit(main) }
      frame = Frame()
      frame.content = .variable(slot)
    }
    text = layoutText
    if uses == 0 { reportNoContent() }
    declare(layout)
    emit(layout)
  }

  /// The main text is a layout, and what it goes around is handed to each rendering.
  fileprivate mutating func beginLayout() {
    frame.content = .reserved
    if ProgramBuilder.usesOfContent(text) == 0 { reportNoContent() }
  }

  private mutating func reportNoContent() {
    report("liquid-syntax", "a layout prints the text inside it with '{{ content }}'", at: 0..<0)
  }

  /// How many outputs and tags have the word `content` in them.
  private static func usesOfContent(_ text: MappedText) -> Int {
    var scanner = TemplateScanner(text.utf8)
    let word = Array("content".utf8)
    var uses = 0
    while let piece = scanner.next() {
      let markup: Range<Int>
      switch piece {
      case .text, .endOfLines: continue
      case .output(let delimited), .tag(_, let delimited): markup = delimited.markup
      }
      let found = text.utf8[markup].withUnsafeBytes { bytes in
        word.withUnsafeBytes { bytes.firstRange(of: $0, from: 0) }
      }
      if found != nil { uses += 1 }
    }
    return uses
  }

  private static func printsContent(_ node: any TemplateNode) -> Bool {
    guard let output = node as? OutputNode, output.value.filters.isEmpty,
      case .variable(let name, let path) = output.value.base.kind
    else { return false }
    return path.isEmpty && name.utf8.elementsEqual("content".utf8)
  }
}
