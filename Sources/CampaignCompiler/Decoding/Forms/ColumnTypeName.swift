import Diagnostics
import YAMLTree

/// A column type as it is written: one of the names, with `?` where a cell may be empty.
enum ColumnTypeName: String, Sendable, CaseIterable {
  case string
  case email
  case integer
  case decimal
  case boolean
  case date
  case timestamp
  case timezone
  case url
  case `enum`
  case list

  static let names = allCases.map(\.rawValue)

  /// What other tools call the types.
  static let elsewhere: [(String, String)] = [
    ("text", "string"), ("str", "string"), ("varchar", "string"), ("int", "integer"),
    ("number", "decimal"), ("float", "decimal"), ("double", "decimal"), ("bool", "boolean"),
    ("datetime", "timestamp"), ("time", "timestamp"), ("tz", "timezone"), ("uri", "url"),
    ("array", "list"), ("choice", "enum"),
  ]
}

/// `string?` taken apart.
struct WrittenColumnType: Sendable {
  let name: ColumnTypeName
  let isNullable: Bool
  let range: SourceRange
}

extension ValueKind where Value == WrittenColumnType {
  static var columnType: Self {
    return .scalar(
      "a column type such as string or date?", columnTypeSchema(ColumnTypeName.allCases)
    ) { scalar, field, findings in
      let bytes = scalar.text.utf8
      let isNullable = bytes.last == UInt8(ascii: "?")
      let word = String(decoding: isNullable ? bytes.dropLast() : bytes[...], as: UTF8.self)
      if let name = ColumnTypeName.allCases.first(where: { $0.rawValue.isExactly(word) }) {
        return WrittenColumnType(name: name, isNullable: isNullable, range: scalar.range)
      }
      let mark = isNullable ? "?" : ""
      field.reportUnknownValue(
        scalar.string, scalar.range, is: "a column type", oneOf: ColumnTypeName.names,
        marked: mark,
        meant: ColumnTypeName.elsewhere.first { $0.0.isExactly(word) }.map { $0.1 + mark },
        into: &findings)
      return nil
    }
  }
}

/// One of these types, with or without `?`.
func columnTypeSchema(_ types: [ColumnTypeName]) -> Schema {
  .pattern("(?:\(types.map(\.rawValue).joined(separator: "|")))\\??")
}
