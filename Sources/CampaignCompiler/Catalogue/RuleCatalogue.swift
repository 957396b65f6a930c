import Diagnostics

/// Every rule that any stage reports, with its documentation.
package struct RuleCatalogue: Sendable {
  /// By stage, then by id.
  package let rules: [RuleDescription]
  private let byName: [String: RuleDescription]

  init(_ rules: [RuleDescription]) {
    let stages = RuleDescription.Stage.allCases
    self.rules = stages.flatMap { stage in
      rules.filter { $0.stage == stage }.sorted { $0.id < $1.id }
    }
    self.byName = Dictionary(rules.map { ($0.id.name, $0) }) { first, _ in first }
  }

  package func description(of name: String) -> RuleDescription? { byName[name] }
}

package let ruleCatalogue = RuleCatalogue(
  lintChecks.map { $0.description }
    + graphChecks.filter { !($0 is any LintCheck.Type) }.map { $0.description }
    + documentedRules.map { $0.description } + yamlRules
    + structureRules + fileRules + segmentRules + ruleLanguageRules + templateRules
    + templateValueRules
    + rowRules)

/// Rules with a type of their own that are found while names and files are resolved.
private let documentedRules: [any DocumentedRule.Type] = [
  ColumnFit.self,
  ExpiredSuppression.self,
  FileEncoding.self,
  FixedRule.self,
  ForbiddenSuppression.self,
  IncludeCycle.self,
  InternalError.self,
  InvalidSuppression.self,
  InvalidTimezone.self,
  MissingFile.self,
  MissingRole.self,
  PathOutsideProject.self,
  StaleBaseline.self,
  SuppressionWithoutReason.self,
  UnknownRule.self,
  UnusedFile.self,
  UnusedLayout.self,
  UnusedSuppression.self,
]
