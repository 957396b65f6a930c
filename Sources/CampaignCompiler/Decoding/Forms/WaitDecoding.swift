import CampaignGraph
import CivilTime
import Diagnostics
import JSONText
import YAMLTree

extension ValueKind where Value == WaitDefinition {
  /// `3 days`, or a mapping in one of its forms.
  static var wait: Self {
    let takes = "a duration such as '3 days', or a mapping with one of for, until, event, random"
    let period = ValueKind<Located<Period>>.period
    let schema = Schema([
      "anyOf": [period.schema.json, ["type": "object"]],
      "allOf": .array(
        WaitKeys.forms.map { name, form in
          [
            "if": ["type": "object", "required": [.string(name)]],
            "then": form.schema.json,
          ]
        }),
      "if": ["type": "object"],
      "then": [
        "oneOf": .array(WaitKeys.forms.map { name, _ in ["required": [.string(name)]] })
      ],
    ])
    return ValueKind(takes, schema) { field, findings in
      switch field.node.content {
      case .scalar(let scalar):
        return readPeriod(
          scalar, field, takes: period.takes, isOffset: false, label: scalar.waitLabel,
          into: &findings
        ).map { .period($0) } ?? .invalid
      case .mapping(let entries):
        return readWait(entries, field, into: &findings)
      case .sequence:
        field.reportType(takes, into: &findings)
        return .invalid
      }
    }
  }
}

extension YAMLScalar {
  /// What was meant by `wait: 09:00` and `wait: clicked(welcome)`.
  fileprivate var waitLabel: String? {
    let bytes = text.utf8
    if bytes.contains(UInt8(ascii: "(")) { return "write { event: \(string) }" }
    if LocalTime(bytes[...]) != nil || WrittenTimestamp(bytes[...]) != nil {
      return "write { until: \(string) }"
    }
    return nil
  }
}

/// The form is that of its first key; a second such key is a conflict.
private func readWait(
  _ entries: [YAMLEntry], _ field: Field, into findings: inout Findings
) -> WaitDefinition {
  let makers = entries.filter { entry in
    WaitKeys.forms.contains { $0.0.isExactly(entry.key.string) }
  }
  guard let maker = makers.first,
    let form = WaitKeys.forms.first(where: { $0.0.isExactly(maker.key.string) })?.1
  else { return readMisspeltWait(entries, field, into: &findings) }
  for other in makers.dropFirst() {
    findings.report(
      conflictingKeys(
        maker, other, help: "a wait has one of for, until, event, random; two waits are two steps")
    )
  }
  let forgiven =
    makers.count > 1 ? WaitKeys.forms.flatMap { $0.1.keys.map(\.name) } : []
  let reader = FormReader(
    entries, of: form, at: maker.key.range, forgiven: forgiven, into: &findings)
  switch form.keys.first?.name {
  case WaitKeys.length.name: return reader.readFor(into: &findings)
  case WaitKeys.until.name: return reader.readUntil(into: &findings)
  case WaitKeys.event.name: return reader.readEvent(into: &findings)
  default:
    return reader.read(WaitKeys.random, into: &findings).map { .random($0) } ?? .invalid
  }
}

private func readMisspeltWait(
  _ entries: [YAMLEntry], _ field: Field, into findings: inout Findings
) -> WaitDefinition {
  let names = WaitKeys.forms.map(\.0)
  for (index, entry) in entries.enumerated() {
    let written = entry.key.string
    let meant =
      WaitKeys.elsewhere.first { $0.0.isExactly(written) }?.1 ?? nearest(to: written, among: names)
    guard let meant else { continue }
    findings.report(
      Diagnostic(
        "unknown-key", .error, "a wait has no key \(quoted(written))", at: entry.key.range,
        label: "did you mean '\(meant)'?"))
    var corrected = entries
    corrected[index] = entry.renamed(meant)
    return readWait(corrected, field, into: &findings)
  }
  findings.report(
    Diagnostic(
      "missing-key", .error, "a wait needs one of \(listed(names, "or"))", at: field.heading,
      help: "write wait: 3 days, or wait: { until: 09:00 }"))
  return .invalid
}
