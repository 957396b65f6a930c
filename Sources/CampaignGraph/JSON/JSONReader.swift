import JSONText

/// A JSON value with the path by which it was reached, for messages.
struct JSONReader {
  let value: JSONValue
  let path: String

  init(_ value: JSONValue, path: String) {
    self.value = value
    self.path = path
  }

  func fault(_ reason: String) -> StepGraphFault { StepGraphFault("\(path) \(reason)") }

  /// The member of this name; an absent one reads as null.
  subscript(_ name: String) -> JSONReader {
    guard case .object(let members) = value,
      let member = members.first(where: { $0.name.utf8.elementsEqual(name.utf8) })
    else { return JSONReader(.null, path: "\(path).\(name)") }
    return JSONReader(member.value, path: "\(path).\(name)")
  }

  var isNull: Bool { value == .null }

  func string() throws(StepGraphFault) -> String {
    guard case .string(let text) = value else { throw fault("is not a string") }
    return text
  }

  func boolean() throws(StepGraphFault) -> Bool {
    guard case .boolean(let flag) = value else { throw fault("is not true or false") }
    return flag
  }

  func integer() throws(StepGraphFault) -> Int64 {
    guard case .integer(let number) = value else { throw fault("is not an integer") }
    return number
  }

  func int() throws(StepGraphFault) -> Int { Int(try integer()) }

  func index() throws(StepGraphFault) -> Int32 {
    guard let number = Int32(exactly: try integer()) else { throw fault("is too large") }
    return number
  }

  func items() throws(StepGraphFault) -> [JSONReader] {
    guard case .array(let values) = value else { throw fault("is not a list") }
    return values.enumerated().map { JSONReader($1, path: "\(path)[\($0)]") }
  }

  func strings() throws(StepGraphFault) -> [String] {
    try items().map { item throws(StepGraphFault) in try item.string() }
  }

  func members() throws(StepGraphFault) -> [(name: String, value: JSONReader)] {
    guard case .object(let members) = value else { throw fault("is not an object") }
    return members.map { ($0.name, JSONReader($0.value, path: "\(path).\($0.name)")) }
  }

  func option<Choice: RawRepresentable>(
    _: Choice.Type = Choice.self
  ) throws(StepGraphFault) -> Choice where Choice.RawValue == String {
    guard let choice = Choice(rawValue: try string()) else { throw fault("is not known") }
    return choice
  }

  /// nil for null, else what `read` makes of it.
  func optional<Result>(
    _ read: (JSONReader) throws(StepGraphFault) -> Result
  ) throws(StepGraphFault) -> Result? {
    isNull ? nil : try read(self)
  }

  func optionalString() throws(StepGraphFault) -> String? {
    isNull ? nil : try string()
  }
}

extension JSONValue {
  /// An object with the members in this order.
  static func fields(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
    .object(members.map { Member($0.key, $0.value) })
  }

  static func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }

  static func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
}
