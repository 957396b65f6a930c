import CampaignGraph
import CivilTime
import JSONText

/// Where enrollments and messages wait at the as-of, and what clock changes have touched.
extension RunSummary {
  /// One object for each step at which an enrollment waits, in the order of the graph.
  var waiting: JSONValue {
    gatherings(\.waiting) { gathering in
      [
        ("contacts", .init(gathering.count)), ("from", time(gathering.earliest)),
        ("until", time(gathering.latest)), ("withoutEnd", .init(gathering.withoutEnd)),
      ]
    }
  }

  /// One object for each email of which messages are held, in the order of the graph.
  var held: JSONValue {
    gatherings(\.held) { gathering in
      [
        ("messages", .init(gathering.count)), ("from", time(gathering.earliest)),
        ("until", time(gathering.latest)),
      ]
    }
  }

  var clockChanges: JSONValue {
    .array(
      counts.clockChanges.sorted.map { change, count in
        .object(present: [
          ("step", .init(change.node.map { graph[$0].id })), ("kind", .init(change.kind.rawValue)),
          ("timezone", .init(change.zone)), ("wanted", .init(change.wanted.description)),
          ("became", .init(change.became.description)), ("times", .init(count)),
        ])
      })
  }

  private func gatherings(
    _ path: KeyPath<RunCounts.StepCount, Gathering>,
    _ members: (Gathering) -> [(String, JSONValue?)]
  ) -> JSONValue {
    .array(
      graph.nodes.enumerated().compactMap { index, node in
        let gathering = counts.steps[index][keyPath: path]
        guard gathering.count > 0 else { return nil }
        return .object(present: [("step", .init(node.id))] + members(gathering))
      })
  }

  private func time(_ instant: Instant?) -> JSONValue { .init(instant?.description) }
}
