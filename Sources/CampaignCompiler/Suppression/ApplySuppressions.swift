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
    var active: [SuppressionSearch.Key: SuppressionSearch] = [:]
    let forbidden = judgement.forbidden
    for suppression in suppressions {
      if suppression.reason == nil {
        about.report(SuppressionWithoutReason.missing(suppression))
      }
      let isExpired = judgement.isExpired(suppression)
      if isExpired, let until = suppression.until {
        about.report(ExpiredSuppression.expired(until))
      }
      for (index, name) in suppression.names.enumerated()
      where judgement.allows(name, forbidden, into: &about) && !isExpired {
        active[.init(RuleID(name.rule), suppression.comment.file.path), default: .init()]
          .add(index, of: suppression)
      }
    }
    for key in active.keys { active[key]?.sort() }
    var used: Set<SuppressionUse> = []
    var taken = Findings()
    let kept = leveled.mapped { finding in
      guard let match = active[.init(finding.rule, finding.place.path)]?.first(covering: finding)
      else { return finding }
      let use = match.use
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
      for (key, search) in active.sorted(by: { $0.key < $1.key })
      where judgement.owned.contains(key.path) {
        for entry in search.entries where !used.contains(entry.use) {
          about.report(
            idle: UnusedSuppression.unused(entry.index, of: entry.of), of: entry.use)
        }
      }
    }
    result.append(contentsOf: about.leveled(by: judgement.project))
    return result
  }
}

extension Judgement {
  /// Where the project file forbids to take back a rule.
  fileprivate var forbidden: [[UInt8]: SourceRange] {
    let rules = (project?.noIgnore ?? []).map { (Array($0.value.utf8), $0.range) }
    return Dictionary(rules) { first, _ in first }
  }

  fileprivate func isExpired(_ suppression: Suppression) -> Bool {
    guard let today, let until = suppression.until.flatMap({ CivilDate($0.rule) }) else {
      return false
    }
    return until < today
  }

  /// Whether the rule may be taken back; if not, why.
  fileprivate func allows(
    _ name: Suppression.Name, _ forbidden: [[UInt8]: SourceRange], into findings: inout Findings
  ) -> Bool {
    let located = Located(name.rule, name.range)
    guard let rule = ruleCatalogue.description(of: name.rule) else {
      findings.report(UnknownRule.unknown(located, suggests: findings.suggests))
      return false
    }
    guard rule.isAdjustable else {
      findings.report(FixedRule.suppressed(located))
      return false
    }
    if let range = forbidden[Array(name.rule.utf8)] {
      findings.report(ForbiddenSuppression.forbidden(located, by: range))
      return false
    }
    if let required = project?.require.first(where: { $0.value.rule == rule.id }) {
      findings.report(ForbiddenSuppression.required(located, by: required.range))
      return false
    }
    return true
  }
}
