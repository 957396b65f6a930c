import Diagnostics

/// `{% if %}` and `{% unless %}` with their `elsif` and `else`.
struct IfTag: TemplateNode {
  struct Branch: Sendable {
    /// Nil for `else`.
    let condition: Condition?
    let block: Block
  }

  /// `unless` turns its first condition round.
  let isUnless: Bool
  let branches: [Branch]

  var isBlank: Bool { branches.allSatisfy { $0.block.isBlank } }

  static func parse(_ parser: inout TemplateParser, _ head: TagHead) -> (any TemplateNode)? {
    let end = "end" + head.name.text
    var branches: [Branch] = []
    var clause = head
    var hasElse = false
    while true {
      let condition = parser.condition(of: clause)
      let (block, next) = parser.block(in: head, until: ["elsif", "else", end])
      branches.append(Branch(condition: condition, block: block))
      guard let next, next.name.text != end else { break }
      if hasElse, parser.syntax.isChecked {
        parser.report(
          MarkupError(next.markup.whole, "'else' is the last part of '\(head.name.text)'"))
      }
      hasElse = hasElse || next.name.text == "else"
      clause = next
    }
    return IfTag(isUnless: head.name.text == "unless", branches: branches)
  }

  func emit(into program: inout ProgramBuilder) {
    let end = program.label()
    let isBlank = isBlank
    var after: Flow?
    var isFirst = true
    for branch in branches {
      guard let condition = branch.condition else {
        branch.block.emit(into: &program, dropsText: isBlank)
        break
      }
      let next = program.label()
      program.checkConstant(condition)
      let (inside, outside) = enter(condition, isTurned: isFirst && isUnless, next, &program)
      isFirst = false
      program.flow = inside
      branch.block.emit(into: &program, dropsText: isBlank)
      after = program.flow.joined(with: after)
      program.jump(to: end)
      program.place(next)
      program.flow = outside
    }
    program.flow = program.flow.joined(with: after)
    program.place(end)
  }

  /// Jumps to `next` unless the branch is entered; what is known inside of it, and where it is not entered.
  private func enter(
    _ condition: Condition, isTurned: Bool, _ next: Int32, _ program: inout ProgramBuilder
  ) -> (inside: Flow, outside: Flow) {
    if isTurned {
      let (whenTrue, whenFalse) = program.jump(if: condition, to: next)
      return (whenFalse, whenTrue)
    }
    let (whenTrue, whenFalse) = program.jump(unless: condition, to: next)
    return (whenTrue, whenFalse)
  }
}

extension TemplateParser {
  /// The condition of `if`, `unless` or `elsif`; nil for `else`.
  fileprivate mutating func condition(of clause: TagHead) -> Condition? {
    if clause.name.text == "else" {
      if syntax.isChecked, !clause.markup.markup.isEmpty {
        report(
          MarkupError(
            clause.markup.markup, "'else' takes nothing behind its name",
            label: text.utf8[clause.markup.markup].starts(with: "if".utf8) ? "write 'elsif'" : ""))
      }
      return nil
    }
    return read(clause.markup, otherwise: .invalid) { (markup) throws(MarkupError) in
      try markup.condition()
    }
  }
}
