import Diagnostics
import YAMLTree

/// How values of one kind are read, described in messages and published in the schema.
struct ValueKind<Value: Sendable>: Sendable {
  /// Completes "'opens' takes …".
  let takes: String
  let schema: Schema
  /// Reports what is wrong, and returns nil if nothing can be made of the value. Never sees a null.
  let read: @Sendable (Field, inout Findings) -> Value?

  init(
    _ takes: String, _ schema: Schema,
    read: @escaping @Sendable (Field, inout Findings) -> Value?
  ) {
    self.takes = takes
    self.schema = schema
    self.read = read
  }
}

extension ValueKind {
  /// A value written as one scalar.
  static func scalar(
    _ takes: String, _ schema: Schema,
    _ read: @escaping @Sendable (YAMLScalar, Field, inout Findings) -> Value?
  ) -> ValueKind {
    ValueKind(takes, schema) { field, findings in
      guard let scalar = field.scalar(takes, into: &findings) else { return nil }
      return read(scalar, field, &findings)
    }
  }

  /// A mapping with the keys of a form.
  static func form(
    _ form: Form, _ takes: String, _ schema: Schema? = nil,
    _ read: @escaping @Sendable (FormReader, Field, inout Findings) -> Value?
  ) -> ValueKind {
    ValueKind(takes, schema ?? form.schema) { field, findings in
      guard let entries = field.mapping(takes, into: &findings) else { return nil }
      let reader = FormReader(entries, of: form, at: field.heading, into: &findings)
      return read(reader, field, &findings)
    }
  }
}
