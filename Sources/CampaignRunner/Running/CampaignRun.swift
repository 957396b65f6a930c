import CampaignGraph
import CivilTime
import Diagnostics
import LiquidTemplates

/// What a run has produced besides its rows.
package struct RunResult: Sendable {
  package let summary: RunSummary
  /// In the order of the segment.
  package let timelines: [Timeline]
  /// The row of the mail that was to be made in any case, `send` or `skip`; nil if there is no such contact.
  package let composed: [UInt8]?
  /// The names in the header of the segment that the schema does not declare, in the order of the file.
  package let extraColumns: [String]
}

/// Runs a campaign over the bytes of a segment: rows go to `sink` in the order of the contacts, each contact's
/// by time.
///
/// `options.workers` threads share the work; `segment` and all closures are called on the calling one. The
/// same bytes come out for any number of them, and any size of chunks. `rejects` takes the rows that cannot
/// be read as a contact, in their order, if `options.skipsBadRows`.
///
/// Throws what `sink` and `rejects` throw, `SegmentFault` and `RunFault`, of several faults the one of the
/// earliest row; the rows written so far are then not to be used. `progress` is told the number of records
/// done; `isCancelled` is asked as often.
package func runCampaign<Sink: ManifestSink & ~Copyable>(
  _ graph: StepGraph, digest: String, segment: @escaping CSVReader.Source,
  engagement: some EngagementSource & Sendable, zones: ZoneDatabase, options: RunOptions,
  to sink: inout Sink, rejects: (RejectedPart) throws -> Void = { _ in },
  progress: (Int) -> Void = { _ in }, isCancelled: () -> Bool = { false }
) throws -> RunResult {
  try checkRun(graph, options)
  var runner = try ContactRunner(
    graph: graph, digest: digest, zones: zones, options: options, engagement: engagement.counts)
  var done = 0
  var timelines: [Timeline] = []
  var composed: [UInt8]?
  var rejected: [String: Int] = [:]
  var extraColumns: [String] = []
  try runSegment(
    schema: graph.segment, source: segment, runner: &runner,
    claims: ContactClaims(graph: graph, choice: options.timelines), engagement: engagement,
    options: options, isCancelled: isCancelled,
    begin: { reader in
      extraColumns = reader.extraColumns
      guard options.skipsBadRows else { return }
      try rejects(.header(record: Array(reader.record), names: reader.names))
    }
  ) { chunk in
    for reject in chunk.rejects {
      rejected[reject.rule.name, default: 0] += 1
      try rejects(.row(reject))
    }
    if !chunk.manifest.isEmpty { try chunk.manifest.withBytes { try sink.write(manifest: $0) } }
    if !chunk.actions.isEmpty { try chunk.actions.withBytes { try sink.write(actions: $0) } }
    timelines += chunk.timelines
    composed = composed ?? chunk.composed
    if chunk.next >= chunk.filled {
      done += chunk.filled
      progress(done)
    }
  }
  var summary = RunSummary(
    graph: graph, digest: digest, launch: options.launch, asOf: options.asOf,
    bodies: options.bodies, counts: runner.counts, decisions: options.decisions,
    engagement: engagement.counts(seen: runner.seen), assumed: options.assumed)
  if options.skipsBadRows { summary.rejected = rejected }
  return RunResult(
    summary: summary, timelines: timelines, composed: composed, extraColumns: extraColumns)
}

/// The same for contacts that come from elsewhere, one after another on the calling thread.
package func runCampaign<Contacts: ContactSource, Sink: ManifestSink & ~Copyable>(
  _ graph: StepGraph, digest: String, contacts: inout Contacts, engagement: some EngagementSource,
  zones: ZoneDatabase, options: RunOptions, to sink: inout Sink
) throws -> RunResult {
  try checkRun(graph, options)
  var runner = try ContactRunner(
    graph: graph, digest: digest, zones: zones, options: options, engagement: engagement.counts)
  try runner.runAll(
    &contacts, claims: ContactClaims(graph: graph, choice: options.timelines),
    engagement: engagement
  ) { rows in
    if !rows.manifest.isEmpty { try rows.manifest.withBytes { try sink.write(manifest: $0) } }
    if !rows.actions.isEmpty { try rows.actions.withBytes { try sink.write(actions: $0) } }
  }
  let summary = RunSummary(
    graph: graph, digest: digest, launch: options.launch, asOf: options.asOf,
    bodies: options.bodies, counts: runner.counts, decisions: options.decisions,
    engagement: engagement.counts(seen: runner.seen), assumed: options.assumed)
  return RunResult(
    summary: summary, timelines: runner.timelines, composed: runner.composed, extraColumns: [])
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

/// Throws what stands in the way of every run of the graph.
func checkRun(_ graph: StepGraph, _ options: RunOptions) throws(RunFault) {
  let obstacles = obstacles(in: graph)
  guard obstacles.isEmpty else { throw .obstacles(obstacles) }
  for split in graph.winnerSplits where !options.decisions.contains(where: { $0.split == split }) {
    throw .undecided(split: graph[split].id)
  }
}

extension ContactRunner {
  /// Runs one contact after another; `write` gets the rows of each.
  mutating func runAll<Contacts: ContactSource>(
    _ contacts: inout Contacts, claims: consuming ContactClaims,
    engagement: some EngagementSource, write: (borrowing ManifestRows) throws -> Void
  ) throws {
    var prepared = PreparedContact()
    while let number = try contacts.nextContact(into: &prepared.row) {
      prepared.begin(number: number, line: 0, recordCount: 0)
      try prepare(&prepared, engagement: engagement)
      try claims.claim(&prepared)
      try run(&prepared, engagement: engagement)
      rows.tally?.finish(stepper.contact)
      try write(rows)
      rows.manifest.removeAll()
      rows.actions.removeAll()
    }
  }
}
