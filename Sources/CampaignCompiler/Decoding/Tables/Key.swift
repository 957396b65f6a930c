/// A key of a mapping with the type of its value: the row that decoding, findings and schema share.
struct Key<Value: Sendable>: Sendable {
  let row: KeyRow
  let kind: ValueKind<Value>

  /// - Parameters:
  ///   - elsewhere: what other tools call it; only for suggestions.
  ///   - description: Markdown, for editors.
  init(
    _ name: String, _ kind: ValueKind<Value>, _ presence: KeyRow.Presence,
    elsewhere: [String] = [], _ description: String
  ) {
    self.kind = kind
    self.row = KeyRow(
      name: name, presence: presence, elsewhere: elsewhere,
      schema: kind.schema.described(description))
  }

  /// An optional key.
  init(
    _ name: String, _ kind: ValueKind<Value>, elsewhere: [String] = [], _ description: String
  ) {
    self.init(name, kind, .optional, elsewhere: elsewhere, description)
  }

  var name: String { row.name }
}

/// A key without the type of its value.
struct KeyRow: Sendable {
  enum Presence: Sendable {
    case optional
    case required
    /// Required, and the form has its own words for its absence.
    case requiredByForm
  }

  let name: String
  /// The name as it stands in a file.
  let bytes: [UInt8]
  let presence: Presence
  let elsewhere: [String]
  /// With the description.
  let schema: Schema

  init(name: String, presence: Presence, elsewhere: [String], schema: Schema) {
    self.name = name
    bytes = Array(name.utf8)
    self.presence = presence
    self.elsewhere = elsewhere
    self.schema = schema
  }
}
