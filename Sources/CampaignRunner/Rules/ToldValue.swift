import CampaignGraph
import CivilTime
import JSONText
import LiquidTemplates

/// A value of a rule as a story tells it: for people, and for machines.
struct ToldValue: Sendable, Equatable {
  let words: String
  let json: JSONValue

  var isNothing: Bool { json == .null }
}

extension RuleExplainer {
  func told(
    _ value: RuleValue, _ row: borrowing ContactRow, _ inputs: RuleInputs
  ) -> ToldValue {
    switch value {
    case .null: return ToldValue(words: "nothing", json: .null)
    case .boolean(let value):
      return ToldValue(words: value ? "true" : "false", json: .boolean(value))
    case .integer(let value): return ToldValue(words: String(value), json: .integer(value))
    case .decimal(let value):
      return ToldValue(words: value.plainText, json: .number(value.plainText))
    case .text(let text):
      let bytes = rule.withBytes(of: text, row) { stored in
        var rest = CasedBytes(stored, isLowered: text.isLowered)
        var bytes: [UInt8] = []
        while let byte = rest.next() { bytes.append(byte) }
        return bytes
      }
      return ToldValue(
        words: quotedForPeople(bytes), json: .string(String(decoding: bytes, as: UTF8.self)))
    case .date(let date):
      return ToldValue(words: date.description, json: .string(date.description))
    case .timestamp(let instant):
      return ToldValue(
        words: dayAndClock(instant, in: inputs.zone), json: .string(instant.description))
    case .duration(let period):
      return ToldValue(words: period.description, json: .string(period.description))
    case .list(let list):
      let items = (0..<list.count).map { told(rule.item($0, of: list, row, inputs), row, inputs) }
      return ToldValue(
        words: "[\(items.prefix(20).map(\.words).joined(separator: ", "))"
          + (items.count > 20 ? ", …]" : "]"), json: .array(items.map(\.json)))
    }
  }
}

/// `Wed 2026-12-02 09:14` on the clocks of a zone.
package func dayAndClock(_ instant: Instant, in zone: ZoneRules) -> String {
  let local = zone.local(instant)
  return "\(dayName(local.date)) \(local.date.description) \(local.time.description)"
}

/// `Wed`
func dayName(_ date: CivilDate) -> String {
  ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][min(max(date.weekdayIndex, 0), 6)]
}
