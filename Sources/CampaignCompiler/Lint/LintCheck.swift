import CampaignGraph
import Diagnostics
import LiquidTemplates

/// A rule about a whole campaign, checked once everything in it is resolved and compiled.
protocol LintCheck: DocumentedRule {
  static func check(_ subject: LintSubject, into findings: inout Findings)
}

/// What the checks look at. Parts that could not be compiled have been reported, and are left
/// alone.
struct LintSubject {
  let campaign: AnalyzedCampaign
  /// By step of the outline; nil if the segment could not be read.
  let contents: [StepContent]?
  /// There is a project file, and it could not be read.
  let isProjectBroken: Bool
  /// The texts that html bodies are made from, each once.
  let html: [HTMLTags]
  /// What templates may name here; nil without a segment.
  let templateScope: TemplateScope?
  /// The email steps with what is written in them.
  let emails: [(step: Int, email: EmailDefinition)]
  /// Marketing emails whose bodies could all be read.
  let marketingEmails: [(step: Int, sources: EmailSources)]
  /// The email steps with what they send, if it could be compiled.
  let compiledEmails: [(step: Int, email: EmailDefinition, content: EmailStep)]

  init(campaign: AnalyzedCampaign, contents: [StepContent]?, isProjectBroken: Bool) {
    self.campaign = campaign
    self.contents = contents
    self.isProjectBroken = isProjectBroken
    html = campaign.htmlTexts.map { HTMLTags($0) }
    templateScope = campaign.segment.map { segment in
      var scope = segment.schema.templateScope
      scope.missing = MissingValues(policy: campaign.settings.onMissing?.value ?? .fail)
      return scope
    }
    let steps = campaign.outline.steps
    let emails = steps.indices.compactMap { index -> (step: Int, email: EmailDefinition)? in
      guard case .email(let email) = steps[index].definition.kind else { return nil }
      return (index, email)
    }
    self.emails = emails
    marketingEmails = emails.compactMap { step, email in
      guard campaign.settings(of: email).category == .marketing,
        let sources = campaign.emails[step], sources.isComplete
      else { return nil }
      return (step, sources)
    }
    compiledEmails =
      contents.map { contents in
        guard contents.count == steps.count else { return [] }
        return emails.compactMap { step, email in
          guard case .email(let content) = contents[step] else { return nil }
          return (step, email, content)
        }
      } ?? []
  }

  var outline: StepOutline { campaign.outline }

  /// Ids of steps as a reader follows them: "welcome → nudge → end".
  func spelled(_ path: [Int], end: String? = nil) -> String {
    let ids = path.map { outline.steps[$0].id }
    let shown = ids.count > 8 ? Array(ids.prefix(4)) + ["…"] + ids.suffix(3) : ids
    return (shown + [end].compactMap { $0 }).joined(separator: " → ")
  }

  /// The level of a compliance rule: an error in the strict profile, or where `policies.require`
  /// names it.
  func complianceLevel(_ requirement: Policies.Requirement) -> Severity {
    let project = campaign.project
    let isRequired = project?.require.contains { $0.value == requirement } ?? false
    return isRequired || project?.profile?.value == .strict ? .error : .warning
  }
}

/// Runs every check on a campaign.
func lint(_ subject: LintSubject, into findings: inout Findings) {
  for check in lintChecks { check.check(subject, into: &findings) }
}
