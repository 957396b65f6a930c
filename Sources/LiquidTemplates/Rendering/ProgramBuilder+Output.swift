import Diagnostics

extension ProgramBuilder {
  /// Prints an expression, escaped for where it stands.
  mutating func printValue(_ value: FilteredExpression) {
    guard !isTooLarge else { return }
    let meaning = meaning(of: value.base)
    noteFallback(value, meaning, isPrinted: true)
    if value.filters.isEmpty {
      if let literal = value.base.literal {
        printLiteral(literal)
        return
      }
      if case .content = meaning, case .inline(let main) = frame.content {
        layIn(main)
        return
      }
    }
    if value.filters.isEmpty, case .content = meaning, case .reserved = frame.content {
      if flow.markup.isInValue {
        report(
          "liquid-syntax", "'{{ content }}' is html, and stands outside of tags", at: value.range)
      }
      append(.reserved(.content, .none))
      finishPrint(StaticValue(.markup), value, isRaw: true)
      return
    }
    let isRaw = value.filters.last?.name.utf8.elementsEqual("raw".utf8) ?? false
    if let slot = plainColumn(value, meaning) {
      let known = self.value(ofColumn: slot)
      append(.column(Int32(slot), escape(for: known.type)))
      finishPrint(known, value, isRaw: false)
    } else if let (slot, literal) = columnWithFallback(value, meaning) {
      var known = self.value(ofColumn: slot)
      known.isNullable = false
      let index = literalIndex(escaped(literal))
      append(.columnOrLiteral(Int32(slot), escape(for: known.type), literal: index))
      finishPrint(known, value, isRaw: false)
    } else if value.filters.isEmpty, case .reserved(let name) = meaning {
      note(name)
      let escape = escape(for: .text)
      append(.reserved(name, name.isAuthored ? escape.ofAuthor : escape))
      finishPrint(StaticValue(.text), value, isRaw: false)
    } else {
      let known = push(value)
      if !isRaw { quoteMarkup(known) }
      append(
        .print(
          escape(for: known.type), column: known.isNilLiteral ? -2 : Int32(known.column ?? -1)))
      finishPrint(known, value, isRaw: isRaw)
    }
  }

  /// What a plain name stands for here; nil for any other expression.
  func meaning(of expression: Expression) -> NameMeaning? {
    guard dynamic == nil, case .variable(let name, let path) = expression.kind, path.isEmpty else {
      return nil
    }
    return meaning(of: name.utf8)
  }

  /// The column that is printed as it is; `| escape` says what html bodies do anyway.
  private mutating func plainColumn(
    _ value: FilteredExpression, _ meaning: NameMeaning?
  ) -> Int? {
    guard case .column(let slot) = meaning else { return nil }
    guard
      value.filters.isEmpty
        || (value.filters.count == 1 && isRedundantEscape(value.filters[0], slot))
    else { return nil }
    facts.columns.insert(slot)
    return slot
  }

  /// `{{ column | default: 'text' }}`.
  private mutating func columnWithFallback(
    _ value: FilteredExpression, _ meaning: NameMeaning?
  ) -> (Int, [UInt8])? {
    guard case .column(let slot) = meaning, let filter = value.filters.first,
      filter.name.utf8.elementsEqual("default".utf8), filter.arguments.count == 1,
      filter.arguments[0].keyword == nil, case .text(let text) = filter.arguments[0].value.literal,
      value.filters.count == 1
        || (value.filters.count == 2 && isRedundantEscape(value.filters[1], slot))
    else { return nil }
    switch StaticType(scope.columns[slot].type) {
    case .boolean, .list: return nil
    default: break
    }
    facts.columns.insert(slot)
    return (slot, text)
  }

  private func isRedundantEscape(_ filter: FilterUse, _ slot: Int) -> Bool {
    context == .html && filter.name.utf8.elementsEqual("escape".utf8) && filter.arguments.isEmpty
      && StaticType(scope.columns[slot].type).kind == .text
  }

  /// What stands after any print: checks of the place and of what may be missing.
  mutating func finishPrint(
    _ known: StaticValue, _ value: FilteredExpression, isRaw: Bool = false
  ) {
    if known.type == .loop || known.type == .table {
      report("type-mismatch", "a loop is not printed, but its parts are", at: value.range)
    }
    if context.hasTags {
      checkPlace(of: known, value, isRaw: isRaw)
    }
    guard known.isNullable, !known.isNilLiteral else { return }
    facts.canLack = true
    if flow.isReachable { reportMissing(known, value) }
  }

