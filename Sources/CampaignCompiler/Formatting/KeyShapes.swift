import JSONText

/// The order of keys at every place of a kind of file, read from its schema, and so from the decoder's
/// own tables.
struct KeyShapes {
  /// What may stand at one place.
  struct Shape {
    /// The keys of the language in their order; empty where users name the keys.
    fileprivate(set) var order: [String: Int] = [:]
    /// The places of their values.
    fileprivate(set) var values: [String: Int] = [:]
    /// The place of the values whose keys the user names.
    fileprivate(set) var others: Int?
    fileprivate(set) var items: Int?
    /// Shapes that hold instead where a key is written: `email` for the keys of an email step.
    fileprivate(set) var kinds: [(key: String, shape: Int)] = []
  }

  private(set) var shapes: [Shape] = []
  private var places: [String: Int] = [:]
  private let definitions: [String: JSONValue]

  /// Place 0 is the file itself.
  init(_ schema: JSONValue) {
    var definitions: [String: JSONValue] = [:]
    for member in schema["definitions"]?.objectValue ?? [] {
      definitions[member.name] = member.value
    }
    self.definitions = definitions
    _ = place(of: schema)
  }

  /// The shape of a mapping with these keys.
  func shape(_ place: Int?, has key: (String) -> Bool) -> Shape? {
    guard let place, shapes.indices.contains(place) else { return nil }
    guard let kind = shapes[place].kinds.first(where: { key($0.key) }) else { return shapes[place] }
    return shape(kind.shape, has: key)
  }

  func items(_ place: Int?) -> Int? {
    guard let place, shapes.indices.contains(place) else { return nil }
    return shapes[place].items
  }

  /// Definitions have one place each, so that steps in steps come to an end.
  private mutating func place(of schema: JSONValue) -> Int {
    let name = schema.referredName
    if let name, let known = places[name] { return known }
    let place = shapes.count
    shapes.append(Shape())
    if let name { places[name] = place }
    var shape = Shape()
    collect(schema, into: &shape)
    shapes[place] = shape
    return place
  }

  private mutating func collect(_ schema: JSONValue, into shape: inout Shape) {
    if let name = schema.referredName {
      if let definition = definitions[name] { collect(definition, into: &shape) }
      return
    }
    for property in schema["properties"]?.objectValue ?? []
    where shape.order[property.name] == nil {
      shape.order[property.name] = shape.order.count
      shape.values[property.name] = place(of: property.value)
    }
    if let others = schema["additionalProperties"], others.objectValue != nil {
      shape.others = place(of: others)
    }
    if let items = schema["items"] { shape.items = place(of: items) }
    for name in ["allOf", "anyOf", "oneOf"] {
      for part in schema[name]?.arrayValue ?? [] { collect(part, into: &shape) }
    }
    // A condition on values asks for more keys, and brings no others.
    if let condition = schema["if"], let then = schema["then"], condition["properties"] == nil,
      let required = condition["required"]?.arrayValue, required.count == 1,
      let key = required[0].stringValue
    {
      shape.kinds.append((key, place(of: then)))
    }
  }
}

extension JSONValue {
  fileprivate var referredName: String? {
    guard let text = self["$ref"]?.stringValue else { return nil }
    return String(decoding: text.utf8.dropFirst("#/definitions/".utf8.count), as: UTF8.self)
  }
}
