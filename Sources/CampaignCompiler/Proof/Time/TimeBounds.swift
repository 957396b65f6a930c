import CampaignGraph
import CivilTime

/// What a campaign asks for in time: how many emails, how close to each other, for how long.
///
/// Sound for the runner, for every contact, every engagement and every launch, in every zone except on the day
/// that a place left out when it moved over the date line:
///
/// - no enrollment is sent more than `mostEmails(in: W)` marketing messages in any stretch W;
/// - no two marketing messages of an enrollment lie closer to each other than `shortestGap`;
/// - no enrollment goes on longer than `longest`, with the messages it holds, and none that comes to an end of the
///   campaign does so before `shortest`;
/// - no enrollment is sent more than `mostEmails` messages, and none that comes to an end is to be sent fewer than
///   `fewestEmails`.
///
/// An email counts where the campaign asks for it to be sent. One that is left out by `on_past: skip` or by a window
/// with `otherwise: skip` does not; one that is not sent because of the contact (suppressed, a bounce, a missing
/// value) does.
///
/// It is what the campaign asks for: `max_emails` and `min_gap` are not taken into account, which leave out
/// or delay messages of a run. Where they delay (`asksOnly`), the messages of a run may lie otherwise. An
/// exit rule, which may end an enrollment at any step, is not taken into account in `shortest` and
/// `fewestEmails`. Transactional emails count for `fewestEmails` and `mostEmails` alone.
package struct TimeBounds: Sendable {
  package let graph: StepGraph
  let timed: TimedGraph
  let changes: ClockChanges
  /// Steps of work for each answer.
  let budget: Int

  package static let defaultBudget = 300_000

  package init(
    _ graph: StepGraph, _ facts: PathFacts, changes: ClockChanges = .any,
    budget: Int = TimeBounds.defaultBudget
  ) {
    self.graph = graph
    self.changes = changes
    self.budget = budget
    timed = TimedGraph(graph, facts)
  }

  /// Whether a policy moves messages of a run away from where the campaign asks for them.
  package var asksOnly: Bool {
    graph.policies.minGap != nil || graph.policies.maxEmails?.otherwise == .delay
  }

  /// The most marketing messages in any stretch of so long, its end excluded.
  ///
  /// Days, weeks and months are counted on the contact's clock, as policies do.
  ///
  /// - Parameter limit: more than one above it need not be found.
  package func mostEmails(in period: Period, limit: Int = .max) -> Bound<Int> {
    let measure = TimeMeasure(of: period)
    if let loop = loopWithoutTime { return loop }
    var search = SpanSearch(timed, measure, changes, budget: budget)
    let window = measure == .clock ? period.most.calendar : period.most.elapsed
    switch search.mostEmails(within: window, limit: limit) {
    case .found(let count, let found): return bound(.value(count), found)
    case .notDecided(let count, let found): return bound(.notDecided(count), found)
    }
  }

  /// The least time between two marketing messages; a value of nil: no path has two.
  package func shortestGap(_ measure: TimeMeasure = .clock) -> Bound<TimeSpan?> {
    var search = SpanSearch(timed, measure, changes, budget: budget)
    let (found, isDecided) = search.leastGap()
    guard let found else { return Bound(isDecided ? .value(nil) : .notDecided(nil)) }
    let way = found.way.dropFirst().reduce(Stretch.zero) { $0 + timed.edges[$1].least }
    let seconds = max(0, found.distance)
    let hasWindows = timed.sends.contains { ($0?.delay.upperBound ?? 0) > 0 }
    let span = TimeSpan(
      seconds: seconds, nominal: hasWindows ? seconds : max(seconds, way.nominal))
    return bound(isDecided ? .value(span) : .notDecided(span), found)
  }

  private func bound<Value: Sendable>(
    _ limit: Bound<Value>.Limit, _ found: SpanSearch.Found?
  ) -> Bound<Value> {
    guard let found else { return Bound(limit) }
    let first = found.way.first.map { timed.edges[$0].from } ?? found.end
    let emails =
      found.way.compactMap { index -> NodeIndex? in
        let edge = timed.edges[index]
        guard edge.sends, timed.sends[edge.from]?.isMarketing == true else { return nil }
        return TimedGraph.node(of: edge.from)
      } + [TimedGraph.node(of: found.end)]
    return Bound(
      limit, witness: timed.witness(timed.way(to: first) + found.way, end: found.end),
      emails: emails)
  }

  /// A loop that sends and may take no time.
  private var loopWithoutTime: Bound<Int>? {
    func isFast(_ edge: TimedGraph.Edge) -> Bool { edge.least.nominal == 0 }
    let component = timed.components(isFast)
    let loop = timed.loopEdge(component) {
      isFast($0) && $0.sends && timed.sends[$0.from]?.isMarketing == true
    }
    guard let loop else { return nil }
    return Bound(
      .unbounded(.loopWithoutTime), witness: timed.loopWitness(loop, component, isFast),
      emails: [TimedGraph.node(of: timed.edges[loop].from)])
  }
}
