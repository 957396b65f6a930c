import Diagnostics

extension ProgramBuilder {
  /// Says that a name is none, and what may have been meant.
  mutating func reportUnknown(_ name: Identifier, _ path: [PathElement]) {
    if name.utf8.elementsEqual("forloop".utf8) {
      report("unknown-column", "'forloop' has a meaning inside '{% for %}' only", at: name.range)
      return
    }
    if name.utf8.elementsEqual("tablerowloop".utf8) {
      report(
        "unknown-column", "'tablerowloop' has a meaning inside '{% tablerow %}' only",
        at: name.range)
      return
    }
    if name.utf8.elementsEqual("content".utf8) {
      report("unknown-column", "'content' has a meaning in a layout only", at: name.range)
      return
    }
    let habit = habit(name, path)
    let columns = scope.columns.prefix(1000).map(\.name)
    let reserved = ReservedName.general.map(\.rawValue)
    let own = frame.variables.keys.map { String(decoding: $0, as: UTF8.self) }.sorted()
    let isAsked = habit == nil && suggestions < ProgramBuilder.maximumSuggestions
    let match = isAsked ? nearMatch(of: name.text, among: columns + own + reserved) : nil
    let near = isAsked ? ForeignText.column(name.text, scope) ?? match?.name : nil
    suggestions += 1
    let what = near.map {
      columns.contains($0) ? "a column" : own.contains($0) ? "a variable" : "a name"
    }
    report(
      "unknown-column", "segment '\(scope.segment)' has no column '\(name.text)'", at: name.range,
      label: near.map { "\(what ?? "a name") '\($0)' exists" } ?? "", help: habit,
      near: match?.name == near ? match : nil)
  }

  /// What to write for the names under which other tools keep a contact's values.
  private func habit(_ name: Identifier, _ path: [PathElement]) -> String? {
    switch name.text {
    case "else": return "write {% else %}"
    case "endif", "endfor", "endunless": return "write {% \(name.text) %}"
    case "this": return "inside of '{% for item in list %}' it is called item"
    case "content_blocks": return "parts are files of their own: {% render 'name' %}"
    default: break
    }
    guard ProgramBuilder.holders.contains(name.text), case .property(let property) = path.first
    else { return nil }
    let column = ForeignText.column(property.text, scope)
    return "columns stand alone: {{ \(column ?? property.text) }}"
  }

  private static let holders: Set<String> = [
    "contact", "customer", "person", "profile", "user", "subscriber", "recipient", "member",
    "custom_attribute", "custom_attributes", "attributes", "data", "event", "event_properties",
    "properties", "lead", "account", "message_data", "row", "segment",
  ]
}
