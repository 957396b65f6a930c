import Diagnostics
import JSONText
import YAMLTree

extension ValueKind where Value == [StepDefinition] {
  /// A list of steps, which may be empty.
  static var steps: Self { steps(atLeast: 0, .reference(.steps)) }
  /// The steps of a campaign.
  static var someSteps: Self {
    steps(atLeast: 1, Schema(Schema.list(.reference(.step), atLeast: 1).members))
  }

  private static func steps(atLeast count: Int, _ schema: Schema) -> Self {
    let takes = "a list of steps, each beginning with '- '"
    return ValueKind(takes, schema) { field, findings in
      guard let items = field.items(takes, into: &findings) else { return nil }
      if items.count < count {
        findings.report(
          Diagnostic(
            "missing-value", .error, "\(field.title) takes at least one step", at: field.node.range)
        )
      }
      return items.compactMap { readStep($0, into: &findings) }
    }
  }
}

/// A step whose kind cannot be told is reported and left out.
private func readStep(_ field: Field, into findings: inout Findings) -> StepDefinition? {
  guard case .mapping(let entries) = field.node.content else {
    field.reportNoStep(into: &findings)
    return nil
  }
  let marked = entries.compactMap { entry in
    StepKind(written: entry.key.text.utf8).map { (kind: $0, entry: entry) }
  }
  guard let first = marked.first else {
    return readUnkindStep(entries, field, into: &findings)
  }
  var forgiven: [String] = []
  if let second = marked.dropFirst().first {
    findings.report(
      Diagnostic(
        "step-kind", .error,
        "a step has one kind, not '\(first.kind.rawValue)' and "
          + "'\(second.kind.rawValue)'", at: second.entry.key.range,
        related: [.init(first.entry.key.range, "the step begins here")],
        help: "begin a new step with '- '"))
    forgiven = marked.dropFirst().flatMap { $0.kind.form.keys.map(\.name) }
  }
  return readStep(
    first.kind, first.entry, entries, forgiven: forgiven, field.node.range, into: &findings)
}

private func readStep(
  _ kind: StepKind, _ mark: YAMLEntry, _ entries: [YAMLEntry], forgiven: [String],
  _ range: SourceRange, into findings: inout Findings
) -> StepDefinition? {
  let heading = mark.heading
  var entries = entries
  var hasNestedKeys = false
  if case .mapping(let nested) = mark.value.content, kind != .wait {
    findings.report(
      Diagnostic(
        "wrong-type", .error, "'\(kind.rawValue)' takes \(kind.markTakes), not a mapping",
        at: mark.key.range, help: kind.nestingHelp))
    hasNestedKeys = true
    entries = entries.unfolding(nested)
  } else if let corrected = entries.correctingBlank(mark, kind) {
    findings.report(
      Diagnostic(
        "missing-value", .error, "'\(kind.rawValue)' takes \(kind.markTakes)", at: mark.key.range,
        help: kind.nestingHelp))
    hasNestedKeys = kind != .wait
    entries = corrected
  }
  let reader = FormReader(
    entries, of: kind.form, at: heading, forgiven: hasNestedKeys ? forgiven + ["id"] : forgiven,
    into: &findings)
  func read<Value>(_ key: Key<Value>) -> Value? {
    hasNestedKeys ? nil : reader.read(key, into: &findings)
  }
  let id: Located<String>?
  let step: StepDefinition.Kind
  switch kind {
  case .email:
    id = read(EmailKeys.email)
    step = .email(reader.readEmail(into: &findings))
  case .wait:
    step = .wait(read(StepKeys.wait) ?? .invalid)
    id = read(StepKeys.id)
  case .branch:
    id = read(BranchKeys.branch)
    step = .branch(reader.readBranch(range, into: &findings))
  case .split:
    id = read(SplitKeys.split)
    step = .split(reader.readSplit(into: &findings))
  case .action:
    id = read(ActionKeys.action)
    step = .action(reader.readAction(into: &findings))
  case .goto:
    guard let target = read(StepKeys.goto) else { return nil }
    step = .goto(target)
    id = read(StepKeys.id)
  case .exit:
    guard let reason = read(StepKeys.exit) else { return nil }
    step = .exit(reason)
    id = read(StepKeys.id)
  }
  let nestedID = hasNestedKeys ? entries.first { $0.key.string.isExactly("id") } : nil
  return StepDefinition(
    id: id
      ?? nestedID.flatMap { Field($0).read(.identifier(.step), into: &findings) },
    kind: step, heading: heading, range: range)
}

/// A step without a kind key; one that is clearly misspelt is read as what was meant.
private func readUnkindStep(
  _ entries: [YAMLEntry], _ field: Field, into findings: inout Findings
) -> StepDefinition? {
  for (index, entry) in entries.enumerated() {
    let written = entry.key.string
    guard
      let kind = StepKind.elsewhere.first(where: { $0.0.isExactly(written) })?.1
        ?? nearest(to: written, among: StepKind.names).flatMap({ StepKind(rawValue: $0) })
    else { continue }
    let isPart = kind.form.key(written) != nil
    findings.report(
      Diagnostic(
        "step-kind", .error, "a step has exactly one of \(listed(StepKind.names, "or"))",
        at: entry.key.range,
        label: isPart
          ? "'\(written)' belongs to \(kind.title): add '\(kind.rawValue): id'"
          : "did you mean '\(kind.rawValue)'?"
      ).respelt(
        isPart
          ? nil
          : nearMatch(of: written, among: StepKind.names)
            .flatMap { $0.name == kind.rawValue ? $0 : nil }))
    if isPart { return nil }
    let mark = entry.renamed(kind.rawValue)
    var corrected = entries
    corrected[index] = mark
    return readStep(kind, mark, corrected, forgiven: [], field.node.range, into: &findings)
  }
  findings.report(
    Diagnostic(
      "step-kind", .error, "a step has exactly one of \(listed(StepKind.names, "or"))",
      at: field.heading, help: "begin it with its kind, such as '- email: welcome'"))
  return nil
}
