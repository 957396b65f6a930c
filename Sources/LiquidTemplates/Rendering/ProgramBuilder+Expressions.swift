import CivilTime
import Diagnostics

extension ProgramBuilder {
  /// Pushes the value of an expression, and reports what is wrong with it.
  mutating func push(_ expression: Expression) -> StaticValue {
    switch expression.kind {
    case .literal(let literal): return push(literal)
    case .invalid:
      append(.pushConstant(constant(.null)))
      return .any
    case .range(let lower, let upper):
      pushBound(lower)
      pushBound(upper)
      append(.range)
      return StaticValue(.list(.integer))
    case .variable(let name, let path): return push(name, path)
    }
  }

  private mutating func pushBound(_ bound: Expression) {
    let value = push(bound)
    guard dynamic == nil else { return }
    guard value.type.kind == .any || value.type.kind == .number || value.type.kind == .text else {
      report(
        "type-mismatch",
        "a range goes from number to number, and this is \(value.type.description)",
        at: bound.range)
      return
    }
  }

  private mutating func push(_ literal: Literal) -> StaticValue {
    let type: StaticType
    switch literal {
    case .null: (type, _) = (.null, append(.pushConstant(constant(.null))))
    case .boolean(let flag): (type, _) = (.boolean, append(.pushConstant(constant(.boolean(flag)))))
    case .integer(let n): (type, _) = (.integer, append(.pushConstant(constant(.integer(n)))))
    case .decimal(let n): (type, _) = (.decimal, append(.pushConstant(constant(.decimal(n)))))
    case .blank: (type, _) = (.marker, append(.pushConstant(constant(.blank))))
    case .empty: (type, _) = (.marker, append(.pushConstant(constant(.empty))))
    case .text(let bytes): (type, _) = (.text, append(.pushConstant(constant(text: bytes))))
    }
    guard dynamic == nil else { return .any }
    return StaticValue(type, isNullable: literal == .null, literal: literal)
  }

  private mutating func push(_ name: Identifier, _ path: [PathElement]) -> StaticValue {
    if dynamic != nil {
      pushDynamic(name, path)
      return .any
    }
    guard let meaning = meaning(of: name.utf8) else {
      reportUnknown(name, path)
      append(.pushConstant(constant(.null)))
      return .any
    }
    if case .content = meaning, case .inline = frame.content {
      // A layout's content is laid in only where it is printed and nothing else is done with it.
      return .any
    }
    var value = push(meaning)
    let isNullable = value.isNullable
    var said = name.text
    for element in path {
      value = pushElement(element, of: value, said)
      if case .property(let property) = element { said += "." + property.text }
    }
    let whole = Expression(kind: .variable(name, path: path), range: name.range)
    if !isNullable, let known = knownPath(whole), flow.presentPaths.contains(known) {
      value.isNullable = false
    }
    return value
  }

  private mutating func pushElement(
    _ element: PathElement, of value: StaticValue, _ name: String
  ) -> StaticValue {
    switch element {
    case .property(let property): return pushProperty(property, of: value, name)
    case .index(let index):
      let place = push(index)
      append(.index)
      if value.type.kind != .any, value.type.kind != .list {
        report(
          "type-mismatch", "'\(name)' is \(value.type.description) and has no items",
          at: index.range)
        return .any
      }
      if place.type.kind != .any, place.type != .integer {
        report("type-mismatch", "an item is found by its number, 0 for the first", at: index.range)
      }
      if case .list(let element) = value.type {
        return StaticValue(element, isNullable: true, column: value.column)
      }
      return .any
    }
  }

  private mutating func pushProperty(
    _ name: Identifier, of value: StaticValue, _ said: String
  ) -> StaticValue {
    let property = ValueProperty(rawValue: name.text)
    append(.property(property ?? .size))
    let known: [ValueProperty]
    switch value.type {
    case .any, .null, .marker: return .any
    case .loop: known = ValueProperty.ofLoops
    case .table: known = ValueProperty.ofTables
    case .list: known = ValueProperty.ofLists
    case .text, .markup, .enumeration: known = [.size]
    case .integer, .decimal, .boolean, .date, .timestamp: known = []
    }
    guard let property, known.contains(property) else {
      let near = nearest(to: name.text, among: known.map(\.rawValue))
      report(
        "type-mismatch",
        "'\(said)' is \(value.type.description) and has no property '\(name.text)'",
        at: name.range, label: near.map { "a property '\($0)' exists" } ?? "",
        help: known.isEmpty || near != nil
          ? nil : "it has \(known.map { "'\($0.rawValue)'" }.joined(separator: ", "))")
      return .any
    }
    return typed(property, of: value)
  }

  private func typed(_ property: ValueProperty, of value: StaticValue) -> StaticValue {
    switch (property, value.type) {
    case (.first, .loop), (.last, .loop), (.first, .table), (.last, .table), (.colFirst, _),
      (.colLast, _):
      StaticValue(.boolean)
    case (.name, _): StaticValue(.text)
    case (.parentloop, _): StaticValue(.loop, isNullable: true)
    case (.first, .list(let element)), (.last, .list(let element)):
      StaticValue(element, isNullable: true, column: value.column)
    default: size(of: value)
    }
  }

  private func size(of value: StaticValue) -> StaticValue {
    var size = StaticValue(.integer, isNullable: value.isNullable, column: value.column)
    size.mirror = value.mirror
    return size
  }
}
