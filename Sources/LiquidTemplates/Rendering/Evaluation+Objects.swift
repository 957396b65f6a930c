extension LiquidValue {
  /// A list of any origin: its items are asked for with `Evaluation.item(of:at:)`.
  var isList: Bool {
    switch self {
    case .list, .cells, .array, .member: true
    default: false
    }
  }

  var isObject: Bool {
    if case .object = self { true } else { false }
  }
}

extension Evaluation {
  /// The property of a value by its name; nil for one that it does not have.
  ///
  /// Objects give their members first, then `size`, `first` and `last`; loops and `self` know their
  /// own and are asked by the renderer.
  func property(named name: TextReference, of value: LiquidValue) -> LiquidValue {
    withBytes(of: name) { property(named: $0, hash: DataTree.hash($0), of: value) }
  }

  func property(
    named name: UnsafeRawBufferPointer, hash: UInt32, of value: LiquidValue
  ) -> LiquidValue {
    if case .object(let start, let count) = value,
      let found = data.member(named: name, hash: hash, ofObject: start, count: count)
    {
      return found
    }
    guard let property = ValueProperty(name) else { return .null }
    return self.property(property, of: value)
  }

  /// The member of an object; nil (not `.null`) if it has none of that name, or if `value` is no object.
  func member(named name: TextReference, of value: LiquidValue) -> LiquidValue? {
    guard case .object(let start, let count) = value else { return nil }
    return withBytes(of: name) {
      data.member(named: $0, hash: DataTree.hash($0), ofObject: start, count: count)
    }
  }

  /// Whether both objects have the same names with equal values, in whatever order.
  func haveEqualMembers(_ a: LiquidValue, _ b: LiquidValue) -> Bool {
    let count = itemCount(of: a)
    guard count == itemCount(of: b) else { return false }
    for i in 0..<count {
      let pair = item(of: a, at: i)
      guard case .text(let name) = item(of: pair, at: 0), let other = member(named: name, of: b),
        areEqual(item(of: pair, at: 1), other)
      else { return false }
    }
    return true
  }

  /// Appends a value as Ruby's `inspect` shows it, which is how the inside of an object is printed.
  func inspect(_ value: LiquidValue, to output: inout ByteBuffer, depth: Int) {
    guard output.count <= Evaluation.maximumText, depth < 100 else { return }
    switch value {
    case .null: output.append("nil")
    case .text(let text): withBytes(of: text) { output.append(inspecting: $0) }
    case .object:
      output.append("{")
      for i in 0..<itemCount(of: value) {
        if i > 0 { output.append(", ") }
        let pair = item(of: value, at: i)
        inspect(item(of: pair, at: 0), to: &output, depth: depth + 1)
        output.append("=>")
        inspect(item(of: pair, at: 1), to: &output, depth: depth + 1)
      }
      output.append("}")
    case .list, .cells, .array, .member:
      output.append("[")
      for i in 0..<itemCount(of: value) {
        if i > 0 { output.append(", ") }
        inspect(item(of: value, at: i), to: &output, depth: depth + 1)
      }
      output.append("]")
    case .boolean, .integer, .decimal, .date, .timestamp, .range, .loop, .scope, .blank, .empty:
      append(value, to: &output)
    }
  }
}

extension ByteBuffer {
  /// Appends a text in quotes, with what Ruby escapes escaped.
  fileprivate mutating func append(inspecting text: UnsafeRawBufferPointer) {
    append(UInt8(ascii: "\""))
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""): append("\\\"")
      case UInt8(ascii: "\\"): append("\\\\")
      case 0x07: append("\\a")
      case 0x08: append("\\b")
      case 0x09: append("\\t")
      case 0x0A: append("\\n")
      case 0x0B: append("\\v")
      case 0x0C: append("\\f")
      case 0x0D: append("\\r")
      case 0x1B: append("\\e")
      case 0..<0x20, 0x7F:
        append("\\x")
        append(ByteBuffer.hexDigit(byte >> 4, isUpper: true))
        append(ByteBuffer.hexDigit(byte & 15, isUpper: true))
      default: append(byte)
      }
    }
    append(UInt8(ascii: "\""))
  }
}

extension ValueProperty {
  /// The property of this name, without making a string of it.
  init?(_ name: UnsafeRawBufferPointer) {
    guard name.count >= 3, name.count <= 10 else { return nil }
    for property in ValueProperty.allCases where property.rawValue.utf8.elementsEqual(name) {
      self = property
      return
    }
    return nil
  }
}
