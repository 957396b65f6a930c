import Crypto
import JSONText
import LiquidTemplates

extension StepGraph {
  /// Of the JSON form: a minor version adds fields, a major one may change them.
  package static let formatVersion = "1.0"

  /// The graph as JSON: one form for one graph, so that its bytes can be compared and hashed.
  package var json: JSONValue {
    let names = GraphNames(steps: nodes.map(\.id), columns: segment.columns.map(\.name))
    return .fields([
      "formatVersion": .string(StepGraph.formatVersion),
      "campaign": .string(campaign),
      "type": .string(type.rawValue),
      "description": .optional(description),
      "segment": segment.json,
      "enrollment": enrollment.json(names),
      "zone": zone.json(names),
      "onMissing": .string(onMissing.rawValue),
      "exit": exit?.json(names) ?? .null,
      "policies": policies.json,
      "links": .fields([
        "unsubscribe": links.unsubscribe?.json ?? .null,
        "viewInBrowser": links.viewInBrowser?.json ?? .null,
      ]),
      "start": names.json(start),
      "steps": .array(nodes.map { $0.json(names) }),
    ])
  }

  /// Reads what `json` wrote; throws with the path of what is wrong.
  package init(json value: JSONValue) throws(StepGraphFault) {
    let reader = JSONReader(value, path: "graph")
    let version = try reader["formatVersion"].string()
    guard version.utf8.starts(with: "1.".utf8) else {
      throw reader.fault("has format version '\(version)'; this version reads 1.x")
    }
    let segment = try SegmentSchema(reader["segment"])
    let scope = segment.templateScope
    let steps = try reader["steps"].items()
    let names = GraphNames(
      steps: try steps.map { step throws(StepGraphFault) in try step["id"].string() },
      columns: segment.columns.map(\.name))
    try self.init(
      campaign: try reader["campaign"].string(), type: try reader["type"].option(),
      description: try reader["description"].optionalString(), segment: segment,
      enrollment: try Enrollment(reader["enrollment"], names),
      zone: try ZonePolicy(reader["zone"], names), onMissing: try reader["onMissing"].option(),
      exit: try reader["exit"].optional { rule throws(StepGraphFault) in
        try RuleExpression(rule, names)
      }, policies: try Policies(reader["policies"]),
      links: Links(
        unsubscribe: try reader["links"]["unsubscribe"].optionalTemplate(.url, scope),
        viewInBrowser: try reader["links"]["viewInBrowser"].optionalTemplate(.url, scope)),
      start: try names.step(reader["start"]),
      nodes: try steps.map { step throws(StepGraphFault) in try StepNode(step, names, scope) })
  }

  /// `sha256:` and the hexadecimal hash of the compact JSON form.
  package func digest() -> String {
    ContentDigest.text(SHA256.hash(data: json.serialized(pretty: false)))
  }
}
