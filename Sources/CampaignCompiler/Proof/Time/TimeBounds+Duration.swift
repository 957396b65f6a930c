import CampaignGraph
import CivilTime

extension TimeBounds {
  /// The least time from the entry to an end of the campaign, by the contact's clock.
  package var shortest: Bound<TimeSpan> {
    if timed.mayEndAtEntry {
      return Bound(.value(TimeSpan(seconds: 0, nominal: 0)), witness: atEntry)
    }
    return shortestWay { $0.least.nominal }.map { way, nominal in
      let drift = way.contains { timed.edges[$0].least.elapsed > 0 } || hasElapsedTime
      let seconds = drift ? nominal - changes.drift(in: nominal) : nominal
      return Bound(
        .value(TimeSpan(seconds: max(0, seconds), nominal: nominal)), witness: witness(way))
    } ?? Bound(.unbounded(.loop))
  }

  /// The fewest emails that are to be sent on a way to an end: one that `on_past` leaves out does not count.
  package var fewestEmails: Bound<Int> {
    if timed.mayEndAtEntry { return Bound(.value(0), witness: atEntry) }
    return shortestWay { $0.sends ? 1 : 0 }.map { way, count in
      Bound(.value(Int(count)), witness: witness(way), emails: emails(way))
    } ?? Bound(.unbounded(.loop))
  }

  /// The most time from the entry to the end of an enrollment and its last message, by the contact's clock.
  package var longest: Bound<TimeSpan> {
    let component = timed.components { _ in true }
    if let loop = timed.loopEdge(component, { _ in true }) {
      return Bound(
        .unbounded(.loop), witness: timed.loopWitness(loop, component, { _ in true }))
    }
    let open = timed.edges.indices.first { timed.edges[$0].most == nil }
    if let open {
      return Bound(
        .unbounded(reason(timed.edges[open].open)),
        witness: timed.witness(timed.way(to: timed.edges[open].from), end: timed.edges[open].from))
    }
    let (way, nominal) = longestWay(component) { edge in
      (edge.most?.nominal ?? 0, edge.sends ? timed.sends[edge.from]?.delay.upperBound ?? 0 : 0)
    }
    let jump = nominal > 0 ? changes.drift(in: nominal) : 0
    return Bound(
      .value(TimeSpan(seconds: nominal.saturating(adding: jump), nominal: nominal)),
      witness: witness(way))
  }

  /// The most emails that the manifest may hold as sent of one enrollment.
  package var mostEmails: Bound<Int> {
    let component = timed.components { _ in true }
    if let loop = timed.loopEdge(component, { $0.sends }) {
      return Bound(
        .unbounded(.loop), witness: timed.loopWitness(loop, component, { _ in true }),
        emails: [TimedGraph.node(of: timed.edges[loop].from)])
    }
    let (way, count) = longestWay(component) { ($0.sends ? 1 : 0, 0) }
    return Bound(.value(Int(count)), witness: witness(way), emails: emails(way))
  }

  /// How many ways lead from the start to an end, told apart by the choices on them; at most `mostPaths`.
  package var paths: Bound<Int> {
    let component = timed.components { _ in true }
    if let loop = timed.loopEdge(component, { _ in true }) {
      return Bound(
        .unbounded(.loop), witness: timed.loopWitness(loop, component, { _ in true }))
    }
    let ways = WayCount(timed).ways(most: TimeBounds.mostPaths) + (timed.mayEndAtEntry ? 1 : 0)
    return Bound(.value(min(TimeBounds.mostPaths, ways)))
  }

  /// More are not counted: 10^18.
  package static let mostPaths = 1_000_000_000_000_000_000

  // MARK: Ways

  private var hasElapsedTime: Bool {
    timed.edges.contains {
      $0.open != nil || ($0.most?.elapsed ?? 0) > 0 || $0.least.elapsed > 0
    }
  }

  private func reason<Value>(_ open: TimedGraph.Open?) -> Bound<Value>.Reason {
    switch open {
    case .column(let column): .column(column)
    case .event: .event
    case .winner: .winner
    case .date, nil: .date
    }
  }

