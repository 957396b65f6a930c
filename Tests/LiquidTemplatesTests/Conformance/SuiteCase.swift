import JSONText
import LiquidTemplates

/// One case of a conformance suite, whichever suite it comes from.
struct SuiteCase {
  enum Expectation {
    case text([String])
    case pattern(String)
    /// Refused when it is compiled or when it is rendered.
    case failure
    /// Refused when it is compiled.
    case refusal
  }

  let name: String
  let template: String
  let data: DataValue
  let partials: [(name: String, text: String)]
  let syntaxes: [LiquidSyntax]
  let expectation: Expectation

  /// Nil for a case without an expectation.
  init?(_ json: JSONValue, suite: Suite) {
    guard let name = json["name"]?.stringValue, let template = json["template"]?.stringValue
    else { return nil }
    self.name = name
    self.template = template
    data = json["data"].map { DataValue($0) } ?? .object([])
    let files = json["templates"] ?? json["filesystem"]
    partials = (files?.objectValue ?? []).compactMap { member in
      member.value.stringValue.map { (member.name, $0) }
    }
    switch suite {
    case .golden: syntaxes = [.strict]
    case .parseErrors: syntaxes = [.strict2]
    case .spec: syntaxes = SuiteCase.syntaxes(json["error_mode"])
    }
    if let result = json["result"]?.stringValue {
      expectation = .text([result])
    } else if let results = json["results"]?.arrayValue {
      expectation = .text(results.compactMap(\.stringValue))
    } else if let pattern = json["pattern"]?.stringValue {
      expectation = .pattern(pattern)
    } else if json["errors"]?["parse_error"] != nil {
      expectation = .refusal
    } else if json["invalid"]?.booleanValue == true || json["errors"] != nil {
      expectation = .failure
    } else {
      return nil
    }
  }

  private static func syntaxes(_ mode: JSONValue?) -> [LiquidSyntax] {
    let names = mode?.stringValue.map { [$0] } ?? mode?.arrayValue?.compactMap(\.stringValue) ?? []
    let known = names.compactMap { LiquidSyntax(rawValue: $0) }
    return known.isEmpty ? [.strict] : known
  }
}

enum Suite: String {
  case golden = "golden-"
  case spec = "liquid-spec-"
  case parseErrors = "liquid-parse-errors-"

  init?(file: String) {
    let all: [Suite] = [.golden, .spec, .parseErrors]
    guard file.hasSuffix(".json"), let suite = all.first(where: { file.hasPrefix($0.rawValue) })
    else { return nil }
    self = suite
  }

  /// Of a hundred cases so many pass at least.
  var least: Int { self == .golden ? 100 : 97 }
}

extension DataValue {
  init(_ json: JSONValue) {
    switch json {
    case .null: self = .null
    case .boolean(let flag): self = .boolean(flag)
    case .integer(let number): self = .integer(number)
    case .number(let text): self = DataValue(number: text)
    case .string(let text): self = .text(Array(text.utf8))
    case .array(let items): self = .array(items.map { DataValue($0) })
    case .object(let members):
      self = .object(members.map { (Array($0.name.utf8), DataValue($0.value)) })
    }
  }
}
