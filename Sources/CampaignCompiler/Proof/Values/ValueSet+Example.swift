import CampaignGraph
import CivilTime
import LiquidTemplates

extension ValueSet {
  /// A value as a cell of a CSV spells it; empty for nil, nil where none can be found.
  func example(of column: Column) -> String? {
    // The id and the address are the caller's.
    if column.role == .id || column.role == .address { return "" }
    if hasNull { return "" }
    switch values {
    case .none: return nil
    case .any:
      if let preview = column.preview ?? column.defaultText { return preview }
      return ValueSet.plain(column.type)
    case .booleans(let isTrue, _): return isTrue ? "true" : "false"
    case .texts(let set):
      if let first = set.listed?.first { return String(decoding: first, as: UTF8.self) }
      switch column.type {
      case .string:
        return (0...set.texts.count).lazy.map { "x\($0)" }
          .first { !set.texts.contains(Array($0.utf8)) }
      case .email, .integer, .decimal, .boolean, .date, .timestamp, .timezone, .url, .enumeration,
        .list:
        return nil
      }
    case .numbers(let set):
      let family = TermFamily(column.type)
      let candidates =
        [Number(0)]
        + set.cuts.flatMap { cut in
          [cut.number, cut.number.successor, cut.number.predecessor].compactMap { $0 }
        }
      guard let number = candidates.first(where: { set.contains($0) }) else { return nil }
      switch family {
      case .integer: return number.isWhole ? String(number.coefficient) : nil
      case .decimal: return number.words
      case .date:
        guard let days = Int32(exactly: number.coefficient) else { return nil }
        return CivilDate(days: days).description
      case .timestamp:
        guard let seconds = Int64(exactly: number.coefficient) else { return nil }
        return Instant(seconds: seconds).description
      case .text, .boolean, .list, .unknown: return nil
      }
    }
  }

  private static func plain(_ type: ColumnType) -> String? {
    switch type {
    case .string: "x"
    case .integer: "0"
    case .decimal: "0.5"
    case .boolean: "false"
    case .date: "2026-12-01"
    case .timestamp: "2026-12-01T09:00:00Z"
    case .timezone: "UTC"
    case .url: "https://example.com/"
    case .email: "contact@acme.example"
    case .enumeration(let names): names.first
    case .list: ""
    }
  }
}
