import CampaignGraph
import CivilTime
import Diagnostics
import LiquidTemplates

/// Why a text is no cell of a type.
struct CellProblem {
  /// Completes "'default' of 'plan' takes …".
  let takes: String
  var label = ""
}

/// nil if `cell`, in the spelling of a CSV cell, is a value of `type`. An empty cell is none.
func cellProblem(_ cell: ArraySlice<UInt8>, _ type: ColumnType) -> CellProblem? {
  func needs(_ takes: String, unless isGood: Bool) -> CellProblem? {
    isGood ? nil : CellProblem(takes: takes)
  }
  switch type {
  case .string:
    return needs("a text that is not empty", unless: !cell.isEmpty)
  case .email:
    return needs("an address such as ada@acme.example", unless: addressFault(cell) == nil)
  case .integer:
    return needs("a whole number", unless: parseInteger(cell) != nil)
  case .decimal:
    return needs("a decimal number such as 9.50", unless: isDecimal(cell))
  case .boolean:
    return needs(
      "true or false",
      unless: cell.elementsEqual("true".utf8) || cell.elementsEqual("false".utf8))
  case .date:
    return needs("a date such as 2026-12-24", unless: CivilDate(cell) != nil)
  case .timestamp:
    return needs(
      "a timestamp such as 2026-12-24T09:00:00Z", unless: isInstant(cell))
  case .timezone:
    return needs("an IANA zone name such as Europe/Berlin", unless: isZoneName(cell))
  case .url:
    return needs("an absolute URL such as https://acme.example", unless: isURL(cell))
  case .enumeration(let values):
    if values.contains(where: { cell.elementsEqual($0.utf8) }) { return nil }
    let meant = nearest(to: String(decoding: cell, as: UTF8.self), among: values)
    return CellProblem(
      takes: "one of \(values.prefix(8).joined(separator: ", "))\(values.count > 8 ? ", …" : "")",
      label: meant.map { "did you mean '\($0)'?" } ?? "")
  case .list(let item, let separator):
    return items(cell, separator).lazy.compactMap { cellProblem($0, item) }.first.map {
      CellProblem(takes: "items that are each \($0.takes)", label: $0.label)
    }
  }
}

/// Blanks around items do not count; an empty cell is the empty list.
private func items(_ cell: ArraySlice<UInt8>, _ separator: String) -> [ArraySlice<UInt8>] {
  let bytes = Array(cell)
  let mark = Array(separator.utf8)
  if bytes.isEmpty || mark.isEmpty { return [] }
  var items: [ArraySlice<UInt8>] = []
  var start = 0
  var position = 0
  while position < bytes.count {
    if bytes[position...].starts(with: mark) {
      items.append(bytes[bytes.trimmed(start..<position)])
      position += mark.count
      start = position
    } else {
      position += 1
    }
  }
  items.append(bytes[bytes.trimmed(start..<bytes.count)])
  return items
}

private func isInstant(_ cell: ArraySlice<UInt8>) -> Bool {
  switch WrittenTimestamp(cell) {
  case .instant: true
  case .local, nil: false
  }
}

private func isDecimal(_ cell: ArraySlice<UInt8>) -> Bool {
  let digits = cell.first == UInt8(ascii: "-") ? cell.dropFirst() : cell
  let parts = digits.split(
    separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
  return digits.count <= 31
    && parts.allSatisfy { part in !part.isEmpty && part.allSatisfy { $0 &- 0x30 <= 9 } }
}

/// Only the characters: whether there is such a zone is asked of the database.
private func isZoneName(_ cell: ArraySlice<UInt8>) -> Bool {
  !cell.isEmpty && cell.allSatisfy { $0.isLetterOrDigit || "/_+-".utf8.contains($0) }
}

private func isURL(_ cell: ArraySlice<UInt8>) -> Bool {
  let scheme = cell.prefix { $0.isLetterOrDigit || "+-.".utf8.contains($0) }
  let rest = cell.dropFirst(scheme.count)
  return !scheme.isEmpty && rest.starts(with: "://".utf8) && rest.count > 3
    && rest.allSatisfy { $0 > 0x20 && $0 != 0x7F }
}
