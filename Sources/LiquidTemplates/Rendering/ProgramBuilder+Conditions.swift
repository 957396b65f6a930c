import CivilTime
import Diagnostics

extension ProgramBuilder {
  /// Jumps to `label` unless the condition holds; what is known where it holds (the next operation) and where not.
  mutating func jump(
    unless condition: Condition, to label: Int32
  ) -> (whenTrue: Flow, whenFalse: Flow) {
    switch condition {
    case .and(let left, let right):
      let (leftTrue, leftFalse) = jump(unless: left, to: label)
      flow = leftTrue
      let (bothTrue, rightFalse) = jump(unless: right, to: label)
      return (bothTrue, leftFalse.joined(with: rightFalse))
    case .or(let left, let right):
      let holds = self.label()
      let (leftTrue, leftFalse) = jump(if: left, to: holds)
      flow = leftFalse
      let (rightTrue, bothFalse) = jump(unless: right, to: label)
      place(holds)
      return (leftTrue.joined(with: rightTrue), bothFalse)
    case .truth, .comparison:
      if let slot = askedColumn(condition) {
        append(.jumpUnlessColumn(Int32(slot), to: label))
      } else if let asked = askedText(condition) {
        append(
          asked.isEqual
            ? .jumpUnlessText(asked.slot, literal: asked.literal, to: label)
            : .jumpIfText(asked.slot, literal: asked.literal, to: label))
      } else {
        pushSimple(condition)
        append(.jumpUnless(to: label))
      }
      return known(after: condition)
    }
  }

  /// Jumps to `label` if the condition holds.
  mutating func jump(
    if condition: Condition, to label: Int32
  ) -> (whenTrue: Flow, whenFalse: Flow) {
    switch condition {
    case .and(let left, let right):
      let fails = self.label()
      let (leftTrue, leftFalse) = jump(unless: left, to: fails)
      flow = leftTrue
      let (bothTrue, rightFalse) = jump(if: right, to: label)
      place(fails)
      return (bothTrue, leftFalse.joined(with: rightFalse))
    case .or(let left, let right):
      let (leftTrue, leftFalse) = jump(if: left, to: label)
      flow = leftFalse
      let (rightTrue, bothFalse) = jump(if: right, to: label)
      return (leftTrue.joined(with: rightTrue), bothFalse)
    case .truth, .comparison:
      if let slot = askedColumn(condition) {
        append(.jumpIfColumn(Int32(slot), to: label))
      } else if let asked = askedText(condition) {
        append(
          asked.isEqual
            ? .jumpIfText(asked.slot, literal: asked.literal, to: label)
            : .jumpUnlessText(asked.slot, literal: asked.literal, to: label))
      } else {
        pushSimple(condition)
        append(.jumpIf(to: label))
      }
      return known(after: condition)
    }
  }

  /// The column of `{% if column %}`.
  private mutating func askedColumn(_ condition: Condition) -> Int? {
    guard case .truth(let expression) = condition,
      case .variable(let name, let path) = expression.kind, path.isEmpty,
      case .column(let slot) = meaning(of: name.utf8)
    else { return nil }
    facts.columns.insert(slot)
    return slot
  }

  /// Column and literal of `{% if column == 'text' %}` and of `!=`, which need no values.
  private mutating func askedText(
    _ condition: Condition
  ) -> (slot: Int32, literal: Int32, isEqual: Bool)? {
    guard case .comparison(let left, let comparison, let right) = condition,
      comparison == .equal || comparison == .notEqual,
      case .variable(let name, let path) = left.kind, path.isEmpty,
      case .column(let slot) = meaning(of: name.utf8), case .text(let text) = right.literal
    else { return nil }
    let column = value(ofColumn: slot)
    guard column.type.kind == .text else { return nil }
    facts.columns.insert(slot)
    check(left, column, comparison, right, StaticValue(.text, literal: right.literal))
    return (Int32(slot), literalIndex(text), comparison == .equal)
  }

  private mutating func pushSimple(_ condition: Condition) {
    switch condition {
    case .truth(let expression): _ = push(expression)
    case .comparison(let left, let comparison, let right):
      pushComparison(left, comparison, right)
    case .and, .or: preconditionFailure("joined conditions are taken apart before")
    }
  }

  private mutating func pushComparison(
    _ left: Expression, _ comparison: ComparisonOperator, _ right: Expression
  ) {
    // Dates have no literals of their own: a text beside one is read as one.
    if let date = dateLiteral(right, like: type(of: left)) {
      _ = push(left)
      append(.pushConstant(constant(date)))
    } else if let date = dateLiteral(left, like: type(of: right)) {
      append(.pushConstant(constant(date)))
      _ = push(right)
    } else {
      let a = push(left)
      let b = push(right)
      if dynamic == nil { check(left, a, comparison, right, b) }
    }
    append(.compare(comparison))
  }

