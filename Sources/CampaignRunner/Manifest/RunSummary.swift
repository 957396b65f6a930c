import CampaignGraph
import CivilTime
import JSONText

/// What a run did: the content of `manifest.summary.json`.
package struct RunSummary: Sendable {
  package let graph: StepGraph
  package let digest: String
  package let launch: Instant
  /// nil: the end of the campaign.
  package let asOf: Instant?
  package let bodies: BodyOutput
  package let counts: RunCounts
  /// What is known of each split with a winner, in the order in which they were decided.
  package var decisions: [SplitDecision] = []
  package let engagement: EngagementCounts
  package let assumed: AssumedEngagement
  /// Rows of the segment that were left out, by rule; nil for a run that stops at them.
  package internal(set) var rejected: [String: Int]?

  /// What the run does not see by itself.
  package struct Origins: Sendable {
    package var toolVersion: String
    /// `sha256:…` of the CSV file, if known.
    package var segmentDigest: String?
    package var eventsDigest: String?

    package init(toolVersion: String, segmentDigest: String? = nil, eventsDigest: String? = nil) {
      self.toolVersion = toolVersion
      self.segmentDigest = segmentDigest
      self.eventsDigest = eventsDigest
    }
  }

  /// The sums by which a reader can check the file: every message is either sent or skipped, every
  /// enrollment is in one state.
  package var addsUp: Bool {
    counts.enrolled == counts.completed + counts.exited + counts.waiting + counts.failed
      && counts.records == counts.enrolled - counts.reentries + counts.unwanted
        + counts.awaitingEntry + counts.refused.reduce(0, +)
  }

  /// Members in a fixed order; days and zones sorted.
  package func json(_ origins: Origins) -> JSONValue {
    .object([
      .init("formatVersion", .string("1.0")),
      .init("campaign", .string(graph.campaign)),
      .init("graph", .string(digest)),
      .init("segment", text(origins.segmentDigest)),
      .init("events", text(origins.eventsDigest)),
      .init("toolVersion", .string(origins.toolVersion)),
      .init("launch", .string(launch.description)),
      .init("asOf", text(asOf?.description)),
      .init("bodies", .string(bodies.rawValue)),
      .init("engagement", engagementCounts),
      .init("contacts", contacts),
      .init("messages", messages),
      .init("steps", steps),
      .init("days", days(counts.days)),
      .init("hours", hours),
      .init("zones", zones),
      .init("waiting", waiting),
      .init("held", held),
      .init("scheduledDays", days(counts.scheduledDays)),
      .init("clockChanges", clockChanges),
      .init("otherClockChanges", number(counts.clockChanges.others)),
    ])
  }

  private var engagementCounts: JSONValue {
    .object([
      .init("events", number(engagement.events)),
      .init("repeated", number(engagement.repeated)),
      .init("contacts", number(engagement.contacts)),
      .init("unknownContacts", number(engagement.unknownContacts)),
      .init("unknownContactEvents", number(engagement.unknownContactEvents)),
      .init("unknownStepRows", number(engagement.unknownStepRows)),
      .init("assumed", .string(assumed.description)),
    ])
  }

  private var contacts: JSONValue {
    .object(
      [
        .init("records", number(counts.records)),
        .init("enrolled", number(counts.enrolled)),
        .init("completed", number(counts.completed)),
        .init("exited", number(counts.exited)),
        .init("waiting", number(counts.waiting)),
        .init("failed", number(counts.failed)),
        .init(
          "notEnrolled",
          .object([
            .init("where", number(counts.unwanted)),
            .init("zone", number(counts.refused[SkipReason.zone.index])),
            .init("no-entry-time", number(counts.refused[SkipReason.noEntryTime.index])),
            .init("awaiting-entry", number(counts.awaitingEntry)),
          ])),
        .init("exitedByRule", number(counts.exitedByRule)),
        .init("exitedAsPast", number(counts.exitedAsPast)),
        .init("recipients", number(counts.recipients)),
      ] + reentries + rejectedRows + [
        .init(
          "defaultZone",
          .object([
            .init("missing", number(counts.missingZones)),
            .init("invalid", number(counts.unknownZones)),
          ])),
        .init(
          "skippedZone",
          .object([
            .init("missing", number(counts.missingZonesSkipped)),
            .init("invalid", number(counts.unknownZonesSkipped)),
          ])),
      ])
  }

  /// Only for campaigns that contacts may enter again.
  private var reentries: [JSONValue.Member] {
    graph.enrollment.reentry == .never ? [] : [.init("reentries", number(counts.reentries))]
  }

  /// Only for runs that leave rows out.
  private var rejectedRows: [JSONValue.Member] {
    guard let rejected else { return [] }
    let rules = rejected.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    return [
      .init("rejected", number(rejected.values.reduce(0, +))),
      .init("rejectedBy", .object(rules.map { .init($0.key, number($0.value)) })),
    ]
  }

  private var messages: JSONValue {
    .object([
      .init("rows", number(counts.sends + counts.skips)),
      .init("sends", number(counts.sends)),
      .init("skips", number(counts.skips)),
      .init("reasons", reasons { counts.skips(for: $0) }),
      .init("scheduled", number(counts.scheduled)),
      .init("scheduledSkips", number(counts.scheduledSkips)),
      .init("optimized", number(counts.steps.reduce(0) { $0 + $1.optimized })),
      .init("fallback", number(counts.steps.reduce(0) { $0 + $1.fallback })),
      .init("missingValueFailures", number(counts.missingValueFailures)),
      .init("replacedLinks", number(counts.replacedLinks)),
      .init("firstSendAt", text(counts.firstSend?.description)),
      .init("lastSendAt", text(counts.lastSend?.description)),
    ])
  }

  /// One member for each reason that occurred, in the order of `SkipReason`.
  private func reasons(_ count: (SkipReason) -> Int) -> JSONValue {
    .object(
      SkipReason.allCases.compactMap { reason in
        let count = count(reason)
        return count == 0 ? nil : .init(reason.rawValue, number(count))
      })
  }

  /// Emails, actions, splits and exits, in the order of the graph.
  private var steps: JSONValue {
    .array(
      graph.nodes.enumerated().compactMap { index, node in
        let count = counts.steps[index]
        var members: [JSONValue.Member] = [.init("step", .string(node.id))]
        switch node.kind {
        case .email:
          members += [
            .init("kind", .string("email")),
            .init("sends", number(count.sends)),
            .init("skips", number(count.skipTotal)),
            .init("reasons", reasons { count.skips[$0.index] }),
            .init("scheduled", number(count.scheduled)),
            .init("replacedLinks", number(count.replacedLinks)),
            .init("optimized", number(count.optimized)),
            .init("fallback", number(count.fallback)),
          ]
        case .action:
          members += [
            .init("kind", .string("action")), .init("actions", number(count.actions)),
          ]
        case .split(let split):
          members += [
            .init("kind", .string("split")),
            .init("sendsByVariant", variants(of: split, at: NodeIndex(index))),
          ]
          members += holdouts(of: split)
          members += winner(of: split, at: NodeIndex(index))
        case .exit(let reason):
          members += [
            .init("kind", .string("exit")), .init("reason", .string(reason)),
            .init("exits", number(count.exits)),
          ]
        case .wait, .waitForEvent, .branch, .complete:
          if count.skipTotal == 0 { return nil }
          members.append(.init("kind", .string("stop")))
        }
        if case .email = node.kind { return .object(members) }
        // An enrollment without end is stopped at the step that would come next, whatever it is.
        if count.skipTotal > 0 {
          members += [
            .init("skips", number(count.skipTotal)),
            .init("reasons", reasons { count.skips[$0.index] }),
          ]
        }
        return .object(members)
      })
  }

  private func variants(of split: SplitStep, at node: NodeIndex) -> JSONValue {
    .object(
      split.variants.enumerated().map { index, variant in
        let sends = counts.variants[SplitChoice(split: node, variant: index)] ?? 0
        return .init(variant.name, number(sends))
      })
  }

  private func days(_ days: [CivilDate: RunCounts.Day]) -> JSONValue {
    .array(
      days.sorted { $0.key < $1.key }.map { date, day in
        .object([
          .init("day", .string(date.description)), .init("sends", number(day.sends)),
          .init("skips", number(day.skips)),
        ])
      })
  }

  /// Hours in which nothing happens are left out.
  private var hours: JSONValue {
    .array(
      counts.hours.enumerated().compactMap { hour, count in
        count == RunCounts.Day()
          ? nil
          : .object([
            .init("hour", number(hour)), .init("sends", number(count.sends)),
            .init("skips", number(count.skips)),
          ])
      })
  }

  private var zones: JSONValue {
    .array(
      counts.zones.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { name, zone in
        .object([
          .init("timezone", .string(name)), .init("contacts", number(zone.contacts)),
          .init("sends", number(zone.sends)), .init("skips", number(zone.skips)),
        ])
      })
  }

  func number(_ count: Int) -> JSONValue { .integer(Int64(count)) }

  func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
}
