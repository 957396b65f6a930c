import CampaignGraph
import CivilTime
import LiquidTemplates

extension StepMachine {
  /// The full hour at which the contact opens mail most often, or `fallback` if none is known.
  ///
  /// Counted are the hours of the column with role `open_hours` and the local hours of opens recorded up
  /// to now; of hours that are equally common, the earliest.
  func bestTime(
    _ contact: borrowing Contact, fallback: LocalTime
  ) -> (time: LocalTime, timing: MessageTiming) {
    let counts = openHourCounts(contact, column: columns.openHours)
    var best = 0
    for hour in 1..<24 where counts[hour] > counts[best] { best = hour }
    if counts[best] == 0 { return (fallback, .fallback) }
    return (LocalTime(seconds: Int32(best) * 3600), .optimized)
  }
}

/// How often the contact is known to have opened mail in each local hour of the day.
func openHourCounts(_ contact: borrowing Contact, column: Int) -> InlineArray<24, Int32> {
  var counts = InlineArray<24, Int32>(repeating: 0)
  for item in contact.row.list(contact.cell(column)) {
    if case .integer(let hour) = item, hour >= 0, hour < 24 { counts[Int(hour)] += 1 }
  }
  for event in contact.inputs.engagement.events where event.kind == .opened {
    if event.at > contact.inputs.now { break }
    let hour = contact.zone.local(event.at).time.seconds / 3600
    counts[min(max(Int(hour), 0), 23)] += 1
  }
  return counts
}
