import CivilTime
import JSONText
import LiquidTemplates

extension RuleExpression {
  /// `{"text": …, "nodes": [["column", "plan"], ["literal", {"string": "free"}], ["==", 0, 1]]}`: operands are
  /// positions of earlier nodes, the last node is the whole rule.
  func json(_ names: GraphNames) -> JSONValue {
    .fields([
      "text": .string(text),
      "nodes": .array(nodes.map { .array(json($0, names)) }),
    ])
  }

  private func json(_ node: RuleNode, _ names: GraphNames) -> [JSONValue] {
    switch node {
    case .literal(let index): ["literal", literals[Int(index)].json]
    case .column(let column): ["column", names.json(column: Int(column))]
    case .fact(let index): ["fact", facts[Int(index)].json(names)]
    case .now: ["now"]
    case .today: ["today"]
    case .list(let first, let count):
      ["list"] + operands[Int(first)..<Int(first + count)].map { .integer(Int64($0)) }
    case .not(let a): ["not", .integer(Int64(a))]
    case .negate(let a): ["negate", .integer(Int64(a))]
    case .binary(let operation, let a, let b):
      [.string(operation.rawValue), .integer(Int64(a)), .integer(Int64(b))]
    case .call(let function, let a): [.string(function.rawValue), .integer(Int64(a))]
    }
  }

  init(_ reader: JSONReader, _ names: GraphNames) throws(StepGraphFault) {
    var parts = Parts()
    for item in try reader["nodes"].items() { try parts.append(item, names) }
    guard
      let rule = RuleExpression(
        nodes: parts.nodes, literals: parts.literals, operands: parts.operands,
        facts: parts.facts, text: try reader["text"].string())
    else { throw reader.fault("is not a rule: an operand must come before its use") }
    self = rule
  }
}

extension RuleExpression.Parts {
  fileprivate mutating func append(_ reader: JSONReader, _ names: GraphNames) throws(StepGraphFault)
  {
    let items = try reader.items()
    guard let name = try items.first?.string() else { throw reader.fault("is empty") }
    func operand(_ position: Int) throws(StepGraphFault) -> Int32 {
      guard position < items.count else { throw reader.fault("lacks an operand") }
      return try items[position].index()
    }
    func argument() throws(StepGraphFault) -> JSONReader {
      guard items.count == 2 else { throw reader.fault("takes one argument") }
      return items[1]
    }
    if let operation = RuleOperator(rawValue: name) {
      nodes.append(.binary(operation, try operand(1), try operand(2)))
    } else if let function = RuleFunction(rawValue: name) {
      nodes.append(.call(function, try operand(1)))
    } else {
      switch name {
      case "literal": append(try RuleLiteral(try argument()))
      case "column": nodes.append(.column(Int32(try names.column(try argument()))))
      case "fact": append(try EngagementFact(try argument(), names))
      case "now": nodes.append(.now)
      case "today": nodes.append(.today)
      case "not": nodes.append(.not(try operand(1)))
      case "negate": nodes.append(.negate(try operand(1)))
      case "list":
        append(list: try items.dropFirst().map { item throws(StepGraphFault) in try item.index() })
      default: throw reader.fault("has an unknown operation '\(name)'")
      }
    }
  }
}

extension RuleLiteral {
  var json: JSONValue {
    switch self {
    case .null: .null
    case .boolean(let flag): .fields(["boolean": .boolean(flag)])
    case .integer(let number): .fields(["integer": .integer(number)])
    case .decimal(let decimal):
      .fields([
        "decimal": .string(String(decimal.coefficient)), "scale": .integer(Int64(decimal.scale)),
      ])
    case .string(let bytes): .fields(["string": .string(String(decoding: bytes, as: UTF8.self))])
    case .duration(let period): .fields(["duration": period.json])
    case .date(let date):
      .fields(["date": .string(String(LocalDateTime(date: date, time: .midnight).words.prefix(10)))]
      )
    case .timestamp(let instant): .fields(["timestamp": FixedTime.instant(instant).json])
    }
  }

  init(_ reader: JSONReader) throws(StepGraphFault) {
    guard !reader.isNull else {
      self = .null
      return
    }
    guard let (kind, value) = try reader.members().first else { throw reader.fault("is empty") }
    switch kind {
    case "boolean": self = .boolean(try value.boolean())
    case "integer": self = .integer(try value.integer())
    case "decimal":
      guard let coefficient = Int128(try value.string()),
        let scale = UInt8(exactly: try reader["scale"].integer()), scale <= 30
      else { throw reader.fault("is not a decimal") }
      self = .decimal(ExactDecimal(coefficient: coefficient, scale: scale))
    case "string": self = .string(Array(try value.string().utf8))
    case "duration": self = .duration(try value.period())
    case "date": self = .date(try value.date())
    case "timestamp": self = .timestamp(try value.instant())
    default: throw reader.fault("is a literal of an unknown kind '\(kind)'")
    }
  }
}

extension EngagementFact {
  func json(_ names: GraphNames) -> JSONValue {
    let kind: (String, JSONValue) =
      switch self.kind {
      case .opened: ("opened", .null)
      case .clicked: ("clicked", .null)
      case .replied: ("replied", .null)
      case .bounced: ("bounced", .null)
      case .sent: ("sent", .null)
      case .event(let name): ("event", .string(name))
      }
    return .fields([
      "kind": .string(kind.0), "event": kind.1,
      "step": step.map { names.json($0) } ?? .null,
      "urlPart": .optional(urlPart), "within": within?.json ?? .null,
    ])
  }

  init(_ reader: JSONReader, _ names: GraphNames) throws(StepGraphFault) {
    let kind: Kind =
      switch try reader["kind"].string() {
      case "opened": .opened
      case "clicked": .clicked
      case "replied": .replied
      case "bounced": .bounced
      case "sent": .sent
      case "event": .event(try reader["event"].string())
      default: throw reader["kind"].fault("is not known")
      }
    self.init(
      kind: kind,
      step: try reader["step"].optional { step throws(StepGraphFault) in try names.step(step) },
      urlPart: try reader["urlPart"].optionalString(),
      within: try reader["within"].optional { within throws(StepGraphFault) in
        try within.period()
      })
  }
}
