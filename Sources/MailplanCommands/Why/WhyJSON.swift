import CampaignGraph
import CampaignRunner
import CivilTime
import JSONText

/// The stories of a contact, as `grammar/manifest.md` describes them.
func whyJSON(_ result: RunResult, _ origins: RunSummary.Origins) -> JSONValue {
  let summary = result.summary
  return .object(present: [
    ("formatVersion", "1.0"), ("campaign", .init(summary.graph.campaign)),
    ("graph", .init(summary.digest)), ("segment", .init(origins.segmentDigest)),
    ("events", .init(origins.eventsDigest)), ("toolVersion", .init(origins.toolVersion)),
    ("launch", .init(summary.launch.description)), ("asOf", .init(summary.asOf?.description)),
    ("stories", .array(result.timelines.map { story($0) })),
  ])
}

private func story(_ timeline: Timeline) -> JSONValue {
  .object(present: [
    ("contact", .init(String(decoding: timeline.contact, as: UTF8.self))),
    ("row", .init(timeline.number)), ("timezone", .init(timeline.zone)),
    ("entries", .array(timeline.entries.map { entryJSON($0) })),
    ("standings", .array(timeline.standings.map { standing($0) })),
  ])
}

/// An entry with its reasons and rules.
func entryJSON(_ entry: Timeline.Entry) -> JSONValue {
  .object(present: [
    ("kind", .init(entry.kind.rawValue)), ("at", .init(entry.at.description)),
    ("local", .init(entry.local)), ("step", .init(entry.step)), ("words", .init(entry.words)),
    ("reasons", .init(entry.reasons)),
    (
      "rules",
      .array(
        entry.rules.map { rule in
          .object(present: [("place", .init(rule.place)), ("story", rule.story.json)])
        })
    ),
  ])
}

private func standing(_ standing: Standing) -> JSONValue {
  .object(present: [
    ("state", .init(standing.state)), ("step", .init(standing.step)),
    ("until", .init(standing.until?.description)), ("sends", .init(standing.sends)),
    (
      "held",
      .array(
        standing.held.map { held in
          .object(present: [
            ("step", .init(held.step)), ("sendAt", .init(held.sendAt.description)),
          ])
        })
    ),
  ])
}
