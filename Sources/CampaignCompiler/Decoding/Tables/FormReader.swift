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
  private let entries: [YAMLEntry]
  /// Of what is written: the index of its key in the form, and that of its entry.
  private let slots: [(key: Int, entry: Int)]

  /// `forgiven` are unknown keys that another finding already explains.
  init(
    _ entries: [YAMLEntry], of form: Form, at heading: SourceRange, forgiven: [String] = [],
    into findings: inout Findings
  ) {
    self.form = form
    self.heading = heading
    self.entries = entries
    var slots: [(key: Int, entry: Int)] = []
    slots.reserveCapacity(entries.count)
    var unknown: [Int] = []
    for index in entries.indices {
      if let key = form.place(of: entries[index].key.text.utf8) {
        slots.append((key, index))
      } else if !forgiven.contains(where: { entries[index].key.isWritten($0) }) {
        unknown.append(index)
      }
    }
    for index in unknown {
      let entry = entries[index]
      let isStranger = form.strangers.contains { $0.name.isExactly(entry.key.string) }
      let meant =
        isStranger || !findings.suggests ? nil : form.suggestion(for: entry.key.string)
      let isFree = meant.map { key in !entries.contains { $0.key.string.isExactly(key.name) } }
      let near =
        isFree == true ? nearMatch(of: entry.key.string, among: form.keys.map(\.name)) : nil
      findings.report(
        form.unknownKey(entry.key, meant: meant)
          .respelt(near?.name == meant?.name ? near : nil))
      if let meant, let key = form.place(of: meant.bytes), !slots.contains(where: { $0.key == key })
      {
        slots.append((key, index))
      }
    }
    self.slots = slots
    for key in form.keys.indices where form.keys[key].presence == .required {
      guard !slots.contains(where: { $0.key == key }) else { continue }
      findings.report(form.missingKey([form.keys[key].name], at: heading))
    }
    for group in form.anyOf where !group.contains(where: { has($0) }) {
      findings.report(form.missingKey(group, at: heading))
    }
  }

  func has(_ name: String) -> Bool { entry(name) != nil }

  func has<Value>(_ key: Key<Value>) -> Bool { place(of: key.row) != nil }

  func entry(_ name: String) -> YAMLEntry? {
    slots.first { form.keys[$0.key].name.isExactly(name) }.map { entries[$0.entry] }
  }

  /// The index of the entry with a key.
  private func place(of key: KeyRow) -> Int? {
    slots.first { form.keys[$0.key].bytes == key.bytes }?.entry
  }

  /// nil where the key is not written, and after a finding where its value is wrong.
  func read<Value>(_ key: Key<Value>, into findings: inout Findings) -> Value? {
    guard let place = place(of: key.row) else { return nil }
    let field = Field(
      .key(key.row.name), heading: entries[place].key.range, node: entries[place].value)
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
