import Diagnostics

extension ProgramBuilder {
  /// `constant-condition`: an `if`, `unless` or `elsif` whose answer is the same for every contact.
  ///
  /// Decided by the types of columns, the values of enums, and whether a cell may be empty: every combination
  /// of them is tried. Names of the template's own are not looked at, and neither are layouts and partials:
  /// what is constant in one email is not in another.
  mutating func checkConstant(_ condition: Condition) {
    guard dynamic == nil, activePartials.isEmpty, flow.isReachable,
      text.file === source.main.file, text.whole.bytes == source.main.whole.bytes,
      source.layout.map({ $0.file !== text.file }) ?? true, !source.isLayout
    else { return }
    var trial = ConditionTrial(self)
    guard let range = trial.take(condition), let answer = trial.answer(condition) else { return }
    doubts.append(
      Diagnostic(
        "constant-condition", .warning,
        answer ? "this condition holds for every contact" : "this condition holds for no contact",
        at: text.range(range), notes: trial.reasons))
  }
}

/// The contacts that can differ in what a condition asks of them.
private struct ConditionTrial {
  private enum Cell: Equatable {
    case absent
    case text([UInt8])
    case boolean(Bool)
    /// Some text that no literal names.
    case other
    /// Some number, date or list.
    case unknown
  }

  private let builder: ProgramBuilder
  private var columns: [Int] = []
  private var literals: [Int: [[UInt8]]] = [:]
  /// Why the answer is what it is, for people.
  private(set) var reasons: [String] = []

  private static let mostCombinations = 2048

  init(_ builder: ProgramBuilder) { self.builder = builder }

  /// Notes what a condition asks; nil if it asks for anything but columns and literals.
  mutating func take(_ condition: Condition) -> Range<Int>? {
    switch condition {
    case .truth(let value): return take(value, beside: nil)
    case .comparison(let left, _, let right):
      guard let a = take(left, beside: right), let b = take(right, beside: left) else { return nil }
      return min(a.lowerBound, b.lowerBound)..<max(a.upperBound, b.upperBound)
    case .and(let left, let right), .or(let left, let right):
      guard let a = take(left), let b = take(right) else { return nil }
      return min(a.lowerBound, b.lowerBound)..<max(a.upperBound, b.upperBound)
    }
  }

  private mutating func take(_ value: Expression, beside other: Expression?) -> Range<Int>? {
    switch value.kind {
    case .literal: return value.range
    case .invalid, .range: return nil
    case .variable(let name, let path):
      guard path.isEmpty, case .column(let slot) = builder.meaning(of: name.utf8) else {
        return nil
      }
      if !columns.contains(slot) { columns.append(slot) }
      if case .text(let text)? = other?.literal, !(literals[slot] ?? []).contains(text) {
        // What is no value of the enum has been reported.
        if case .enumeration(let values) = builder.scope.columns[slot].type,
          !values.contains(where: { $0.utf8.elementsEqual(text) })
        {
          return nil
        }
        literals[slot, default: []].append(text)
      }
      return value.range
    }
  }

  /// Nil if it depends on the contact, or nobody knows.
  mutating func answer(_ condition: Condition) -> Bool? {
    let choices = columns.map { cells(of: $0) }
    var combinations = 1
    for cells in choices {
      combinations *= max(cells.count, 1)
      guard combinations <= ConditionTrial.mostCombinations else { return nil }
    }
    var answer: Bool?
    for number in 0..<combinations {
      var rest = number
      var contact: [Int: Cell] = [:]
      for (slot, cells) in zip(columns, choices) where !cells.isEmpty {
        contact[slot] = cells[rest % cells.count]
        rest /= cells.count
      }
      guard let holds = holds(condition, contact), answer == nil || answer == holds else {
        return nil
      }
      answer = holds
    }
    for slot in columns { explain(slot) }
    return answer
  }

  private mutating func explain(_ slot: Int) {
    let column = builder.scope.columns[slot]
    if let empty = literals[slot], empty.contains([]) {
      reasons.append("an empty cell is nil and never '': ask with '{% if \(column.name) %}'")
    } else if !column.isNullable {
      switch column.type {
      case .boolean, .enumeration: break
      case .list: reasons.append("a list is true even if nothing is in it: ask for its size")
      case .integer, .decimal:
        reasons.append("column '\(column.name)' is never empty, and 0 counts as true")
      default: reasons.append("column '\(column.name)' is never empty")
      }
    }
  }

  private func cells(of slot: Int) -> [Cell] {
    let column = builder.scope.columns[slot]
    var cells: [Cell] = column.isNullable ? [.absent] : []
    switch column.type {
    case .boolean: cells += [.boolean(true), .boolean(false)]
    case .enumeration(let values): cells += values.map { .text(Array($0.utf8)) }
    case .string, .email, .timezone, .url:
      cells += (literals[slot] ?? []).filter { !$0.isEmpty }.map { .text($0) } + [.other]
    case .integer, .decimal, .date, .timestamp, .list: cells.append(.unknown)
    }
    return cells
  }

  private func holds(_ condition: Condition, _ contact: [Int: Cell]) -> Bool? {
    switch condition {
    case .truth(let value): return truth(value, contact)
    case .comparison(let left, let comparison, let right):
      return compare(left, comparison, right, contact)
    case .and(let left, let right):
      let (a, b) = (holds(left, contact), holds(right, contact))
      if a == false || b == false { return false }
      return a == nil || b == nil ? nil : true
    case .or(let left, let right):
      let (a, b) = (holds(left, contact), holds(right, contact))
      if a == true || b == true { return true }
      return a == nil || b == nil ? nil : false
    }
  }

  private func truth(_ value: Expression, _ contact: [Int: Cell]) -> Bool? {
    if let literal = value.literal { return literal != .null && literal != .boolean(false) }
    guard let cell = cell(value, contact) else { return nil }
    return cell != .absent && cell != .boolean(false)
  }

  private func cell(_ value: Expression, _ contact: [Int: Cell]) -> Cell? {
    guard case .variable(let name, _) = value.kind,
      case .column(let slot) = builder.meaning(of: name.utf8)
    else { return nil }
    return contact[slot]
  }

  private func compare(
    _ left: Expression, _ comparison: ComparisonOperator, _ right: Expression,
    _ contact: [Int: Cell]
  ) -> Bool? {
    if let a = left.literal, let b = right.literal {
      guard comparison == .equal || comparison == .notEqual, ConditionTrial.areAlike(a, b) else {
        return nil
      }
      return (a == b) == (comparison == .equal)
    }
    let (value, literal) = left.literal == nil ? (left, right.literal) : (right, left.literal)
    guard let literal, let cell = cell(value, contact) else { return nil }
    switch comparison {
    case .equal: return equals(cell, literal)
    case .notEqual: return equals(cell, literal).map { !$0 }
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .contains: return nil
    }
  }

  private func equals(_ cell: Cell, _ literal: Literal) -> Bool? {
    switch (cell, literal) {
    case (.absent, .null), (.absent, .blank): true
    case (.absent, .empty): nil
    case (.absent, _), (_, .null): false
    case (.text(let a), .text(let b)): a == b
    // A cell is never an empty text, and may be any other that is not named.
    case (.other, .text): false
    case (.boolean(let a), .boolean(let b)): a == b
    case (.text, .empty), (.text, .blank): nil
    default: nil
    }
  }

  private static func areAlike(_ a: Literal, _ b: Literal) -> Bool {
    switch (a, b) {
    case (.text, .text), (.integer, .integer), (.boolean, .boolean), (.null, .null): true
    default: false
    }
  }
}
