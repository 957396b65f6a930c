import Diagnostics

/// An entry of a baseline that is no longer found.
package enum StaleBaseline: DocumentedRule {
  package static let description = RuleDescription(
    "stale-baseline", .project, .warning,
    summary: "a baseline has no more findings than there are",
    why: """
      What is mended must leave the baseline, or the next finding of its kind would pass for an \
      old one. `lint --write-baseline` writes it anew.
      """,
    bad: "", good: "", configure: "lint: { rules: { stale-baseline: error } }")

  package static func mended(_ identity: FindingIdentity, count: Int, in path: String) -> Diagnostic
  {
    let place: String
    if let campaign = identity.campaign {
      let step = identity.step.map { "step \(quoted($0)) of " } ?? ""
      place = "\(step)campaign \(quoted(campaign))"
    } else {
      place = quoted(identity.path ?? "")
    }
    return Diagnostic(
      description.id, .warning,
      "\(count) \(quoted(identity.rule)) in \(place) \(count == 1 ? "is" : "are") in the baseline, and no longer found",
      at: .file(path: path), help: "write it anew with --write-baseline")
  }
}
