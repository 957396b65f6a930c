import Diagnostics

/// A campaign without a finding that still makes no graph: a mistake of Mailplan, said aloud.
enum InternalError: DocumentedRule {
  static let description = RuleDescription(
    "internal-error", .steps,
    summary: "a campaign without errors compiles",
    why: "If it does not, Mailplan is wrong, not the campaign. Please report it with the campaign.",
    bad: "", good: "")

  static func incomplete(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      description.id, .error, "no graph could be made of this campaign, and no finding says why",
      at: range,
      help: "this is a mistake of mailplan: please report it with the campaign")
  }

  static func fault(_ message: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      description.id, .error, "no graph could be made of this campaign: \(message)", at: range,
      help: "this is a mistake of mailplan: please report it with the campaign")
  }
}
