import CivilTime
import LiquidTemplates

extension ByteBuffer {
  /// Appends a cell as a JSON value; dates and timestamps are strings, decimals keep their digits.
  mutating func append(json cell: Cell, of row: borrowing ContactRow) {
    switch cell {
    case .null: append("null")
    case .text: append(json: row.text(cell))
    case .integer(let value): append(decimal: value)
    case .decimal(let value): append(value)
    case .boolean(let value): append(json: value)
    case .date(let value): append(json: value.description)
    case .timestamp(let value): append(json: value.description)
    case .list:
      append("[")
      for (index, item) in row.list(cell).enumerated() {
        if index > 0 { append(",") }
        append(json: item, of: row)
      }
      append("]")
    }
  }

  /// Digits with a point where `scale` asks for one.
  private mutating func append(_ value: ExactDecimal) {
    var digits = Array(String(value.coefficient.magnitude).utf8)
    let scale = Int(value.scale)
    if value.coefficient < 0 { append("-") }
    if digits.count <= scale {
      digits = [UInt8](repeating: 0x30, count: scale + 1 - digits.count) + digits
    }
    append(digits[..<(digits.count - scale)])
    if scale > 0 {
      append(".")
      append(digits[(digits.count - scale)...])
    }
  }
}
