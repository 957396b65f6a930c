import Diagnostics
import JSONText

extension EventFault {
  package func diagnostic(path: String) -> Diagnostic {
    Diagnostic(
      rule, .error, message, at: .position(path: path, line: line, column: byteColumn),
      help: help)
  }

  /// Without any contact data.
  package var message: String {
    let place = column.map { "row \(row), column '\($0)'" } ?? "row \(row)"
    switch reason {
    case .csv(let fault):
      switch fault.reason {
      case .empty: return "an events file in CSV needs a header row: contact_id,event,at,step,url"
      case .unreadable: return "the events cannot be read to their end"
      default: return fault.message
      }
    case .missingColumns(let names, _):
      let list = names.map { "'\($0)'" }.joined(separator: ", ")
      return names.count == 1
        ? "the header of an events file has a column \(list)"
        : "the header of an events file has the columns \(list)"
    case .duplicateColumn(let name): return "the column '\(name)' stands twice in the header"
    case .json(let reason):
      return "row \(row) must be one JSON object: \(JSONError(offset: 0, reason: reason).words)"
    case .notObject:
      return "row \(row) must be one JSON object, such as {\"contact_id\": \"c1\", …}"
    case .lineTooLong: return "row \(row) is longer than 1 MiB"
    case .missingKey: return "row \(row) must have the key '\(column ?? "")'"
    case .empty: return "\(place): a value is needed here"
    case .notText: return "\(place): the value must be text in quotes"
    case .time: return "\(place): a time is written 2026-12-31T09:00:00Z or 2026-12-31T09:00+01:00"
    case .timeOffset:
      return "\(place): a time ends with 'Z' or an offset, such as +01:00; a local time could be "
        + "any instant"
    case .tooManyEvents: return "there are more than \(EventLog.maxEvents) events"
    }
  }

  /// The rule of the catalogue that is broken.
  package var rule: RuleID {
    switch reason {
    case .csv(let fault): fault.rule
    case .missingColumns, .missingKey: "event-missing-column"
    case .duplicateColumn: "csv-duplicate-header"
    case .json, .notObject: "event-json"
    case .lineTooLong, .tooManyEvents: "event-limit"
    case .empty, .notText: "event-value"
    case .time, .timeOffset: "event-time"
    }
  }

  private var help: String? {
    switch reason {
    case .missingColumns(_, let hint): hint
    case .csv, .duplicateColumn, .json, .notObject, .lineTooLong, .missingKey, .empty, .notText,
      .time, .timeOffset, .tooManyEvents:
      nil
    }
  }
}
