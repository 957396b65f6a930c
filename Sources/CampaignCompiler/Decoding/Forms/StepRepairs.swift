import Diagnostics
import YAMLTree

extension Field {
  /// `- exit`, `- 3 days`, and lists in lists.
  func reportNoStep(into findings: inout Findings) {
    var label = ""
    if case .scalar(let scalar) = node.content, let kind = StepKind(rawValue: scalar.string) {
      label = "write '\(kind.rawValue): …'"
    }
    findings.report(
      Diagnostic(
        "wrong-type", .error, "a step is a mapping such as '- email: welcome'",
        at: heading, label: label))
  }
}

extension StepKind {
  var markTakes: String {
    switch self {
    case .exit: "a reason"
    case .goto: "the id of a step"
    case .wait: "a duration, or the keys of the wait below it"
    case .email, .branch, .split, .action: "the id of the step"
    }
  }

  var nestingHelp: String {
    switch self {
    case .exit: "write 'exit: reason'"
    case .goto: "write 'goto: step'"
    case .wait: "indent the keys of the wait deeper than 'wait'"
    case .email, .branch, .split, .action:
      "write '\(rawValue): id', and the other keys below it at the same depth"
    }
  }
}

extension [YAMLEntry] {
  /// With the entries of a nested mapping beside those around it; the outer ones win.
  func unfolding(_ nested: [YAMLEntry]) -> [YAMLEntry] {
    let outer = Set(map(\.key.text.utf8))
    return self + nested.filter { !outer.contains($0.key.text.utf8) }
  }

  /// With what was meant by a kind key without a value: `- email:` above an `id:`, or `- wait:` above the
  /// keys of a wait at the same depth; nil if neither is so.
  func correctingBlank(_ mark: YAMLEntry, _ kind: StepKind) -> [YAMLEntry]? {
    guard case .scalar(let scalar) = mark.value.content, scalar.isNull else { return nil }
    if kind != .wait {
      return kind.form.key("id") == nil && contains { $0.key.string.isExactly("id") } ? self : nil
    }
    let names = WaitKeys.forms.flatMap { $0.1.keys.map(\.name) }
    let belongs: (YAMLEntry) -> Bool = { entry in
      names.contains { $0.isExactly(entry.key.string) }
    }
    let parts = filter(belongs)
    guard let first = parts.first, let last = parts.last else { return nil }
    let bytes =
      first.key.range.bytes
      .lowerBound..<Swift.max(
        first.key.range.bytes.upperBound, last.value.range.bytes.upperBound)
    let wait = YAMLNode(content: .mapping(parts), range: mark.key.range.file.range(bytes))
    return filter { !belongs($0) && !$0.key.string.isExactly(kind.rawValue) }
      + [YAMLEntry(key: mark.key, value: wait)]
  }
}
