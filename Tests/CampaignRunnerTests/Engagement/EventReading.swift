import CampaignGraph
import CampaignRunner
import CivilTime
import Diagnostics

/// What an event file gives: its faults as `row:line:column rule`, and notes.
struct EventReading {
  var log: EventLog

  init(
    _ text: String, _ format: EventFormat? = nil, of blueprint: Blueprint = Blueprint([]),
    chunk: Int = .max
  ) throws {
    try self.init(Array(text.utf8), format, of: blueprint, chunk: chunk)
  }

  init(
    _ bytes: [UInt8], _ format: EventFormat? = nil, of blueprint: Blueprint = Blueprint([]),
    chunk: Int = .max
  ) throws {
    log = EventLog(graph: try blueprint.graph())
    log.read(path: "events", format: format, source: source(bytes, chunk: chunk))
  }

  var faults: [String] {
    log.faults.map { _, fault in
      let place = "\(fault.line):\(fault.byteColumn.map { "\($0)" } ?? "-")"
      return "\(fault.diagnostic(path: "events").rule.name) \(place)"
        + (fault.column.map { " \($0)" } ?? "")
    }
  }

  /// `opened 2026-12-01T09:00:00Z 0 text` for each event of a contact.
  func events(of contact: String) -> [String] {
    var history = EngagementHistory()
    log.index().load(Array(contact.utf8)[...], into: &history)
    return history.events.map { event in
      let name = event.kind == .custom ? "custom" : event.kind.name
      let step = event.step.map { $0 == EngagementEvent.otherCampaign ? "other" : "\($0.value)" }
      let text = String(decoding: history.text(of: event), as: UTF8.self)
      return "\(name) \(event.at.description) \(step ?? "-") \(text)"
    }
  }
}
