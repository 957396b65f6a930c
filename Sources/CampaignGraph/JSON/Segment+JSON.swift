import JSONText
import LiquidTemplates

extension SegmentSchema {
  var json: JSONValue {
    .fields([
      "name": .string(name),
      "columns": .array(
        columns.map { column in
          .fields([
            "name": .string(column.name), "type": column.type.json,
            "nullable": .boolean(column.isNullable), "role": .optional(column.role?.rawValue),
            "default": .optional(column.defaultText), "preview": .optional(column.preview),
          ])
        }),
    ])
  }

  init(_ reader: JSONReader) throws(StepGraphFault) {
    self.init(
      name: try reader["name"].string(),
      columns: try reader["columns"].items().map { item throws(StepGraphFault) in
        Column(
          name: try item["name"].string(), type: try ColumnType(item["type"]),
          isNullable: try item["nullable"].boolean(),
          role: try item["role"].optional { role throws(StepGraphFault) in try role.option() },
          defaultText: try item["default"].optionalString(),
          preview: try item["preview"].optionalString())
      })
  }
}

extension ColumnType {
  /// `"integer"`, `{"enum": ["free", "pro"]}`, `{"list": "string", "separator": ";"}`.
  package var json: JSONValue {
    switch self {
    case .string: "string"
    case .email: "email"
    case .integer: "integer"
    case .decimal: "decimal"
    case .boolean: "boolean"
    case .date: "date"
    case .timestamp: "timestamp"
    case .timezone: "timezone"
    case .url: "url"
    case .enumeration(let values): .fields(["enum": .strings(values)])
    case .list(let element, let separator):
      .fields(["list": element.json, "separator": .string(separator)])
    }
  }

  init(_ reader: JSONReader) throws(StepGraphFault) {
    if case .object = reader.value {
      if !reader["enum"].isNull {
        self = .enumeration(try reader["enum"].strings())
      } else {
        self = .list(
          of: try ColumnType(reader["list"]), separator: try reader["separator"].string())
      }
      return
    }
    switch try reader.string() {
    case "string": self = .string
    case "email": self = .email
    case "integer": self = .integer
    case "decimal": self = .decimal
    case "boolean": self = .boolean
    case "date": self = .date
    case "timestamp": self = .timestamp
    case "timezone": self = .timezone
    case "url": self = .url
    default: throw reader.fault("is not a column type")
    }
  }
}
