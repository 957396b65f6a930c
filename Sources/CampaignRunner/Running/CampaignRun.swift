import CampaignGraph
import CivilTime
import LiquidTemplates

/// What a run has produced besides its rows.
package struct RunResult: Sendable {
  package let summary: RunSummary
  /// In the order of the segment.
  package let timelines: [Timeline]
  /// The row of the mail that was to be made in any case, `send` or `skip`; nil if there is no such contact.
  package let composed: [UInt8]?
}

/// Runs a campaign over its contacts: rows go to `sink` in the order of the contacts, each contact's by time.
///
/// Throws what `contacts` and `sink` throw, and `RunFault`; the rows written so far are then not to be used.
/// `progress` is told the number of records done; `isCancelled` is asked as often.
package func runCampaign<Contacts: ContactSource, Sink: ManifestSink & ~Copyable>(
  _ graph: StepGraph, digest: String, contacts: inout Contacts, engagement: some EngagementSource,
  zones: ZoneDatabase, options: RunOptions, to sink: inout Sink,
  progress: (Int) -> Void = { _ in }, isCancelled: () -> Bool = { false }
) throws -> RunResult {
  let obstacles = obstacles(in: graph)
  guard obstacles.isEmpty else { throw RunFault.obstacles(obstacles) }
  for split in graph.winnerSplits where !options.decisions.contains(where: { $0.split == split }) {
    throw RunFault.undecided(split: graph[split].id)
  }
  var runner = try ContactRunner(
    graph: graph, digest: digest, zones: zones, options: options)
  var addresses = AddressSet()
  var ids = AddressSet()
  let interval = max(1, options.progressInterval)
  var done = 0
  var composed: [UInt8]?
  var seen = SeenContacts(count: engagement.counts.contacts)
  while let number = try contacts.nextContact(into: &runner.stepper.contact.row) {
    runner.stepper.contact.number = number
    runner.loadEngagement(from: engagement, &seen)
    if let composing = options.composing {
      try runner.run(composing, launch: options.launch, &composed, &addresses, &ids)
    } else {
      try runner.run(addresses: &addresses, ids: &ids)
    }
    // Pieces of 64 KiB cost the system a quarter more when they go to a file.
    try runner.flush(to: &sink, atLeast: 1 << 20)
    done += 1
    if done % interval == 0 {
      progress(done)
      if isCancelled() { throw RunFault.cancelled }
    }
  }
  try runner.flush(to: &sink, atLeast: 1)
  progress(done)
  let summary = RunSummary(
    graph: graph, digest: digest, launch: options.launch, asOf: options.asOf,
    bodies: options.bodies, counts: runner.counts, decisions: options.decisions,
    engagement: engagement.counts(seen: seen), assumed: options.assumed)
  return RunResult(summary: summary, timelines: runner.timelines, composed: composed)
}

/// The row of an email to the first contact of a source, at the launch; `skip` if it cannot be made.
package func composeMessage<Contacts: ContactSource>(
  _ graph: StepGraph, digest: String, node: NodeIndex, contacts: inout Contacts,
  zones: ZoneDatabase, options: RunOptions
) throws -> [UInt8] {
  var runner = try ContactRunner(graph: graph, digest: digest, zones: zones, options: options)
  runner.stepper.contact.number =
    try contacts.nextContact(into: &runner.stepper.contact.row) ?? 0
  return try runner.compose(node, at: options.launch)
}

extension ContactRunner {
  mutating func loadEngagement(from source: some EngagementSource, _ seen: inout SeenContacts) {
    stepper.contact.inputs.engagement.removeAll()
    source.load(contactID, into: &stepper.contact.inputs.engagement)
    if let number = source.number(of: contactID) { seen.insert(number) }
  }

  /// Hands whole rows on once there are enough of them.
  mutating func flush<Sink: ManifestSink & ~Copyable>(to sink: inout Sink, atLeast size: Int) throws
  {
    if rows.manifest.count >= size {
      try rows.manifest.withBytes { try sink.write(manifest: $0) }
      rows.manifest.removeAll()
    }
    if rows.actions.count >= size {
      try rows.actions.withBytes { try sink.write(actions: $0) }
      rows.actions.removeAll()
    }
  }
}
