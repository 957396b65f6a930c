import CampaignGraph
import CampaignRunner
import CivilTime
import Diagnostics

/// Where enrollments wait and messages are held at the as-of, and until when.
func waiting(_ summary: RunSummary) -> [String] {
  gatherings(summary, "Waiting at the as-of, until (UTC)") { $0.waiting }
    + gatherings(summary, "Messages held at the as-of, until (UTC)") { $0.held }
}

private func gatherings(
  _ summary: RunSummary, _ title: String, _ gathering: (RunCounts.StepCount) -> Gathering
) -> [String] {
  let width = max(16, (summary.graph.nodes.map { $0.id.utf8.count }.max() ?? 0) + 2)
  let lines = zip(summary.graph.nodes, summary.counts.steps).compactMap { node, count in
    let gathering = gathering(count)
    let open = if case .split = node.kind { "its winner" } else { "an event" }
    return gathering.count == 0
      ? nil
      : "  " + pad(node.id, width) + pad(number: gathering.count, 6) + "  "
        + span(gathering, open: open)
  }
  return lines.isEmpty ? [] : [title] + lines
}

/// `open`: what those wait for who have no instant to wait for.
private func span(_ gathering: Gathering, open: String) -> String {
  guard let first = gathering.earliest, let last = gathering.latest else { return open }
  func clock(_ instant: Instant) -> String { String(words(for: instant).dropLast(4)) }
  let end = gathering.withoutEnd > 0 ? ", or \(open)" : ""
  return first == last ? clock(first) + end : "\(clock(first)) … \(clock(last))\(end)"
}

/// The local times that a clock change has touched, by step; of many the first.
func clockChanges(_ summary: RunSummary) -> [String] {
  let changes = summary.counts.clockChanges.sorted
  guard !changes.isEmpty else { return [] }
  var lines = ["Clock changes"]
  for (change, count) in changes.prefix(12) {
    let step = change.node.map { summary.graph[$0].id } ?? "the entry"
    lines.append("  \(step): " + (count == 1 ? "1 contact" : "\(count) contacts"))
    lines.append("    \(terminalSafe(change.words))")
  }
  let more = changes.dropFirst(12).reduce(summary.counts.clockChanges.others) { $0 + $1.count }
  if more > 0 { lines.append("  and \(more) more") }
  return lines
}
