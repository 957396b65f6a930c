import CampaignGraph
import CivilTime

/// What a run does to `policies.blast_radius`.
package struct BlastVerdict: Sendable, Equatable {
  package let limit: Policies.BlastRadius
  /// Contacts that get their first message in the fullest stretch of `limit.within`, or in the run.
  package let recipients: Int
  /// When that stretch begins; nil without `within`, or if nobody gets anything.
  package let from: Instant?

  package var isExceeded: Bool { recipients > limit.recipients }
}

extension RunSummary {
  /// nil without the policy.
  package var blast: BlastVerdict? {
    guard let limit = graph.policies.blastRadius else { return nil }
    guard let within = limit.within else {
      return BlastVerdict(limit: limit, recipients: counts.recipients, from: nil)
    }
    let most = counts.reach.most(within: within.longestSeconds)
    return BlastVerdict(limit: limit, recipients: most?.count ?? 0, from: most?.from)
  }
}

extension Period {
  /// Days of 24 hours, months of 31 days.
  fileprivate var longestSeconds: Int64 {
    if let elapsedSeconds { return max(0, elapsedSeconds) }
    let days: Int64 =
      switch unit {
      case .weeks: 7
      case .months: 31
      case .seconds, .minutes, .hours, .days: 1
      }
    let (seconds, overflow) = Int64(max(0, count)).multipliedReportingOverflow(by: days * 86_400)
    return overflow ? .max / 4 : min(seconds, .max / 4)
  }
}
