/// Untyped data laid down flat and immutable, so that values can point into it and need no memory of their own.
package final class DataTree: Sendable {
  /// One member of an object.
  struct Member: Sendable {
    /// Of the name's bytes; what is looked up is compared by it first.
    let hash: UInt32
    let name: TextReference
    let value: LiquidValue
  }

  static let empty = DataTree(.object([]))

  let bytes: [UInt8]
  /// The items of arrays, each array in one run.
  let items: [LiquidValue]
  /// The members of objects, each object in one run.
  let members: [Member]
  let root: LiquidValue

  package init(_ value: DataValue) {
    var builder = DataTreeBuilder()
    root = builder.add(value, depth: 0)
    bytes = builder.bytes
    items = builder.items
    members = builder.members
  }

  /// The value of a member of `object`; nil if there is none of that name.
  func member(
    named name: UnsafeRawBufferPointer, hash: UInt32, ofObject start: Int32, count: Int32
  ) -> LiquidValue? {
    let range = (Int(start)..<Int(start) + Int(max(0, count))).clamped(to: 0..<members.count)
    return members.withUnsafeBufferPointer { members in
      for index in range where members[index].hash == hash {
        let other = members[index].name
        guard Int(other.count) == name.count else { continue }
        let isEqual = bytes.withUnsafeBytes { all in
          UnsafeRawBufferPointer(rebasing: all[other.range.clamped(to: 0..<all.count)])
            .elementsEqual(name)
        }
        if isEqual { return members[index].value }
      }
      return nil
    }
  }

  /// FNV-1a.
  static func hash(_ name: some Sequence<UInt8>) -> UInt32 {
    var hash: UInt32 = 2_166_136_261
    for byte in name { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return hash
  }
}

private struct DataTreeBuilder {
  var bytes: [UInt8] = []
  var items: [LiquidValue] = []
  var members: [DataTree.Member] = []

  /// What is nested deeper than anyone writes is nil.
  private static let maximumDepth = 500

  mutating func add(_ value: DataValue, depth: Int) -> LiquidValue {
    guard depth < DataTreeBuilder.maximumDepth else { return .null }
    switch value {
    case .null: return .null
    case .boolean(let flag): return .boolean(flag)
    case .integer(let number): return .integer(number)
    case .decimal(let number): return .decimal(number)
    case .text(let text): return .text(add(text))
    case .array(let values):
      let made = values.map { add($0, depth: depth + 1) }
      items += made
      return .array(start: Int32(items.count - made.count), count: Int32(made.count))
    case .object(let values):
      var made: [DataTree.Member] = []
      var places: [[UInt8]: Int] = [:]
      for (name, value) in values {
        let value = add(value, depth: depth + 1)
        if let place = places[name] {
          made[place] = DataTree.Member(
            hash: made[place].hash, name: made[place].name, value: value)
          continue
        }
        places[name] = made.count
        made.append(DataTree.Member(hash: DataTree.hash(name), name: add(name), value: value))
      }
      members += made
      return .object(start: Int32(members.count - made.count), count: Int32(made.count))
    }
  }

  private mutating func add(_ text: [UInt8]) -> TextReference {
    let start = bytes.count
    bytes += text
    return TextReference(
      source: .data, isMarkup: false, start: Int32(start), count: Int32(text.count))
  }
}
