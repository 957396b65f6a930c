import CampaignGraph
import CivilTime
import Diagnostics
import YAMLTree

/// The keys of the settings that say who enters a campaign, when, and when it ends.
enum EntryKeys {
  static let exitWhen = Key<MappedText>(
    "when", .rule, .required, elsewhere: ["if", "rule", "condition"],
    "A rule; asked whenever an email, action, branch or split is about to happen.")
  static let exitForm = Form("an exit rule", [exitWhen.row])

  static let triggerColumn = Key<Located<String>>(
    "column", .column, .required, elsewhere: ["field"],
    "The timestamp column that says when each contact enters.")
  static let triggerForm = Form(
    "a trigger", [triggerColumn.row],
    strangers: ["event": "write trigger: event(\"…\")", "at": "did you mean 'column'?"])

  static let enrollAt = Key<Located<String>>(
    "at", .column, .required, elsewhere: ["column", "field", "on"],
    "The date or timestamp column that says when each contact enters.")
  static let enrollForm = Form("an enroll setting", [enrollAt.row])

  static let every = Key<Located<Period>>(
    "every", .period, .required, elsewhere: ["after", "per"],
    "A contact may enter again so long after it entered.")
  static let reentryForm = Form("a reentry setting", [every.row])
}

extension ValueKind where Value == ExitDefinition {
  static var exitRule: Self {
    .form(EntryKeys.exitForm, "a mapping such as { when: event(\"purchase\") }") {
      reader, _, findings in
      reader.read(EntryKeys.exitWhen, into: &findings).map { ExitDefinition(when: $0) }
    }
  }
}

extension ValueKind where Value == EnrollDefinition {
  static var enroll: Self {
    .form(EntryKeys.enrollForm, "a mapping such as { at: signed_up_at }") {
      reader, _, findings in
      reader.read(EntryKeys.enrollAt, into: &findings).map { EnrollDefinition(at: $0) }
    }
  }
}

extension ValueKind where Value == TriggerDefinition {
  /// `event("signup")`, or `{ column: signed_up_at }`.
  static var trigger: Self {
    let takes = "event(\"name\"), or a mapping such as { column: signed_up_at }"
    let mapping = ValueKind<TriggerDefinition>.form(EntryKeys.triggerForm, takes) {
      reader, _, findings in
      reader.read(EntryKeys.triggerColumn, into: &findings).map { .column($0) }
    }
    return ValueKind(takes, .any(of: [.text, mapping.schema])) { field, findings in
      guard case .scalar(let scalar) = field.node.content else {
        return mapping.read(field, &findings)
      }
      return .event(scalar.text)
    }
  }
}

extension ValueKind where Value == Located<Enrollment.Reentry> {
  /// `never`, `after_exit`, or `{ every: 30 days }`.
  static var reentry: Self {
    let takes = "never, after_exit, or a mapping such as { every: 30 days }"
    let mapping = ValueKind<Located<Enrollment.Reentry>>.form(EntryKeys.reentryForm, takes) {
      reader, field, findings in
      reader.read(EntryKeys.every, into: &findings)
        .map { Located(.every($0.value), field.node.range) }
    }
    let words = ["never", "after_exit"]
    return ValueKind(takes, .any(of: [.choice(words), mapping.schema])) { field, findings in
      guard case .scalar(let scalar) = field.node.content else {
        return mapping.read(field, &findings)
      }
      if scalar.isWritten("never") { return Located(.never, scalar.range) }
      if scalar.isWritten("after_exit") { return Located(.afterExit, scalar.range) }
      if scalar.string.utf8.starts(with: "every".utf8) {
        field.reportType(takes, help: "write reentry: { every: 30 days }", into: &findings)
      } else {
        field.reportUnknownValue(
          scalar.string, scalar.range, is: "a way to enter again",
          oneOf: words + ["{ every: 30 days }"], meant: nearest(to: scalar.string, among: words),
          into: &findings)
      }
      return nil
    }
  }
}
