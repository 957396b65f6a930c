import CivilTime
import JSONText

extension JSONReader {
  func period() throws(StepGraphFault) -> Period {
    guard case .object(let members) = value, members.count == 1, let member = members.first,
      let unit = Period.Unit(rawValue: member.name), case .integer(let count) = member.value
    else { throw fault("is not a period such as {\"days\": 3}") }
    return Period(count: Int(count), unit: unit)
  }

  func time() throws(StepGraphFault) -> LocalTime {
    guard let time = LocalTime(try string()) else { throw fault("is not a time") }
    return time
  }

  func weekdays() throws(StepGraphFault) -> Weekdays {
    var days: Weekdays = []
    for name in try strings() {
      guard let index = Weekdays.names.firstIndex(of: name) else { throw fault("is not a weekday") }
      days.insert(Weekdays(index: index))
    }
    return days
  }

  func instant() throws(StepGraphFault) -> Instant {
    guard case .instant(let instant) = try fixedTime() else { throw fault("has no offset") }
    return instant
  }

  func date() throws(StepGraphFault) -> CivilDate {
    guard let date = CivilDate(try string()) else { throw fault("is not a date") }
    return date
  }

  func fixedTime() throws(StepGraphFault) -> FixedTime {
    guard let time = WrittenTimestamp(try string()) else { throw fault("is not a date and time") }
    switch time {
    case .local(let local): return .local(local)
    case .instant(let instant): return .instant(instant)
    }
  }
}

extension Period {
  var json: JSONValue { .object([.init(unit.rawValue, .integer(Int64(count)))]) }
}

extension LocalTime {
  var json: JSONValue { .string(words) }
}

extension Weekdays {
  var json: JSONValue {
    .strings((0..<7).filter { contains(index: $0) }.map { Weekdays.names[$0] })
  }
}

extension FixedTime {
  var json: JSONValue { .string(words) }
}
