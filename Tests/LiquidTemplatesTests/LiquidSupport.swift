import CivilTime
import Diagnostics
import LiquidTemplates
import TestSupport
import Testing

/// A value of a test contact.
enum TestValue {
  case null
  case text(String)
  case integer(Int64)
  case decimal(String)
  case boolean(Bool)
  case date(String)
  case timestamp(String)
  case list([String])
}

extension TemplateScope {
  /// What the tests' templates are written for.
  static let test = TemplateScope(
    columns: [
      Name(name: "first_name", type: .string, isNullable: true),
      Name(name: "email", type: .email, isNullable: false),
      Name(name: "plan", type: .enumeration(["free", "pro", "team"]), isNullable: false),
      Name(name: "score", type: .integer, isNullable: false),
      Name(name: "price", type: .decimal, isNullable: false),
      Name(name: "opted_in", type: .boolean, isNullable: false),
      Name(name: "ends_on", type: .date, isNullable: true),
      Name(name: "joined_at", type: .timestamp, isNullable: false),
      Name(name: "tags", type: .list(of: .string, separator: ";"), isNullable: false),
      Name(name: "site", type: .url, isNullable: false),
    ], segment: "trial-users")
}

extension ContactRow {
  /// Ada, with some values changed.
  static func test(_ changes: [String: TestValue] = [:]) -> ContactRow {
    var row = ContactRow()
    let ada: [String: TestValue] = [
      "first_name": .text("Ada"), "email": .text("ada@acme.example"), "plan": .text("pro"),
      "score": .integer(42), "price": .decimal("9.90"), "opted_in": .boolean(true),
      "ends_on": .date("2026-12-24"), "joined_at": .timestamp("2026-03-01T08:30:00Z"),
      "tags": .list(["a", "b", "c"]), "site": .text("https://acme.example/?a=1&b=2"),
    ]
    for column in TemplateScope.test.columns {
      row.cells.append(row.store(changes[column.name] ?? ada[column.name] ?? .null))
    }
    return row
  }

  private mutating func store(_ value: TestValue) -> Cell {
    switch value {
    case .null: return .null
    case .text(let text): return storeText(Array(text.utf8))
    case .integer(let number): return .integer(number)
    case .decimal(let text):
      let parts = text.split(separator: ".")
      let scale = parts.count > 1 ? parts[1].utf8.count : 0
      return .decimal(
        ExactDecimal(coefficient: Int128(parts.joined()) ?? 0, scale: UInt8(scale)))
    case .boolean(let flag): return .boolean(flag)
    case .date(let text): return CivilDate(text).map { .date($0) } ?? .null
    case .timestamp(let text):
      guard case .instant(let instant) = WrittenTimestamp(text) else { return .null }
      return .timestamp(instant)
    case .list(let texts):
      let stored = texts.map { storeText(Array($0.utf8)) }
      let start = Int32(items.count)
      items += stored
      return .list(start: start, count: Int32(stored.count))
    }
  }
}

/// The file that a test's template stands in.
func templateText(_ text: String, path: String = "mail.liquid") -> MappedText {
  MappedText(SourceFile(path: path, text: text))
}

/// Compiles a template for `TemplateScope.test`.
func compile(
  _ text: String, context: TemplateContext = .text, layout: String? = nil,
  partials: [(String, String)] = []
) -> (template: Template?, findings: Findings) {
  var findings = Findings()
  let source = TemplateSource(
    main: templateText(text), layout: layout.map { templateText($0, path: "layout.liquid") },
    partials: partials.map { ($0.0, templateText($0.1, path: $0.0 + ".liquid")) })
  let template = compileTemplate(source, context: context, scope: .test, into: &findings)
  return (template, findings)
}

/// How a rendering ended and what it printed.
struct Rendered: Equatable {
  let outcome: RenderOutcome
  let text: String
}

/// Compiles and renders; records an issue and returns nil if the template has an error.
func render(
  _ text: String, _ values: [String: TestValue] = [:], context: TemplateContext = .text,
  layout: String? = nil, partials: [(String, String)] = [],
  missing: MissingValuePolicy = .fail, encoding: OutputEncoding = .plain,
  viewInBrowser: String? = nil,
  sourceLocation: SourceLocation = #_sourceLocation
) -> Rendered? {
  let (template, findings) = compile(text, context: context, layout: layout, partials: partials)
  guard let template else {
    Issue.record(
      "\(text): \(findings.sorted().map { "[\($0.rule.name)] \($0.message)" })",
      sourceLocation: sourceLocation)
    return nil
  }
  var reserved = ReservedTexts()
  reserved.set(.unsubscribeURL, to: "https://acme.example/u?c=1&x=2")
  if let viewInBrowser { reserved.set(.viewInBrowserURL, to: viewInBrowser) }
  reserved.set(.subject, to: "Welcome")
  var renderer = TemplateRenderer()
  var output = ByteBuffer()
  // 2026-11-23T13:20:00Z
  let outcome = renderer.render(
    template, row: .test(values), clock: Instant(seconds: 1_795_440_000), zone: .utc,
    reserved: reserved, missing: missing, encoding: encoding, appendingTo: &output)
  return Rendered(outcome: outcome, text: String(decoding: output.bytes, as: UTF8.self))
}

/// Expects a complete rendering.
func expect(
  _ text: String, _ values: [String: TestValue] = [:], context: TemplateContext = .text,
  prints expected: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  guard let found = render(text, values, context: context, sourceLocation: sourceLocation) else {
    return
  }
  #expect(found.outcome == .complete, "\(text)", sourceLocation: sourceLocation)
  #expect(
    Array(found.text.utf8) == Array(expected.utf8),
    "\(text) printed '\(found.text)' instead of '\(expected)'", sourceLocation: sourceLocation)
}

/// Expects exactly these findings, as rule and the text that they point at.
func expect(
  _ text: String, context: TemplateContext = .text, finds expected: [(String, String)],
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let found = compile(text, context: context).findings.sorted().map { diagnostic in
    if case .range(let range) = diagnostic.place {
      "\(diagnostic.rule.name): \(range.text)"
    } else {
      diagnostic.rule.name
    }
  }
  #expect(
    found == expected.map { "\($0.0): \($0.1)" }, "\(text)", sourceLocation: sourceLocation)
}
