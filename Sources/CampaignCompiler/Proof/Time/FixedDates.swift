import CampaignGraph
import CivilTime

/// Steps that wait for a fixed date: waits, and emails with a schedule of their own.
struct FixedDates {
  struct Stop {
    let node: NodeIndex
    let time: FixedTime
    let onPast: OnPast
  }

  /// A stop that comes too late for whoever has waited for an earlier one.
  struct Conflict {
    let first: Stop
    let second: Stop
    /// From the start to the second stop.
    let way: [Int]
  }

  /// Steps of work: a stop beside a stop, a state on the way, a step of a witness.
  static let budget = 150_000

  let stops: [Stop]
  private let timed: TimedGraph

  init(_ timed: TimedGraph) {
    self.timed = timed
    stops = timed.graph.nodes.enumerated().compactMap { index, node in
      switch node.kind {
      case .wait(.fixed(let time, let onPast), _):
        return Stop(node: NodeIndex(index), time: time, onPast: onPast)
      case .email(let email, _):
        guard case .scheduled(let time, let onPast) = email.send.strategy else { return nil }
        return Stop(node: NodeIndex(index), time: time, onPast: onPast)
      case .wait, .waitForEvent, .branch, .split, .action, .exit, .complete: return nil
      }
    }
  }

  /// Whether nobody comes to a stop in time, on whatever way.
  func isAlwaysPast(_ stop: Stop) -> Bool {
    let states = TimedGraph.Mode.allCases.map { TimedGraph.state(stop.node, $0) }
    let edges = states.flatMap { state in timed.leaving[state].map { timed.edges[$0] } }
    // Without any edge it is not reached at all, unless `on_past: error` ends every run there.
    let isReached = states.contains { timed.entries[$0] != nil }
    let isSkipped = timed.entries[TimedGraph.state(stop.node, .plain)] == nil
    return isReached && !isSkipped && !edges.contains { $0.isOnTime }
  }

  /// By the second stop, each with the first stop in the order of the file that rules it out.
  ///
  /// - Parameter budget: settled states; what remains is left undecided.
  func conflicts(budget: Int) -> (found: [Conflict], isDecided: Bool) {
    guard stops.count > 1 else { return ([], true) }
    var left = budget
    var found: [Conflict] = []
    var isFound: Set<NodeIndex> = []
    let rules = TimedMoves(timed.graph, timed.facts)
    let times = stops.map { rules.entry(at: $0.time) }
    for (one, first) in stops.enumerated() {
      guard let edge = onTimeEdge(of: first) else { continue }
      guard let reached = reach(from: edge, &left) else { return (found, false) }
      for (other, second) in stops.enumerated()
      where second.node != first.node && !isFound.contains(second.node) {
        left -= 1
        guard left >= 0 else { return (found, false) }
        for mode in [TimedGraph.Mode.plain, .skipping] {
          let state = TimedGraph.state(second.node, mode)
          guard let (distance, way) = reached(state),
            isPast(second, distance, after: first, times[one].earliest, times[other].latest)
          else {
            continue
          }
          let path = timed.way(to: timed.edges[edge].from) + [edge] + way()
          left -= path.count
          found.append(Conflict(first: first, second: second, way: path))
          isFound.insert(second.node)
          break
        }
      }
    }
    return (found.sorted { $0.second.node < $1.second.node }, true)
  }

  private func onTimeEdge(of stop: Stop) -> Int? {
    for mode in TimedGraph.Mode.allCases {
      for index in timed.leaving[TimedGraph.state(stop.node, mode)]
      where timed.edges[index].isOnTime {
        return index
      }
    }
    return nil
  }

  private func isPast(
    _ second: Stop, _ distance: Stretch, after first: Stop, _ earliest: Int64, _ latest: Int64
  ) -> Bool {
    if case .instant(let a) = first.time, case .instant(let b) = second.time {
      let drift = distance.calendar > 0 ? ClockChanges.any.drift(in: distance.calendar) : 0
      return a.seconds.saturating(adding: distance.nominal - drift) > b.seconds
    }
    let drift = distance.elapsed > 0 ? ClockChanges.any.drift(in: distance.nominal) : 0
    return earliest.saturating(adding: distance.nominal - drift) > latest
  }

  /// The least time from behind an edge to every state; nil if the work is over.
  private func reach(
    from edge: Int, _ left: inout Int
  ) -> ((Int) -> (Stretch, way: () -> [Int])?)? {
    guard let start = timed.edges[edge].to else { return { _ in nil } }
    var least: [Int: Stretch] = [start: .zero]
    var parent: [Int: Int] = [:]
    var open = MinHeap()
    open.push(0, start)
    while let (distance, state) = open.pop() {
      guard let length = least[state], distance == length.nominal else { continue }
      left -= 1
      if left < 0 { return nil }
      for index in timed.leaving[state] {
        guard let to = timed.edges[index].to else { continue }
        let sum = length + timed.edges[index].least
        guard sum.nominal < least[to]?.nominal ?? .max else { continue }
        least[to] = sum
        parent[to] = index
        open.push(sum.nominal, to)
      }
    }
    let timed = timed
    return { state in
      guard let length = least[state] else { return nil }
      return (
        length,
        {
          var way: [Int] = []
          var at = state
          while at != start, let index = parent[at] {
            way.append(index)
            at = timed.edges[index].from
          }
          return way.reversed()
        }
      )
    }
  }
}

extension OnPast {
  /// What it does to who comes too late.
  var consequence: String {
    switch self {
    case .send: "'on_past: send' goes on at once"
    case .skip: "'on_past: skip' leaves out the next email"
    case .exit: "'on_past: exit' ends the enrollment"
    case .error: "'on_past: error' stops the run"
    }
  }
}