  private mutating func printLiteral(_ value: Literal) {
    switch value {
    case .null, .blank, .empty: break
    case .text(let bytes): literal(escaped(bytes))
    case .boolean(let flag): literal(Array((flag ? "true" : "false").utf8))
    case .integer(let number): literal(Array(String(number).utf8))
    case .decimal(let number):
      var buffer = ByteBuffer()
      buffer.append(number)
      literal(buffer.bytes)
    }
  }

  /// A text of the template's author, escaped for where it is printed.
  private func escaped(_ bytes: [UInt8]) -> [UInt8] {
    let escape = escape(for: .text).ofAuthor
    switch escape {
    case .none: return bytes
    case .html, .header: if bytes.withUnsafeBytes({ ByteWord.isPlain($0) }) { return bytes }
    case .url, .link, .markdown, .markdownLink: break
    }
    var buffer = ByteBuffer(capacity: bytes.count)
    bytes.withUnsafeBytes { buffer.append($0, escape: escape, encoding: .plain) }
    return buffer.bytes
  }

  /// Keeps html on the stack from ending the attribute's value in which it is to be printed.
  mutating func quoteMarkup(_ value: StaticValue) {
    guard context.hasTags, flow.markup.isInValue, value.type == .markup || value.type == .any
    else { return }
    filters.append(.quoteMarkup)
    append(.filter(Int32(filters.count - 1)))
    facts.grows = true
    facts.canFail = true
  }

  func escape(for type: StaticType) -> Escape {
    switch context {
    case .text: .none
    case .markdown: type.isPlainASCII ? .none : .markdown
    case .markdownWithHTML:
      type.isPlainASCII ? .none : flow.markup.escape == .link ? .markdownLink : .markdown
    case .header: type.isPlainASCII ? .none : .header
    case .url: type.isPlainASCII && type != .timestamp ? .none : .url
    case .html: type.isPlainASCII ? .none : flow.markup.escape
    }
  }

  /// Gives what `body` prints to a variable.
  mutating func capture(into name: Identifier, _ body: (inout ProgramBuilder) -> Void) {
    if dynamic != nil {
      captureByName(name, body)
      return
    }
    guard let slot = frame.variables[name.utf8] else { return }
    capture(into: slot, at: text.range(name.range), body)
    note(assigned: name, slot)
  }

  mutating func capture(
    into slot: Int32, at place: SourceRange? = nil, _ body: (inout ProgramBuilder) -> Void
  ) {
    let markup = flow.markup
    flow.markup = MarkupPlaces()
    append(.beginCapture)
    frame.captures.append(slot)
    frame.places.append(markup)
    body(&self)
    frame.captures.removeLast()
    frame.places.removeLast()
    requirePlace(MarkupPlaces(), at: place, "what is captured begins")
    endCapture(slot)
    flow.markup = markup
    setVariable(slot, to: StaticValue(context.hasMarkup ? .markup : .text))
  }

  /// Captured output is escaped already where escaping twice would show.
  mutating func endCapture(_ slot: Int32) {
    if dynamic != nil {
      append(.endCaptureValue)
      append(.bind(slot))
      return
    }
    facts.grows = true
    append(.endCapture(slot, isMarkup: context.hasMarkup || context == .url))
  }

  mutating func abort(reason: String) {
    let index = facts.abortReasons.firstIndex { $0.utf8.elementsEqual(reason.utf8) }
    if index == nil { facts.abortReasons.append(reason) }
    append(.abort(reason: Int32(index ?? facts.abortReasons.count - 1)))
    facts.canFail = true
    flow.isReachable = false
  }

  /// A variable that is false and that `set` makes true.
  mutating func flag() -> Int32 {
    let slot = newVariable()
    append(.pushConstant(constant(.boolean(false))))
    append(.store(slot))
    return slot
  }

  mutating func set(_ flag: Int32) {
    append(.pushConstant(constant(.boolean(true))))
    append(.store(flag))
  }

  mutating func jump(ifSet flag: Int32, to label: Int32) {
    append(.pushVariable(flag))
    append(.jumpIf(to: label))
  }
}

extension ProgramBuilder {
  mutating func emit(_ block: Block) {
    block.emit(into: &self, dropsText: false)
  }

  /// Lays the main text into its layout, where it knows nothing of the layout's variables.
  private mutating func layIn(_ main: Block) {
    let outer = (frame, text)
    frame = Frame()
    text = source.main
    declare(main)
    emit(main)
    (frame, text) = outer
  }
}
