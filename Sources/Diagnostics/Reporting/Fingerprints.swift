/// The fingerprints of a report, with files named from the repository's root, so that they do not depend on where the
/// tool was started.
struct Fingerprints {
  private var counts: [FindingIdentity: Int] = [:]

  /// As `fingerprints(of:)`: to be asked for the findings of a report in their order, each once.
  mutating func next(_ finding: Diagnostic, path: String) -> String {
    let identity = FindingIdentity(
      rule: finding.rule.name, campaign: finding.subject?.campaign, step: finding.subject?.step,
      path: finding.subject == nil ? path : nil)
    let ordinal = counts[identity, default: 0]
    counts[identity] = ordinal + 1
    return identity.fingerprint(ordinal: ordinal)
  }
}
