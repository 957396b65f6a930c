/// Reads one JSON document, strictly as RFC 8259 has it: no byte order mark, comments, trailing
/// commas, duplicate names or lone surrogates, and at most 512 values inside one another.
package func parseJSON(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
  var reader = JSONReader(bytes)
  return try reader.document()
}

/// A recursive descent over the bytes of a document; recursion ends at `maximumDepth`.
struct JSONReader {
  static let maximumDepth = 512

  let bytes: [UInt8]
  var i = 0
  private var depth = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func document() throws(JSONError) -> JSONValue {
    let value = try value()
    skipSpace()
    if i < bytes.count { throw error(.trailingText) }
    return value
  }

  func error(_ reason: JSONError.Reason, at offset: Int? = nil) -> JSONError {
    JSONError(offset: offset ?? i, reason: reason)
  }

  /// What stands at `i` is not what may stand there.
  func unexpected() -> JSONError {
    i < bytes.count ? error(.unexpectedByte(bytes[i])) : error(.unexpectedEnd)
  }

  mutating func skipSpace() {
    while i < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[i]) { i += 1 }
  }

  /// Goes past `byte` if it is next.
  mutating func take(_ byte: Unicode.Scalar) -> Bool {
    guard i < bytes.count, bytes[i] == UInt8(ascii: byte) else { return false }
    i += 1
    return true
  }

  private mutating func value() throws(JSONError) -> JSONValue {
    skipSpace()
    guard i < bytes.count else { throw unexpected() }
    switch bytes[i] {
    case UInt8(ascii: "{"): return try nested { (reader) throws(JSONError) in try reader.object() }
    case UInt8(ascii: "["): return try nested { (reader) throws(JSONError) in try reader.array() }
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func nested(
    _ read: (inout JSONReader) throws(JSONError) -> JSONValue
  ) throws(JSONError) -> JSONValue {
    guard depth < Self.maximumDepth else { throw error(.tooDeep) }
    depth += 1
    i += 1
    let value = try read(&self)
    depth -= 1
    return value
  }

  private mutating func array() throws(JSONError) -> JSONValue {
    var items: [JSONValue] = []
    skipSpace()
    if take("]") { return .array(items) }
    while true {
      items.append(try value())
      skipSpace()
      if take("]") { return .array(items) }
      guard take(",") else { throw unexpected() }
    }
  }

  private mutating func object() throws(JSONError) -> JSONValue {
    var members: [JSONValue.Member] = []
    var names: Set<[UInt8]> = []
    skipSpace()
    if take("}") { return .object(members) }
    while true {
      skipSpace()
      let start = i
      guard i < bytes.count, bytes[i] == UInt8(ascii: "\"") else { throw unexpected() }
      let name = try string()
      guard names.insert(Array(name.utf8)).inserted else {
        throw error(.duplicateName(name), at: start)
      }
      skipSpace()
      guard take(":") else { throw unexpected() }
      members.append(JSONValue.Member(name, try value()))
      skipSpace()
      if take("}") { return .object(members) }
      guard take(",") else { throw unexpected() }
    }
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
    for byte in word.utf8 {
      guard i < bytes.count, bytes[i] == byte else { throw unexpected() }
      i += 1
    }
    return value
  }
}
