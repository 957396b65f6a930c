import CivilTime

/// Reads events from a CSV file: `contact_id,event,at,step,url` in any order, the last two if wanted.
struct EventCSV {
  static let required = ["contact_id", "event", "at"]
  static let names = required + ["step", "url"]

  let path: String
  private var csv: CSVReader
  private var header: [String] = []
  /// For each of `names` the index of its cell.
  private var cells: [Int?] = []

  init(path: String, source: @escaping CSVReader.Source) {
    self.path = path
    csv = CSVReader(source: source)
  }

  mutating func read(into log: inout EventLog) {
    do throws(EventFault) {
      try readHeader()
    } catch {
      log.report(error, path: path)
      return
    }
    log.report(
      extraColumns: header.filter { !$0.isEmpty && !EventCSV.names.contains($0) }, path: path)
    while true {
      do throws(EventFault) {
        guard let row = try next() else { return }
        log.add(row)
      } catch {
        log.report(error, path: path)
        if case .csv(let fault) = error.reason, !fault.isOfRow { return }
      }
    }
  }

  private mutating func readHeader() throws(EventFault) {
    let hasHeader: Bool
    do throws(SegmentFault) { hasHeader = try csv.next() } catch { throw EventFault(error) }
    guard hasHeader else {
      throw EventFault(
        SegmentFault(
          row: 0, line: 1, byteColumn: nil, columnName: nil, cell: nil, reason: .empty))
    }
    header = (0..<csv.count).map { String(decoding: csv.cell($0), as: UTF8.self) }
    cells = EventCSV.names.map { name in header.firstIndex { $0.utf8.elementsEqual(name.utf8) } }
    for (name, cell) in zip(EventCSV.names, cells) {
      guard let cell,
        let second = header.lastIndex(where: { $0.utf8.elementsEqual(name.utf8) }), second != cell
      else { continue }
      throw EventFault(
        row: csv.row, line: csv.line, byteColumn: column(second), column: name,
        reason: .duplicateColumn(name))
    }
    let missing = EventCSV.required.indices.filter { cells[$0] == nil }
      .map { EventCSV.required[$0] }
    if !missing.isEmpty {
      throw EventFault(
        row: csv.row, line: csv.line,
        reason: .missingColumns(missing, hint: EventCSV.hint(missing, header)))
    }
  }

  private mutating func next() throws(EventFault) -> EventRow? {
    do throws(SegmentFault) {
      guard try csv.next() else { return nil }
    } catch {
      let name = error.cell.flatMap { header.indices.contains($0) ? header[$0] : nil }
      throw EventFault(error.with(column: name))
    }
    guard csv.count == header.count else {
      throw EventFault(
        SegmentFault(
          row: csv.row, line: csv.line, byteColumn: nil, columnName: nil, cell: nil,
          reason: .raggedRow(count: csv.count, expected: header.count)))
    }
    return EventRow(
      contact: try needed(0), event: try needed(1), at: try instant(needed(2)),
      step: cell(3), url: cell(4))
  }

  private func cell(_ name: Int) -> ArraySlice<UInt8> {
    guard let cell = cells[name] else { return [] }
    return csv.slice(cell)
  }

  private func needed(_ name: Int) throws(EventFault) -> ArraySlice<UInt8> {
    let cell = cell(name)
    if cell.isEmpty { throw fault(name, .empty) }
    return cell
  }

  private func instant(_ text: ArraySlice<UInt8>) throws(EventFault) -> Instant {
    switch WrittenTimestamp(text) {
    case .instant(let instant): return instant
    case .local: throw fault(2, .timeOffset)
    case nil: throw fault(2, .time)
    }
  }

  private func fault(_ name: Int, _ reason: EventFault.Reason) -> EventFault {
    let place = csv.fault(.cellMissing, at: cells[name].map { csv.fields[$0].place } ?? 0)
    return EventFault(
      row: csv.row, line: place.line, byteColumn: place.byteColumn, column: EventCSV.names[name],
      reason: reason)
  }

  private func column(_ cell: Int) -> Int? {
    csv.fault(.emptyHeader, at: csv.fields[cell].place).byteColumn
  }

  /// What stands in the header in place of a name that is missing.
  private static func hint(_ missing: [String], _ header: [String]) -> String? {
    if header.count == 1, let name = header.first {
      if name.utf8.contains(UInt8(ascii: ";")) {
        return "cells are separated by commas; this header has semicolons"
      }
      if name.utf8.contains(0x09) { return "cells are separated by commas; this header has tabs" }
    }
    func simplified(_ name: String) -> [UInt8] {
      name.lowercased().utf8.filter { $0 >= 0x61 && $0 <= 0x7A }
    }
    let usual = [
      "contact_id": "contact|id|contactid", "at": "time|timestamp|date", "event": "type",
    ]
    for name in missing {
      let names =
        [simplified(name)]
        + (usual[name] ?? "").utf8.split(separator: UInt8(ascii: "|")).map { Array($0) }
      for found in header where names.contains(simplified(found)) {
        return "the header has '\(found)'; the name must be '\(name)'"
      }
    }
    return nil
  }
}

extension EventFault {
  init(_ fault: SegmentFault) {
    self.init(
      row: fault.row, line: fault.line, byteColumn: fault.byteColumn, column: fault.columnName,
      reason: .csv(fault))
  }
}
