import Diagnostics
import JSONText
import YAMLTree

/// The kind key of a step.
enum StepKind: String, Sendable, CaseIterable {
  case email
  case wait
  case branch
  case split
  case action
  case goto
  case exit

  static let names = allCases.map(\.rawValue)
  private static let written = allCases.map { (kind: $0, bytes: Array($0.rawValue.utf8)) }

  init?(written bytes: [UInt8]) {
    guard let kind = StepKind.written.first(where: { $0.bytes == bytes })?.kind else { return nil }
    self = kind
  }

  /// What other tools call the kinds.
  static let elsewhere: [(String, StepKind)] = [
    ("mail", .email), ("message", .email), ("send", .email), ("send_email", .email),
    ("delay", .wait), ("sleep", .wait), ("pause", .wait), ("condition", .branch),
    ("switch", .branch), ("ab_test", .split), ("test", .split), ("experiment", .split),
    ("webhook", .action), ("tag", .action), ("jump", .goto), ("go_to", .goto), ("end", .exit),
    ("stop", .exit), ("if", .branch), ("cases", .branch), ("variants", .split),
  ]

  /// As messages say it.
  var title: String {
    switch self {
    case .email, .action, .exit: "an \(rawValue) step"
    case .wait, .branch, .split, .goto: "a \(rawValue) step"
    }
  }

  var form: Form {
    switch self {
    case .email: EmailKeys.form
    case .wait: StepKeys.waitForm
    case .branch: BranchKeys.form
    case .split: SplitKeys.form
    case .action: ActionKeys.form
    case .goto: StepKeys.gotoForm
    case .exit: StepKeys.exitForm
    }
  }

  var schema: Schema {
    switch self {
    case .branch: BranchKeys.schema
    case .email: EmailKeys.schema
    case .wait, .split, .action, .goto, .exit: form.schema
    }
  }
}

/// The keys of the steps that hold little but their kind.
enum StepKeys {
  static let id = Key<Located<String>>(
    "id", .identifier(.step), "The id of the step; derived from the step before if not written.")

  static let wait = Key<WaitDefinition>(
    "wait", .wait, .required,
    "`3 days`, or a mapping with `for`, `until`, `event` or `random`.")
  static let waitForm = Form(
    "a wait step", [wait.row, id.row],
    strangers: [
      "until": "write wait: { until: … }", "for": "write wait: { for: … }",
      "at": "write wait: { for: …, at: … }", "days": "write wait: { for: …, days: … }",
      "event": "write wait: { event: … }", "timeout": "write wait: { event: …, timeout: … }",
      "then": "write wait: { event: …, then: … }", "else": "write wait: { event: …, else: … }",
      "on_past": "write wait: { until: …, on_past: … }",
      "offset": "write wait: { until: …, offset: … }",
    ], snippet: ["wait": "${1:3 days}"])

  static let goto = Key<Located<String>>(
    "goto", .identifier(.step), .required, "The id of the step to go on with.")
  static let gotoForm = Form("a goto step", [goto.row, id.row], snippet: ["goto": "${1:step}"])

  static let exit = Key<Located<String>>(
    "exit", .name("a reason"), .required, "The enrollment ends with this reason.")
  static let exitForm = Form(
    "an exit step", [exit.row, id.row],
    strangers: [
      "when": "put the exit into a branch, or write the campaign's own 'exit'",
      "if": "put the exit into a branch, or write the campaign's own 'exit'",
    ], snippet: ["exit": "${1:reason}"])
}
