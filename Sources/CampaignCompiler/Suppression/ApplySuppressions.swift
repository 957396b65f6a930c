import CampaignGraph
import CivilTime
import Diagnostics

/// By whom findings are judged: levels and prohibitions of the project file, and the day for expiries.
struct Judgement {
  let project: ProjectDefinition?
  /// nil: suppressions do not expire.
  let today: CivilDate?
  /// Files whose suppressions must be of use: those of the campaign, not those that others share.
  var owned: Set<String> = []
  /// Whether every check has run, so that what is not found is not there.
  var isComplete = false
}

extension Findings {
  /// These findings with the levels of the project, less those that comments take back, plus what there is to
  /// say about such comments.
  func judged(by judgement: Judgement) -> Findings {
    let leveled = leveled(by: judgement.project)
    guard !suppressions.isEmpty else { return leveled }
    var about = Findings()
    var active: [RuleID: [(name: Suppression.Name, of: Suppression)]] = [:]
    for suppression in suppressions {
      if suppression.reason == nil {
        about.report(SuppressionWithoutReason.missing(suppression))
      }
      let isExpired = judgement.isExpired(suppression)
      if isExpired, let until = suppression.until {
        about.report(ExpiredSuppression.expired(until))
      }
      for name in suppression.names where judgement.allows(name, into: &about) && !isExpired {
        active[RuleID(name.rule), default: []].append((name, suppression))
      }
    }
    var used: Set<SuppressionUse> = []
    var taken = Findings()
    let kept = leveled.mapped { finding in
      guard let match = active[finding.rule]?.first(where: { $0.of.covers(finding) }) else {
        return finding
      }
      let use = SuppressionUse(match.name.range)
      used.insert(use)
      taken.suppress(
        SuppressedFinding(
          finding, justification: match.of.reason, comment: match.of.comment), by: use)
      return nil
    }
    var result = kept
    result.dropSuppressions()
    result.append(contentsOf: taken)
    if judgement.isComplete {
      for (name, suppression) in active.values.joined()
      where judgement.owned.contains(suppression.comment.file.path) {
        let use = SuppressionUse(name.range)
        guard !used.contains(use) else { continue }
        about.report(idle: UnusedSuppression.unused(name, of: suppression), of: use)
      }
    }
    result.append(contentsOf: about.leveled(by: judgement.project))
    return result
  }
}

extension Judgement {
  fileprivate func isExpired(_ suppression: Suppression) -> Bool {
    guard let today, let until = suppression.until.flatMap({ CivilDate($0.rule) }) else {
      return false
    }
    return until < today
  }

  /// Whether the rule may be taken back; if not, why.
  fileprivate func allows(_ name: Suppression.Name, into findings: inout Findings) -> Bool {
    let located = Located(name.rule, name.range)
    guard let rule = ruleCatalogue.description(of: name.rule) else {
      findings.report(UnknownRule.unknown(located))
      return false
    }
    guard rule.isAdjustable else {
      findings.report(FixedRule.suppressed(located))
      return false
    }
    if let forbidden = project?.noIgnore.first(where: { $0.value.isExactly(name.rule) }) {
      findings.report(ForbiddenSuppression.forbidden(located, by: forbidden.range))
      return false
    }
    if let required = project?.require.first(where: { $0.value.rule == rule.id }) {
      findings.report(ForbiddenSuppression.required(located, by: required.range))
      return false
    }
    return true
  }
}
