import Diagnostics

/// What a rule means: the source of `explain`, `grammar/diagnostics.md` and the levels of
/// `mailplan.yaml`.
package struct RuleDescription: Sendable {
  /// The stage that reports it, in the order in which input passes through.
  package enum Stage: String, Sendable, CaseIterable {
    case yaml = "YAML"
    case structure = "Keys and values"
    case files = "Files"
    case segment = "Segment"
    case rules = "Rules"
    case templates = "Templates"
    case steps = "Steps and flow"
    case sending = "Sending"
    case compliance = "Compliance and delivery"
    case project = "Project"
    case rows = "Rows and events"
  }

  package let id: RuleID
  package let stage: Stage
  /// Unless the project's profile, policies or levels say otherwise.
  package let severity: Severity
  /// One sentence, as a rule.
  package let summary: String
  package let why: String
  /// What breaks the rule. Of a campaign, only the part that matters is shown; a line `#
  /// mailplan.yaml` or of another path begins another file. Empty where no short example can show
  /// it.
  package let bad: String
  package let good: String
  /// How its level or limit is set; nil for errors of the language, which cannot be lowered or
  /// turned off.
  package let configure: String?

  package init(
    _ id: RuleID, _ stage: Stage, _ severity: Severity = .error, summary: String, why: String,
    bad: String, good: String, configure: String? = nil
  ) {
    self.id = id
    self.stage = stage
    self.severity = severity
    self.summary = summary
    self.why = why
    self.bad = bad
    self.good = good
    self.configure = configure
  }

  /// As formats tell of it.
  package var info: RuleInfo {
    RuleInfo(
      id: id, group: stage.rawValue, severity: severity, summary: summary, why: why,
      help: markdown)
  }

  /// Whether `lint: { rules: … }` may change its level.
  package var isAdjustable: Bool { configure != nil }
}

extension RuleDescription {
  /// How a rule is configured, for people.
  package enum Configuration: Sendable {
    /// Nothing changes its level.
    case fixed(String)
    /// Lines of `mailplan.yaml`, and the comment that takes one finding back; nil where no comment can stand.
    case adjustable(project: String, comment: String?)
  }

  package var configuration: Configuration {
    guard let configure else {
      return .fixed(
        stage == .rows
          ? "It is about data rather than a campaign: its level cannot be changed, and no comment suppresses it"
          : "This is an error of the language: its level cannot be changed, and no comment suppresses it"
      )
    }
    var project = configure.split(separator: "\n").joined(separator: "\n")
    if !configure.contains("rules:") { project += "\nlint: { rules: { \(id.name): warning } }" }
    return .adjustable(
      project: project,
      comment: hasComments
        ? "# mailplan: ignore[\(id.name)] until=2027-01-31 -- the reason" : nil)
  }

  /// Rules about a file as a whole, a baseline, data, and comments themselves have no line for one.
  private var hasComments: Bool {
    stage != .rows
      && ![
        "stale-baseline", "unused-file", "unused-suppression", "expired-suppression",
        "invalid-suppression", "suppression-without-reason", "forbidden-suppression", "fixed-rule",
      ].contains(id.name)
  }
}

/// A rule whose documentation is part of its type.
package protocol DocumentedRule: SendableMetatype {
  static var description: RuleDescription { get }
}
