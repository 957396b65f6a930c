import CivilTime
import JSONText

/// Reads events from JSON Lines: an object a line, with the keys of the columns of CSV.
struct EventLines {
  let path: String
  private var lines: LineReader
  private var extraKeys: Set<[UInt8]> = []

  init(path: String, source: @escaping CSVReader.Source) {
    self.path = path
    lines = LineReader(source: source)
  }

  mutating func read(into log: inout EventLog) {
    while true {
      do throws(EventFault) {
        guard let row = try next() else { break }
        log.add(row)
      } catch {
        log.report(error, path: path)
        if case .csv = error.reason { break }
      }
    }
    let names = extraKeys.sorted { $0.lexicographicallyPrecedes($1) }
    log.report(extraColumns: names.map { String(decoding: $0, as: UTF8.self) }, path: path)
  }

  /// The next event; lines of white space are passed over.
  private mutating func next() throws(EventFault) -> EventRow? {
    while try lines.next() {
      let line = lines.line
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
      if let offset = firstInvalidUTF8(in: line) {
        throw fault(.json(.invalidUTF8), at: offset - line.startIndex)
      }
      var members = EventMembers(line)
      if !members.isPlain { try members.decode(line, lines.number) }
      for name in members.extra where extraKeys.count < EventLog.maxNames {
        extraKeys.insert(Array(name))
      }
      return try row(members)
    }
    return nil
  }

  private func row(_ members: EventMembers) throws(EventFault) -> EventRow {
    func text(_ name: Int) throws(EventFault) -> ArraySlice<UInt8> {
      switch members.values[name] {
      case .missing, .null: return []
      case .text(let text, _): return text
      case .integer(let text, let offset):
        // Ids are often numbers where they come from.
        if name == 0 { return text }
        throw fault(.notText, at: offset, name)
      case .other(let offset): throw fault(.notText, at: offset, name)
      }
    }
    func needed(_ name: Int) throws(EventFault) -> ArraySlice<UInt8> {
      let text = try text(name)
      if !text.isEmpty { return text }
      guard let offset = members.values[name].offset else {
        throw fault(.missingKey, at: 0, name)
      }
      throw fault(.empty, at: offset, name)
    }
    let contact = try needed(0)
    let event = try needed(1)
    let at: Instant
    switch WrittenTimestamp(try needed(2)) {
    case .instant(let instant): at = instant
    case .local: throw fault(.timeOffset, at: members.values[2].offset ?? 0, 2)
    case nil: throw fault(.time, at: members.values[2].offset ?? 0, 2)
    }
    return EventRow(
      contact: contact, event: event, at: at, step: try text(3), url: try text(4))
  }

  private func fault(
    _ reason: EventFault.Reason, at offset: Int, _ name: Int? = nil
  ) -> EventFault {
    EventFault(
      row: lines.number, line: lines.number, byteColumn: offset + 1,
      column: name.map { EventCSV.names[$0] }, reason: reason)
  }
}
