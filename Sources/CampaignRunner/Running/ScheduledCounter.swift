import CampaignGraph
import CivilTime
import LiquidTemplates

/// Counts what lies after the as-of of a run: messages are composed, counted and let go.
///
/// They are composed, because a message that cannot be made is no send, and rules ask for what was sent.
struct ScheduledCounter: EffectReceiver, Sendable {
  /// How far a run looks ahead; nil: to the end of the campaign. Loops may have no end.
  let horizon: Instant?
  private var rows: ManifestRows

  /// Seconds after the as-of for campaigns with a loop: a year.
  static let span: Int64 = 366 * 86_400

  init(graph: StepGraph, digest: String, zones: ZoneDatabase, options: RunOptions) {
    rows = ManifestRows(graph: graph, digest: digest, zones: zones, bodies: .none)
    horizon = graph.hasLoop ? options.asOf.map { $0.adding(seconds: ScheduledCounter.span) } : nil
  }

  var counts: RunCounts { rows.counts }

  /// To be called before each contact.
  mutating func begin() {
    rows.begin()
  }

  mutating func send(
    _ message: DueMessage, cursor: borrowing Cursor, contact: borrowing Contact
  ) -> SkipReason? {
    defer { letGo() }
    return rows.send(message, cursor: cursor, contact: contact)
  }

  mutating func skip(
    _ message: DueMessage, reason: SkipReason, cursor: borrowing Cursor,
    contact: borrowing Contact
  ) {
    rows.skip(message, reason: reason, cursor: cursor, contact: contact)
    letGo()
  }

  mutating func act(
    _ action: NodeIndex, at instant: Instant, cursor: borrowing Cursor,
    contact: borrowing Contact
  ) {}

  private mutating func letGo() {
    if rows.manifest.count > 1 << 16 { rows.manifest.removeAll() }
  }
}

extension StepGraph {
  /// Whether a step can be come to again.
  var hasLoop: Bool {
    var incoming = [Int](repeating: 0, count: nodes.count)
    for node in nodes {
      for target in node.targets { incoming[Int(target.value)] += 1 }
    }
    var ready = nodes.indices.filter { incoming[$0] == 0 }
    var removed = 0
    while let index = ready.popLast() {
      removed += 1
      for target in nodes[index].targets {
        incoming[Int(target.value)] -= 1
        if incoming[Int(target.value)] == 0 { ready.append(Int(target.value)) }
      }
    }
    return removed < nodes.count
  }
}