  /// The way of those who come too late for the schedule of the campaign.
  private var atEntry: WitnessPath { WitnessPath([.init(graph.start)]) }

  private func witness(_ way: [Int]) -> WitnessPath { timed.witness(way) }

  private func emails(_ way: [Int]) -> [NodeIndex] {
    way.filter { timed.edges[$0].sends }.map { TimedGraph.node(of: timed.edges[$0].from) }
  }

  /// The way from the start to an end that costs least; nil if no end can be reached.
  private func shortestWay(_ cost: (TimedGraph.Edge) -> Int64) -> (way: [Int], cost: Int64)? {
    var least = [Int64](repeating: .max, count: timed.entries.count)
    var parent = [Int](repeating: -1, count: timed.entries.count)
    var open = MinHeap()
    for state in timed.start {
      least[state] = 0
      open.push(0, state)
    }
    var end: (cost: Int64, edge: Int)?
    while let (distance, state) = open.pop() {
      if let end, distance >= end.cost { break }
      guard distance == least[state] else { continue }
      for index in timed.leaving[state] {
        let edge = timed.edges[index]
        let sum = distance.saturating(adding: cost(edge))
        guard let to = edge.to else {
          if sum < end?.cost ?? .max { end = (sum, index) }
          continue
        }
        guard sum < least[to] else { continue }
        least[to] = sum
        parent[to] = index
        open.push(sum, to)
      }
    }
    guard let end else { return nil }
    var way = [end.edge]
    var at = timed.edges[end.edge].from
    while parent[at] >= 0 {
      way.append(parent[at])
      at = timed.edges[parent[at]].from
    }
    return (way.reversed(), end.cost)
  }

  /// The way from the start that costs most, in a graph in which no loop costs anything.
  ///
  /// `cost` is that of an edge, and what may come besides if the way ends with it.
  private func longestWay(
    _ component: [Int], _ cost: (TimedGraph.Edge) -> (Int64, last: Int64)
  ) -> (way: [Int], cost: Int64) {
    // States of a loop share a component, in which every edge is free.
    var members: [[Int]] = []
    for (state, number) in component.enumerated() where number >= 0 {
      while members.count <= number { members.append([]) }
      members[number].append(state)
    }
    var best = [Int64](repeating: 0, count: members.count)
    var choice = [Int](repeating: -1, count: members.count)
    for (number, states) in members.enumerated() {
      var most: Int64 = -1
      for state in states {
        for index in timed.leaving[state] {
          let edge = timed.edges[index]
          let (own, last) = cost(edge)
          var sum = own
          if let to = edge.to {
            if component[to] == number { continue }
            sum = own.saturating(adding: best[component[to]])
          }
          sum = max(sum, last)
          if sum > most { (most, choice[number]) = (sum, index) }
        }
      }
      best[number] = max(0, most)
    }
    guard let start = timed.start.max(by: { best[component[$0]] < best[component[$1]] }) else {
      return ([], 0)
    }
    var way: [Int] = []
    var at = start
    while choice[component[at]] >= 0 {
      let index = choice[component[at]]
      way += inside(component, from: at, to: timed.edges[index].from)
      way.append(index)
      guard let to = timed.edges[index].to else { break }
      at = to
    }
    return (way, best[component[start]])
  }

  /// A way between two states of one component.
  private func inside(_ component: [Int], from first: Int, to last: Int) -> [Int] {
    if first == last { return [] }
    var parent: [Int: Int] = [first: -1]
    var open = [first]
    var next = 0
    while next < open.count, parent[last] == nil {
      for index in timed.leaving[open[next]] {
        guard let to = timed.edges[index].to, component[to] == component[first], parent[to] == nil
        else { continue }
        parent[to] = index
        open.append(to)
      }
      next += 1
    }
    var way: [Int] = []
    var at = last
    while let index = parent[at], index >= 0 {
      way.append(index)
      at = timed.edges[index].from
    }
    return way.reversed()
  }
}
