import CampaignGraph
import CivilTime
import LiquidTemplates

extension Contact {
  /// The column whose value deals the contact: the split's, or `id` where the contact has no value.
  ///
  /// Contacts without a company are no company: one variant for all of them would be no test.
  func keyColumn(of split: SplitStep, id: Int) -> Int {
    if case .null = cell(split.keyColumn) { id } else { split.keyColumn }
  }

  /// Lends the bytes by which chance decides: the cell's text as a CSV file would have it, empty for null.
  ///
  /// Decimals are normalized, so that `1.50` and `1.5` decide alike; items of a list are parted by U+001F.
  func withKey<Result>(_ column: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    let cell = cell(column)
    if case .text = cell { return row.text(cell).withUnsafeBytes(body) }
    var key: [UInt8] = []
    row.appendKey(cell, to: &key)
    return key.withUnsafeBytes(body)
  }
}

extension ContactRow {
  fileprivate func appendKey(_ cell: Cell, to key: inout [UInt8]) {
    switch cell {
    case .null: break
    case .text: key.append(contentsOf: text(cell))
    case .integer(let value): key.append(contentsOf: String(value).utf8)
    case .decimal(let value):
      let value = value.normalized
      key.append(contentsOf: "\(value.coefficient)e-\(value.scale)".utf8)
    case .boolean(let value): key.append(contentsOf: (value ? "true" : "false").utf8)
    case .date(let value): key.append(contentsOf: value.description.utf8)
    case .timestamp(let value): key.append(contentsOf: value.description.utf8)
    case .list:
      for (index, item) in list(cell).enumerated() {
        if index > 0 { key.append(0x1F) }
        appendKey(item, to: &key)
      }
    }
  }
}
