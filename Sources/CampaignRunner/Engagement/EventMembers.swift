import JSONText

/// The members of one line of JSON that an event is made of, and where they stand.
struct EventMembers {
  /// Offsets count from the start of the line.
  enum Value {
    case missing
    case null(Int)
    case text(ArraySlice<UInt8>, Int)
    case integer(ArraySlice<UInt8>, Int)
    case other(Int)

    var offset: Int? {
      switch self {
      case .missing: nil
      case .null(let offset), .text(_, let offset), .integer(_, let offset), .other(let offset):
        offset
      }
    }
  }

  /// By `EventCSV.names`.
  private(set) var values = [Value](repeating: .missing, count: EventCSV.names.count)
  /// The other keys.
  private(set) var extra: [ArraySlice<UInt8>] = []
  /// Everything has been read: names and texts without escapes, whole numbers, true, false and null.
  private(set) var isPlain = false

  /// Reads a line as long as it is plain. It must be UTF-8.
  init(_ line: ArraySlice<UInt8>) {
    var scan = PlainScan(line)
    guard scan.take(UInt8(ascii: "{")) else { return }
    if scan.take(UInt8(ascii: "}")) {
      isPlain = scan.isAtEnd
      return
    }
    repeat {
      guard let name = scan.text(), scan.take(UInt8(ascii: ":")), let value = scan.value(),
        set(name, value)
      else { return }
    } while scan.take(UInt8(ascii: ","))
    isPlain = scan.take(UInt8(ascii: "}")) && scan.isAtEnd
  }

  /// False if the name has come before.
  private mutating func set(_ name: ArraySlice<UInt8>, _ value: Value) -> Bool {
    guard let index = EventCSV.names.firstIndex(where: { $0.utf8.elementsEqual(name) }) else {
      // More are left to a reader that does not compare each with each.
      guard extra.count < 32, !extra.contains(where: { $0.elementsEqual(name) }) else {
        return false
      }
      extra.append(name)
      return true
    }
    guard case .missing = values[index] else { return false }
    values[index] = value
    return true
  }

  /// Reads a line of any JSON.
  mutating func decode(_ line: ArraySlice<UInt8>, _ number: Int) throws(EventFault) {
    let bytes = Array(line)
    let document: JSONValue
    do throws(JSONError) { document = try parseJSON(bytes) } catch {
      throw EventFault(
        row: number, line: number, byteColumn: error.offset + 1, reason: .json(error.reason))
    }
    guard case .object(let members) = document else {
      let start = bytes.firstIndex { $0 > 0x20 } ?? 0
      throw EventFault(row: number, line: number, byteColumn: start + 1, reason: .notObject)
    }
    values = [Value](repeating: .missing, count: EventCSV.names.count)
    extra = []
    let places = memberPlaces(bytes)
    for (index, member) in members.enumerated() {
      let offset = index < places.count ? places[index] : 0
      let value: Value =
        switch member.value {
        case .null: .null(offset)
        case .string(let text): .text(Array(text.utf8)[...], offset)
        case .integer(let value): .integer(Array(String(value).utf8)[...], offset)
        case .number(let text) where text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }:
          .integer(Array(text.utf8)[...], offset)
        case .number, .boolean, .array, .object: .other(offset)
        }
      _ = set(Array(member.name.utf8)[...], value)
    }
  }
}

/// Where the values of an object begin; the bytes are known to be JSON.
private func memberPlaces(_ bytes: [UInt8]) -> [Int] {
  var places: [Int] = []
  var depth = 0
  var index = 0
  var isInText = false
  while index < bytes.count {
    switch bytes[index] {
    case UInt8(ascii: "\\") where isInText: index += 1
    case UInt8(ascii: "\""): isInText.toggle()
    case UInt8(ascii: "{") where !isInText, UInt8(ascii: "[") where !isInText: depth += 1
    case UInt8(ascii: "}") where !isInText, UInt8(ascii: "]") where !isInText: depth -= 1
    case UInt8(ascii: ":") where !isInText && depth == 1:
      var next = index + 1
      while next < bytes.count, bytes[next] <= 0x20 { next += 1 }
      places.append(next)
    default: break
    }
    index += 1
  }
  return places
}

/// Walks over a line of plain JSON; nil and false where it is not plain.
private struct PlainScan {
  private let line: ArraySlice<UInt8>
  private var index: Int

  init(_ line: ArraySlice<UInt8>) {
    self.line = line
    index = line.startIndex
  }

  private mutating func skipSpace() {
    while index < line.endIndex,
      line[index] == 0x20 || line[index] == 0x09 || line[index] == 0x0D
    {
      index += 1
    }
  }

  var isAtEnd: Bool {
    mutating get {
      skipSpace()
      return index == line.endIndex
    }
  }

  mutating func take(_ byte: UInt8) -> Bool {
    skipSpace()
    guard index < line.endIndex, line[index] == byte else { return false }
    index += 1
    return true
  }

  mutating func text() -> ArraySlice<UInt8>? {
    guard take(UInt8(ascii: "\"")) else { return nil }
    let start = index
    while index < line.endIndex, line[index] != UInt8(ascii: "\"") {
      if line[index] < 0x20 || line[index] == UInt8(ascii: "\\") { return nil }
      index += 1
    }
    guard index < line.endIndex else { return nil }
    index += 1
    return line[start..<(index - 1)]
  }

  mutating func value() -> EventMembers.Value? {
    skipSpace()
    let offset = index - line.startIndex
    guard index < line.endIndex else { return nil }
    if line[index] == UInt8(ascii: "\"") { return text().map { .text($0, offset) } }
    let start = index
    while index < line.endIndex,
      line[index] | 0x20 >= 0x61 && line[index] | 0x20 <= 0x7A
        || line[index] >= 0x30 && line[index] <= 0x39
    {
      index += 1
    }
    let word = line[start..<index]
    if word.elementsEqual("null".utf8) { return .null(offset) }
    if word.elementsEqual("true".utf8) || word.elementsEqual("false".utf8) { return .other(offset) }
    guard let first = word.first, word.count <= 18, first != 0x30 || word.count == 1,
      word.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
    else { return nil }
    return .integer(word, offset)
  }
}