  /// The type of a plain name.
  private func type(of expression: Expression) -> StaticType {
    guard case .variable(let name, let path) = expression.kind, path.isEmpty else { return .any }
    switch meaning(of: name.utf8) {
    case .column(let slot): return value(ofColumn: slot).type
    case .variable(let slot): return value(ofVariable: slot).type
    case .loop, .table, .reserved, .content, nil: return .any
    }
  }

  private func dateLiteral(_ expression: Expression, like type: StaticType) -> LiquidValue? {
    guard case .text(let bytes) = expression.literal else { return nil }
    switch type {
    case .date: return CivilDate(bytes[...]).map { .date($0) }
    case .timestamp:
      guard case .instant(let instant) = WrittenTimestamp(bytes[...]) else { return nil }
      return .timestamp(instant)
    default: return nil
    }
  }

  /// What is known behind a condition, from what was known before it.
  private func known(after condition: Condition) -> (whenTrue: Flow, whenFalse: Flow) {
    var whenTrue = flow
    var whenFalse = flow
    switch condition {
    case .truth(let expression): setPresent(expression, in: &whenTrue)
    case .comparison(let left, let comparison, let right):
      compare(left, comparison, right, &whenTrue, &whenFalse)
      compare(right, comparison.turned, left, &whenTrue, &whenFalse)
    case .and, .or: break
    }
    return (whenTrue, whenFalse)
  }

  /// What follows for the left side.
  private func compare(
    _ left: Expression, _ comparison: ComparisonOperator?, _ right: Expression,
    _ whenTrue: inout Flow, _ whenFalse: inout Flow
  ) {
    guard let comparison else {
      // The right side of `contains`.
      setPresent(left, in: &whenTrue)
      return
    }
    if let (root, isTrue) = filledList(left, comparison, right) {
      if isTrue { setFilled(root, in: &whenTrue) } else { setFilled(root, in: &whenFalse) }
    }
    let isNilTest = right.literal == .null || right.literal == .blank
    switch comparison {
    case .equal:
      if isNilTest {
        setPresent(left, in: &whenFalse)
      } else if isNeverNil(right) {
        setPresent(left, in: &whenTrue)
      }
    case .notEqual:
      if isNilTest {
        setPresent(left, in: &whenTrue)
      } else if isNeverNil(right) {
        setPresent(left, in: &whenFalse)
      }
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .contains:
      setPresent(left, in: &whenTrue)
    }
  }

  /// A literal, a range, or a plain name of what is there.
  private func isNeverNil(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .literal: return expression.literal != .null && expression.literal != .blank
    case .range: return true
    case .invalid: return false
    case .variable(let name, let path):
      guard path.isEmpty else { return false }
      switch meaning(of: name.utf8) {
      case .column(let slot): return !value(ofColumn: slot).isNullable
      case .variable(let slot): return !value(ofVariable: slot).isNullable
      case .loop, .table: return true
      case .reserved, .content, nil: return false
      }
    }
  }

  private func setPresent(_ expression: Expression, in flow: inout Flow) {
    guard case .variable(let name, let path) = expression.kind else { return }
    guard path.isEmpty else {
      setPathPresent(expression, name, path, in: &flow)
      return
    }
    switch meaning(of: name.utf8) {
    case .column(let slot): flow.presentColumns.insert(slot)
    case .variable(let slot):
      if let mirror = flow.variables[slot]?.mirror { flow.presentColumns.insert(mirror) }
      var value = flow.variables[slot] ?? .unset
      value.isNullable = false
      value.isUnset = false
      flow.variables[slot] = value
    case .loop, .table, .reserved, .content, nil: break
    }
  }

  /// A property that is there belongs to something that is there.
  private func setPathPresent(
    _ expression: Expression, _ name: Identifier, _ path: [PathElement], in flow: inout Flow
  ) {
    setPresent(
      Expression(kind: .variable(name, path: []), range: expression.range), in: &flow)
    if let known = knownPath(expression) { flow.insert(known) }
  }

  /// A list that is not empty has a first, a last, and an item 0.
  private func setFilled(_ root: KnownPath.Root, in flow: inout Flow) {
    for part in [KnownPath.Part.first, .last, .item(0)] {
      flow.insert(KnownPath(root: root, part: part))
    }
  }
}

extension ComparisonOperator {
  /// The operator with its sides changed; nil for `contains`.
  fileprivate var turned: ComparisonOperator? {
    switch self {
    case .equal, .notEqual: self
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    case .contains: nil
    }
  }
}
