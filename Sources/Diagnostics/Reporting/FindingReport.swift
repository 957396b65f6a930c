/// What a run has to say, in the order in which it is shown.
package struct FindingReport: Sendable {
  /// A finding that is known and accepted.
  package struct Suppressed: Sendable {
    package enum Kind: String, Sendable {
      /// By a comment in the file.
      case inSource
      /// By a baseline.
      case external
    }

    package let finding: Diagnostic
    package let kind: Kind
    package let reason: String?

    /// Taken back by a comment.
    package init(_ known: SuppressedFinding) {
      self.init(known.finding, .inSource, reason: known.justification)
    }

    package init(_ finding: Diagnostic, _ kind: Kind, reason: String? = nil) {
      self.finding = finding
      self.kind = kind
      self.reason = reason
    }
  }

  /// Sorted, each once.
  package let findings: [Diagnostic]
  /// Of all findings, those that are not shown included.
  package let counts: FindingCounts
  /// How many are left out of `findings` because there are too many of them.
  package let overLimit: Int
  /// Every file that was looked at, as users name them, sorted; for formats that tell of clean files too.
  package let files: [String]
  package let suppressed: [Suppressed]

  /// - Parameter accepted: findings that are known, beside those that comments take back.
  package init(_ findings: Findings, files: [String] = [], accepted: [Suppressed] = []) {
    let sorted = findings.sorted()
    var byComments: [Suppressed] = []
    for known in findings.sortedSuppressed()
    where byComments.last.map({ !$0.finding.isSame(as: known.finding) }) ?? true {
      byComments.append(Suppressed(known))
    }
    self.init(
      sorted, counts: FindingCounts(sorted), overLimit: 0, files: files,
      suppressed: byComments + accepted)
  }

  private init(
    _ findings: [Diagnostic], counts: FindingCounts, overLimit: Int, files: [String],
    suppressed: [Suppressed]
  ) {
    self.findings = findings
    self.counts = counts
    self.overLimit = overLimit
    self.files = files
    self.suppressed = suppressed
  }

  /// Only the findings of these severities, the worst `limit` of them, in the same order; the rest is only counted.
  package func limited(to severities: Set<Severity>, worst limit: Int = .max) -> FindingReport {
    let wanted = findings.indices.filter { severities.contains(findings[$0].severity) }
    let kept = worstFirst(wanted).prefix(max(limit, 0)).sorted()
    return FindingReport(
      kept.map { findings[$0] }, counts: counts,
      overLimit: overLimit + wanted.count - kept.count, files: files, suppressed: suppressed)
  }

  /// Errors, then warnings, then infos, each in the order of the report.
  package var worstFirst: [Diagnostic] { worstFirst(Array(findings.indices)).map { findings[$0] } }

  private func worstFirst(_ indices: [Int]) -> [Int] {
    [Severity.error, .warning, .info].flatMap { severity in
      indices.filter { findings[$0].severity == severity }
    }
  }

  /// How many are left out of `findings`, for whatever reason.
  package var notShown: Int { counts.total - findings.count }

  /// `3 more findings are not shown`; nil unless there are too many.
  package var remark: String? { notShownText(overLimit) }
}

/// nil for none.
func notShownText(_ count: Int, _ how: String = "") -> String? {
  guard count > 0 else { return nil }
  return "\(count) more finding\(count == 1 ? " is" : "s are") not shown\(how)"
}
