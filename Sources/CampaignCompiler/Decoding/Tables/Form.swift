import Diagnostics
import JSONText

/// The table of one kind of mapping: its keys, in the order in which the schema shows them.
struct Form: Sendable {
  /// A key that is known but belongs elsewhere, with what to do about it.
  struct Stranger: Sendable {
    let name: String
    let advice: String
  }

  /// As messages say it: "an email step".
  let name: String
  let keys: [KeyRow]
  let strangers: [Stranger]
  /// At least one of each group must be written.
  let anyOf: [[String]]
  /// A whole example, for editors to insert.
  let snippet: JSONValue?

  init(
    _ name: String, _ keys: [KeyRow], anyOf: [[String]] = [],
    strangers: KeyValuePairs<String, String> = [:], snippet: JSONValue? = nil
  ) {
    self.init(
      name, keys, anyOf: anyOf,
      strangers: strangers.map { Stranger(name: $0.key, advice: $0.value) }, snippet: snippet)
  }

  init(
    _ name: String, _ keys: [KeyRow], anyOf: [[String]] = [], strangers: [Stranger],
    snippet: JSONValue? = nil
  ) {
    self.name = name
    self.keys = keys
    self.anyOf = anyOf
    self.strangers = strangers
    self.snippet = snippet
  }

  func key(_ name: String) -> KeyRow? {
    keys.first { $0.name.isExactly(name) }
  }

  /// The index of a key in `keys`.
  func place(of name: [UInt8]) -> Int? {
    keys.indices.first { keys[$0].bytes == name }
  }

  /// The key that was meant by `written`: a spelling of other tools or styles, or a near miss.
  func suggestion(for written: String) -> KeyRow? {
    let plain = written.snakeCase
    if let key = keys.first(where: { key in
      key.name.isExactly(plain) || key.elsewhere.contains { $0.isExactly(plain) }
    }) {
      return key
    }
    return nearest(to: written, among: keys.map(\.name)).flatMap { key($0) }
  }
}

extension Form {
  var schema: Schema {
    var members: [JSONValue.Member] = [
      .init("type", "object"), .init("additionalProperties", false),
    ]
    let required = keys.filter { $0.presence != .optional }
    if !required.isEmpty {
      members.append(.init("required", .array(required.map { .string($0.name) })))
    }
    let groups = anyOf.map { group -> JSONValue in
      ["anyOf": .array(group.map { ["required": [.string($0)]] })]
    }
    if !groups.isEmpty { members.append(.init("allOf", .array(groups))) }
    let properties = keys.map { JSONValue.Member($0.name, $0.schema.json) }
    members.append(.init("properties", .object(properties)))
    if let snippet {
      members.append(.init("defaultSnippets", [["label": .string(name), "body": snippet]]))
    }
    return Schema(members)
  }
}

extension String {
  /// Equal byte for byte; `==` takes canonically equivalent texts for equal.
  func isExactly(_ other: String) -> Bool {
    utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
  }

  /// `replyTo` and `Reply-To` as `reply_to`.
  fileprivate var snakeCase: String {
    var bytes: [UInt8] = []
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        if let last = bytes.last, last != UInt8(ascii: "_") { bytes.append(UInt8(ascii: "_")) }
        bytes.append(byte | 0x20)
      case UInt8(ascii: "-"), UInt8(ascii: " "):
        bytes.append(UInt8(ascii: "_"))
      default:
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
