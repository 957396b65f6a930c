import CivilTime
import JSONText

extension Enrollment {
  func json(_ names: GraphNames) -> JSONValue {
    let start: JSONValue =
      switch self.start {
      case .launch: .fields(["at": "launch"])
      case .scheduled(let time, let onPast):
        .fields(["at": time.json, "onPast": .string(onPast.rawValue)])
      case .column(let column): .fields(["column": names.json(column: column)])
      case .event(let name): .fields(["event": .string(name)])
      }
    let reentry: JSONValue =
      switch self.reentry {
      case .never: "never"
      case .afterExit: "after_exit"
      case .every(let period): .fields(["every": period.json])
      }
    return .fields([
      "start": start, "where": condition?.json(names) ?? .null, "reentry": reentry,
    ])
  }

  init(_ reader: JSONReader, _ names: GraphNames) throws(StepGraphFault) {
    let start = reader["start"]
    let moment: Start
    if !start["column"].isNull {
      moment = .column(try names.column(start["column"]))
    } else if !start["event"].isNull {
      moment = .event(try start["event"].string())
    } else if start["at"].value == "launch" {
      moment = .launch
    } else {
      moment = .scheduled(try start["at"].fixedTime(), onPast: try start["onPast"].option())
    }
    let reentry: Reentry =
      switch reader["reentry"].value {
      case "never": .never
      case "after_exit": .afterExit
      default: .every(try reader["reentry"]["every"].period())
      }
    self.init(
      start: moment,
      condition: try reader["where"].optional { rule throws(StepGraphFault) in
        try RuleExpression(rule, names)
      }, reentry: reentry)
  }
}

extension ZonePolicy {
  func json(_ names: GraphNames) -> JSONValue {
    .fields([
      "column": column.map { names.json(column: $0) } ?? .null, "default": .string(defaultZone),
      "onMissing": .string(onMissing.rawValue), "onInvalid": .string(onInvalid.rawValue),
    ])
  }

  init(_ reader: JSONReader, _ names: GraphNames) throws(StepGraphFault) {
    self.init(
      column: try reader["column"].optional { column throws(StepGraphFault) in
        try names.column(column)
      }, defaultZone: try reader["default"].string(), onMissing: try reader["onMissing"].option(),
      onInvalid: try reader["onInvalid"].option())
  }
}

extension Policies {
  var json: JSONValue {
    .fields([
      "maxEmails": maxEmails.map {
        .fields([
          "count": .integer(Int64($0.count)), "per": $0.per.json,
          "basis": .string($0.basis.rawValue), "otherwise": .string($0.otherwise.rawValue),
        ])
      } ?? .null,
      "minGap": minGap?.json ?? .null,
      "allowedFromDomains": .strings(allowedFromDomains),
      "require": .strings(require.map(\.rawValue)),
      "duplicates": .string(duplicates.rawValue),
      "blastRadius": blastRadius.map {
        .fields([
          "recipients": .integer(Int64($0.recipients)), "within": $0.within?.json ?? .null,
        ])
      } ?? .null,
    ])
  }

  init(_ reader: JSONReader) throws(StepGraphFault) {
    func period(_ reader: JSONReader) throws(StepGraphFault) -> Period? {
      try reader.optional { period throws(StepGraphFault) in try period.period() }
    }
    self.init(
      maxEmails: try reader["maxEmails"].optional { cap throws(StepGraphFault) in
        MaxEmails(
          count: try cap["count"].int(), per: try cap["per"].period(),
          basis: try cap["basis"].option(), otherwise: try cap["otherwise"].option())
      }, minGap: try period(reader["minGap"]),
      allowedFromDomains: try reader["allowedFromDomains"].strings(),
      require: try reader["require"].items().map { item throws(StepGraphFault) in
        try item.option()
      }, duplicates: try reader["duplicates"].option(),
      blastRadius: try reader["blastRadius"].optional { limit throws(StepGraphFault) in
        BlastRadius(
          recipients: try limit["recipients"].int(), within: try period(limit["within"]))
      })
  }
}
