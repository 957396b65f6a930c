import CampaignGraph
import Diagnostics

extension Findings {
  /// These findings with the levels of `lint.rules`.
  ///
  /// Errors of the language keep theirs, and so does what `policies.require` asks for.
  func leveled(by project: ProjectDefinition?) -> Findings {
    guard let project, !project.ruleLevels.isEmpty else { return self }
    var levels: [RuleID: ProjectDefinition.Level] = [:]
    for level in project.ruleLevels {
      let id = RuleID(level.rule.value)
      guard let rule = ruleCatalogue.description(of: level.rule.value), rule.isAdjustable,
        !project.require.contains(where: { $0.value.rule == id })
      else { continue }
      levels[id] = level.level.value
    }
    return mapped { diagnostic in
      switch levels[diagnostic.rule] {
      case nil: diagnostic
      case .off: nil
      case .error: diagnostic.with(.error)
      case .warning: diagnostic.with(.warning)
      case .info: diagnostic.with(.info)
      }
    }
  }
}

extension Policies.Requirement {
  /// The rule that checks it.
  var rule: RuleID {
    switch self {
    case .unsubscribe: MissingUnsubscribe.description.id
    case .postalAddress: MissingPostalAddress.description.id
    case .textPart: MissingTextPart.description.id
    }
  }
}
