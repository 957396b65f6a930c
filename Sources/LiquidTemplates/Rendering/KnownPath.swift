/// An item or property of a column or variable, such as `tags.first`.
struct KnownPath: Hashable, Sendable {
  enum Root: Hashable, Sendable {
    case column(Int)
    case variable(Int32)
  }

  enum Part: Hashable, Sendable {
    case first
    case last
    case item(Int64)
  }

  let root: Root
  let part: Part
}

extension ProgramBuilder {
  /// The list item that an expression names in a way that can be recognized again.
  func knownPath(_ expression: Expression) -> KnownPath? {
    guard case .variable(let name, let path) = expression.kind, path.count == 1,
      let root = knownRoot(name)
    else { return nil }
    switch path[0] {
    case .property(let property):
      switch property.text {
      case "first": return KnownPath(root: root, part: .first)
      case "last": return KnownPath(root: root, part: .last)
      default: return nil
      }
    case .index(let index):
      guard case .integer(let number) = index.literal else { return nil }
      return KnownPath(root: root, part: .item(number))
    }
  }

  /// What a name stands for, if that has items.
  func knownRoot(_ name: Identifier) -> KnownPath.Root? {
    switch meaning(of: name.utf8) {
    case .column(let slot): .column(slot)
    case .variable(let slot): .variable(slot)
    case .loop, .table, .reserved, .content, nil: nil
    }
  }

  /// The list that has items if the comparison holds (`isTrue`), or if it does not: `tags.size > 0`,
  /// `tags != empty`, `tags == empty`.
  func filledList(
    _ left: Expression, _ comparison: ComparisonOperator, _ right: Expression
  ) -> (root: KnownPath.Root, isTrue: Bool)? {
    guard case .variable(let name, let path) = left.kind, let root = knownRoot(name) else {
      return nil
    }
    if path.isEmpty {
      guard right.literal == .empty || right.literal == .blank else { return nil }
      switch comparison {
      // A nil is not empty either, so that only `blank` says something of it.
      case .equal: return (root, false)
      case .notEqual: return (root, true)
      case .less, .lessOrEqual, .greater, .greaterOrEqual, .contains: return nil
      }
    }
    guard path.count == 1, case .property(let property) = path[0],
      property.utf8.elementsEqual("size".utf8), case .integer(let number) = right.literal
    else { return nil }
    switch comparison {
    case .equal: return number == 0 ? (root, false) : number > 0 ? (root, true) : nil
    case .notEqual: return number == 0 ? (root, true) : nil
    case .greater: return number >= 0 ? (root, true) : nil
    case .greaterOrEqual: return number >= 1 ? (root, true) : nil
    case .less: return number == 1 ? (root, false) : nil
    case .lessOrEqual: return number == 0 ? (root, false) : nil
    case .contains: return nil
    }
  }
}
