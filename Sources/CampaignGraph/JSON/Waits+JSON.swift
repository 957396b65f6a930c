import CivilTime
import JSONText

extension WaitRule {
  func json(_ names: GraphNames) -> JSONValue {
    switch self {
    case .period(let period): .fields(["period": period.json])
    case .calendar(let period, let at, let days):
      .fields(["calendar": period.json, "at": at?.json ?? .null, "days": days.json])
    case .nextLocal(let time, let days): .fields(["until": time.json, "days": days.json])
    case .fixed(let time, let onPast):
      .fields(["time": time.json, "onPast": .string(onPast.rawValue)])
    case .column(let wait):
      .fields([
        "column": names.json(column: wait.column), "offset": wait.offset?.json ?? .null,
        "at": wait.at?.json ?? .null, "onPast": .string(wait.onPast.rawValue),
      ])
    case .random(let from, let through):
      .fields(["random": .array([.integer(from), .integer(through)])])
    }
  }

  init(_ reader: JSONReader, _ names: GraphNames) throws(StepGraphFault) {
    guard let form = try reader.members().first else { throw reader.fault("is empty") }
    func at() throws(StepGraphFault) -> LocalTime? {
      try reader["at"].optional { time throws(StepGraphFault) in try time.time() }
    }
    switch form.name {
    case "period": self = .period(try form.value.period())
    case "calendar":
      self = .calendar(
        try form.value.period(), at: try at(), days: try reader["days"].weekdays())
    case "until": self = .nextLocal(try form.value.time(), days: try reader["days"].weekdays())
    case "time":
      self = .fixed(try form.value.fixedTime(), onPast: try reader["onPast"].option())
    case "column":
      self = .column(
        ColumnWait(
          column: try names.column(form.value),
          offset: try reader["offset"].optional { offset throws(StepGraphFault) in
            try offset.period()
          }, at: try at(), onPast: try reader["onPast"].option()))
    case "random":
      let ends = try form.value.items()
      guard ends.count == 2 else { throw form.value.fault("is not a pair of seconds") }
      self = .random(from: try ends[0].integer(), through: try ends[1].integer())
    default: throw reader.fault("is not a kind of wait")
    }
  }
}
