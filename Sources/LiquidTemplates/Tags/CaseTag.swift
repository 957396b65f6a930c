/// `{% case %}` with its `when` and `else`.
///
/// As in Liquid, every value of a `when` that is equal prints its block, so two equal values print
/// it twice; where all values are different literals, the first that is equal ends the search.
struct CaseTag: TemplateNode {
  struct Branch: Sendable {
    /// Empty for `else`.
    let values: [Expression]
    let isElse: Bool
    let block: Block
  }

  let subject: Expression
  let branches: [Branch]

  var isBlank: Bool { branches.allSatisfy { $0.block.isBlank } }

  static func parse(_ parser: inout TemplateParser, _ head: TagHead) -> (any TemplateNode)? {
    let invalid = Expression(kind: .invalid, range: head.markup.markup)
    let subject = parser.read(head.markup, otherwise: invalid) { (markup) throws(MarkupError) in
      let subject = try markup.expression()
      if markup.syntax == .strict { markup.skipRest() }
      return subject
    }
    var (before, clause) = parser.block(in: head, until: ["when", "else", "endcase"])
    before.nodes.removeAll { $0.isBlank }
    // Elsewhere it is passed over, whatever it is.
    if !before.nodes.isEmpty, parser.syntax.isChecked {
      parser.report(
        MarkupError(head.markup.whole, "nothing is printed between 'case' and its first 'when'"))
    }
    var branches: [Branch] = []
    while let current = clause, current.name.text != "endcase" {
      let isElse = current.name.text == "else"
      let values = isElse ? [] : parser.whenValues(current)
      let (block, next) = parser.block(in: head, until: ["when", "else", "endcase"])
      branches.append(Branch(values: values, isElse: isElse, block: block))
      clause = next
    }
    return CaseTag(subject: subject, branches: branches)
  }

  func emit(into program: inout ProgramBuilder) {
    if isSearch {
      emitSearch(into: &program)
    } else {
      emitEveryMatch(into: &program)
    }
  }

  /// At most one value can be equal, and `else` comes last.
  private var isSearch: Bool {
    // These are equal to more than one literal.
    if subject.literal == .blank || subject.literal == .empty { return false }
    let literals = branches.flatMap { $0.values.map { $0.literal } }
    for (i, literal) in literals.enumerated() {
      switch literal {
      case .text, .integer, .null, .boolean:
        if literals[..<i].contains(literal) { return false }
      case nil, .decimal, .blank, .empty: return false
      }
    }
    return branches.dropLast().allSatisfy { !$0.isElse }
  }

  private func emitSearch(into program: inout ProgramBuilder) {
    let end = program.label()
    var after: Flow?
    for branch in branches {
      let body = program.label()
      let next = program.label()
      var inside: Flow?
      for value in branch.values {
        let (whenTrue, whenFalse) = program.jump(
          if: .comparison(subject, .equal, value), to: body)
        inside = whenTrue.joined(with: inside)
        program.flow = whenFalse
      }
      let outside = program.flow
      if !branch.isElse { program.jump(to: next) }
      program.place(body)
      program.flow = inside ?? outside
      branch.block.emit(into: &program, dropsText: isBlank)
      after = program.flow.joined(with: after)
      program.jump(to: end)
      program.place(next)
      program.flow = branch.isElse ? .unreachable(at: outside) : outside
    }
    program.flow = program.flow.joined(with: after)
    program.place(end)
  }

  private func emitEveryMatch(into program: inout ProgramBuilder) {
    let isMatched = program.flag()
    for branch in branches {
      if branch.isElse {
        let next = program.label()
        let before = program.flow
        program.jump(ifSet: isMatched, to: next)
        branch.block.emit(into: &program, dropsText: isBlank)
        program.flow = program.flow.joined(with: before)
        program.place(next)
      }
      for value in branch.values {
        let next = program.label()
        let (whenTrue, whenFalse) = program.jump(
          unless: .comparison(subject, .equal, value), to: next)
        program.flow = whenTrue
        program.set(isMatched)
        branch.block.emit(into: &program, dropsText: isBlank)
        program.flow = program.flow.joined(with: whenFalse)
        program.place(next)
      }
    }
  }
}

extension TemplateParser {
  fileprivate mutating func whenValues(_ clause: TagHead) -> [Expression] {
    read(clause.markup, otherwise: []) { (markup) throws(MarkupError) in
      var values = [try markup.expression()]
      while markup.skip(.comma) || markup.skip(word: "or") {
        values.append(try markup.expression())
      }
      if markup.syntax == .strict { markup.skipRest() }
      return values
    }
  }
}
