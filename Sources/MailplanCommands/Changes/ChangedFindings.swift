import CampaignCompiler
import Diagnostics

/// What `--changed-since` shows of the findings of one file or campaign.
///
/// Of a text, what stands on a line that has changed. Of a flow, a sending or a compliance, which no single line
/// decides, all there is where anything in the campaign has changed. Where the segment or the project file has
/// changed, or a campaign that has changed somewhere cannot be compiled, everything.
struct ChangedFindings {
  let changes: GitChanges

  func of(_ findings: Findings, in campaign: AnalyzedCampaign?, root: String) -> Findings {
    guard let campaign else {
      return changes.hasChanges(below: root) ? findings : none(of: findings)
    }
    if campaign.sharedPaths.contains(where: { hasChanged($0) }) { return findings }
    let isTouched = campaign.ownPaths.contains { hasChanged($0) }
    guard isTouched else { return none(of: findings) }
    return narrowed(findings) { finding in
      let stage = ruleCatalogue.description(of: finding.rule.name)?.stage
      return (stage?.isAboutWholeCampaigns ?? true) || touches(finding)
    }
  }

  /// Of a segment or project file: all or nothing.
  func of(_ findings: Findings, inFile path: String) -> Findings {
    hasChanged(path) ? findings : none(of: findings)
  }

  private func none(of findings: Findings) -> Findings { narrowed(findings) { _ in false } }

  private func narrowed(_ findings: Findings, _ keep: (Diagnostic) -> Bool) -> Findings {
    findings.mapped { keep($0) ? $0 : nil }
  }

  private func hasChanged(_ path: String) -> Bool {
    resolvedPath(path).map { changes.hasChanged($0) } ?? false
  }

  private func touches(_ finding: Diagnostic) -> Bool {
    ([finding.place] + finding.related.map(\.place)).contains { place in
      switch place {
      case .file(let path): return hasChanged(path)
      case .position(let path, let line, _):
        return resolvedPath(path).map { changes.hasChanged($0, line: line - 1) } ?? false
      case .range(let range):
        guard let resolved = resolvedPath(range.file.path) else { return false }
        let first = range.file.lines.line(at: range.bytes.lowerBound)
        let last = range.file.lines.line(
          at: max(range.bytes.lowerBound, range.bytes.upperBound - 1))
        return (first...last).contains { changes.hasChanged(resolved, line: $0) }
      }
    }
  }
}

extension RuleDescription.Stage {
  fileprivate var isAboutWholeCampaigns: Bool {
    switch self {
    case .steps, .sending, .compliance, .project: true
    case .yaml, .structure, .files, .segment, .rules, .templates, .rows: false
    }
  }
}
