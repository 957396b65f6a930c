import Diagnostics
import YAMLTree

/// The entries of a mapping, sorted into the keys of its form.
///
/// Making one reports unknown keys and missing required ones. A misspelt key whose meaning is clear counts
/// as the key that was meant, so that one slip gives one finding.
struct FormReader {
  let form: Form
  /// Where to point at what is missing.
  let heading: SourceRange
  private let slots: [(name: String, entry: YAMLEntry)]

  /// `forgiven` are unknown keys that another finding already explains.
  init(
    _ entries: [YAMLEntry], of form: Form, at heading: SourceRange, forgiven: [String] = [],
    into findings: inout Findings
  ) {
    self.form = form
    self.heading = heading
    var slots: [(name: String, entry: YAMLEntry)] = []
    var unknown: [YAMLEntry] = []
    for entry in entries {
      let name = entry.key.string
      if form.key(name) != nil {
        slots.append((name, entry))
      } else if !forgiven.contains(where: { $0.isExactly(name) }) {
        unknown.append(entry)
      }
    }
    for entry in unknown {
      let isStranger = form.strangers.contains { $0.name.isExactly(entry.key.string) }
      let meant = isStranger ? nil : form.suggestion(for: entry.key.string)
      let isFree = meant.map { key in !entries.contains { $0.key.string.isExactly(key.name) } }
      let near =
        isFree == true ? nearMatch(of: entry.key.string, among: form.keys.map(\.name)) : nil
      findings.report(
        form.unknownKey(entry.key, meant: meant)
          .respelt(near?.name == meant?.name ? near : nil))
      if let meant, !slots.contains(where: { $0.name.isExactly(meant.name) }) {
        slots.append((meant.name, entry))
      }
    }
    self.slots = slots
    for key in form.keys where key.presence == .required && !has(key.name) {
      findings.report(form.missingKey([key.name], at: heading))
    }
    for group in form.anyOf where !group.contains(where: { has($0) }) {
      findings.report(form.missingKey(group, at: heading))
    }
  }

  func has(_ name: String) -> Bool { entry(name) != nil }

  func has<Value>(_ key: Key<Value>) -> Bool { has(key.name) }

  func entry(_ name: String) -> YAMLEntry? {
    slots.first { $0.name.isExactly(name) }?.entry
  }

  /// nil where the key is not written, and after a finding where its value is wrong.
  func read<Value>(_ key: Key<Value>, into findings: inout Findings) -> Value? {
    guard let entry = entry(key.name) else { return nil }
    let field = Field(title: "'\(key.name)'", heading: entry.key.range, node: entry.value)
    return field.read(key.kind, into: &findings)
  }
}

extension Form {
  func unknownKey(_ key: YAMLScalar, meant: KeyRow?) -> Diagnostic {
    let advice = strangers.first { $0.name.isExactly(key.string) }?.advice
    let label = advice ?? meant.map { "did you mean '\($0.name)'?" } ?? ""
    return Diagnostic(
      "unknown-key", .error, "\(name) has no key \(quoted(key.string))", at: key.range,
      label: label,
      help: label.isEmpty ? "its keys are \(listed(keys.map(\.name)))" : nil)
  }

  func missingKey(_ names: [String], at range: SourceRange) -> Diagnostic {
    let needs = names.count == 1 ? "the key \(listed(names))" : "one of \(listed(names, "or"))"
    return Diagnostic("missing-key", .error, "\(name) needs \(needs)", at: range)
  }
}

/// Two keys that exclude each other: "'for' and 'until' cannot stand together".
func conflictingKeys(_ a: YAMLEntry, _ b: YAMLEntry, help: String?) -> Diagnostic {
  Diagnostic(
    "conflicting-keys", .error,
    "\(quoted(a.key.string)) and \(quoted(b.key.string)) cannot stand together",
    at: b.key.range, related: [.init(a.key.range, "the other is here")], help: help)
}
