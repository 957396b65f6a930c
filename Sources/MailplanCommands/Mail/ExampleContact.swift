import CampaignGraph
import LiquidTemplates

/// A contact made from what the schema gives as examples.
struct ExampleContact {
  /// A CSV file with this contact alone.
  let csv: [UInt8]
  /// Columns that have neither `preview:` nor a default, and may not be empty: their cells are made up.
  let madeUp: [String]

  init(_ schema: SegmentSchema) {
    var cells: [String] = []
    var madeUp: [String] = []
    for column in schema.columns {
      if let text = column.preview ?? column.defaultText {
        cells.append(text)
      } else if column.role == .id || column.role == .address || !column.isNullable {
        cells.append(ExampleContact.cell(of: column))
        if column.role == nil { madeUp.append(column.name) }
      } else {
        cells.append("")
      }
    }
    func line(_ cells: [String]) -> String {
      cells.map {
        "\"" + $0.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
          + "\""
      }
      .joined(separator: ",") + "\n"
    }
    csv = Array((line(schema.columns.map(\.name)) + line(cells)).utf8)
    self.madeUp = madeUp
  }

  private static func cell(of column: Column) -> String {
    if column.role == .address { return "somebody@mail.example" }
    switch column.type {
    case .string: return column.role == .id ? "example" : "[\(column.name)]"
    case .email: return "somebody@mail.example"
    case .integer, .decimal: return "1"
    case .boolean: return "false"
    case .date: return "2026-01-31"
    case .timestamp: return "2026-01-31T09:00:00Z"
    case .timezone: return "UTC"
    case .url: return "https://mail.example/"
    case .enumeration(let values): return values.first ?? ""
    case .list: return ""
    }
  }
}
