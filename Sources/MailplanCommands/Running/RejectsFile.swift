import CampaignRunner
import Diagnostics

/// The rows that a run leaves out, as CSV: complete or absent, like every output.
///
/// Its columns are those of the segment, and five behind them that say where the row stood and what is wrong
/// with it. A row that has a cell for each column stands there as it was, so that a file whose cells are
/// mended is a segment again; any other stands whole in the first cell.
final class RejectsFile {
  private var file: FileOutput
  private var cells = 0
  private var line: [UInt8] = []

  static let columns = [
    "reject_row", "reject_line", "reject_byte_column", "reject_rule", "reject_reason",
  ]

  init(_ path: String) throws(OutputFault) { file = try FileOutput(path) }

  func write(_ part: RejectedPart) throws(OutputFault) {
    line.removeAll(keepingCapacity: true)
    switch part {
    case .header(let record, let names):
      cells = names.count
      line += record
      let suffix = RejectsFile.suffix(besides: names)
      for column in RejectsFile.columns { line += Array(",\(column)\(suffix)".utf8) }
    case .row(let row):
      if row.isWhole {
        line += row.record
      } else {
        appendQuoted(row.record)
        line += repeatElement(UInt8(ascii: ","), count: max(0, cells - 1))
      }
      let column = row.byteColumn.map { "\($0)" } ?? ""
      line += Array(",\(row.row),\(row.line),\(column),\(row.rule.name),".utf8)
      appendQuoted(Array(row.reason.utf8))
    }
    line.append(0x0A)
    try file.write(line)
  }

  private func appendQuoted(_ bytes: [UInt8]) {
    line.append(UInt8(ascii: "\""))
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { line.append(byte) }
      line.append(byte)
    }
    line.append(UInt8(ascii: "\""))
  }

  /// For the rejects of what was once a file of rejects: no two columns have one name.
  private static func suffix(besides names: [String]) -> String {
    let taken = names.map { Array($0.utf8) }
    for number in 1...1001 {
      let suffix = number == 1 ? "" : "_\(number)"
      if !columns.contains(where: { taken.contains(Array(($0 + suffix).utf8)) }) { return suffix }
    }
    return "_"
  }

  func flush() throws(OutputFault) { try file.flush() }

  func commit() throws(OutputFault) { try file.commit() }
}
