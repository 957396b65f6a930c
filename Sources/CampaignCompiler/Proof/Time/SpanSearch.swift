import CampaignGraph
import CivilTime

/// Looks for the emails that can lie closest to each other on any way: shortest paths on (step, number of emails)
/// from every email at once, over the least time that each edge takes.
struct SpanSearch {
  /// So many emails, on a way that begins and ends with a send.
  struct Found {
    let distance: Int64
    /// From the edge of the first email to the one that leads to the last.
    let way: [Int]
    /// The state of the last email.
    let end: Int
  }

  let timed: TimedGraph
  let measure: TimeMeasure
  let changes: ClockChanges
  private(set) var work = 0
  private let budget: Int
  private let origins: [Origin]
  private let sources: [[Int]]
  private var cache: [CacheKey: Int64] = [:]

  private struct CacheKey: Hashable {
    let origin: Int
    let window: OpeningHours?
    let distance: Int64
  }

  init(_ timed: TimedGraph, _ measure: TimeMeasure, _ changes: ClockChanges, budget: Int) {
    self.timed = timed
    self.measure = measure
    self.changes = changes
    self.budget = budget
    (origins, sources) = SpanSearch.origins(of: timed)
  }

  enum Outcome {
    case found(Int, Found?)
    /// So many have been found when the work was over.
    case notDecided(Int, Found?)
  }

  /// The most emails within `window` seconds, its end excluded; stops at one more than `limit`.
  ///
  /// The graph must have no loop with an email that takes no time.
  mutating func mostEmails(within window: Int64, limit: Int = .max) -> Outcome {
    var best = 0
    var found: Found?
    for origin in origins.indices {
      if best == 0, let first = sources[origin].first {
        best = 1
        found = Found(distance: 0, way: [], end: timed.edges[first].from)
      }
      guard search(origin, window: window, limit: limit, &best, &found) else {
        return .notDecided(best, found)
      }
      if best > limit { break }
    }
    return .found(best, found)
  }

  /// false if the work was over.
  private mutating func search(
    _ origin: Int, window: Int64, limit: Int, _ best: inout Int, _ found: inout Found?
  ) -> Bool {
    let reach = window.saturating(adding: origins[origin].lag)
      .saturating(adding: changes.drift(in: window))
    var labels: [Label] = []
    var layer: [Label] = sources[origin].compactMap { start($0) }
    var count = 1
    var stamps = Stamps(timed.entries.count)
    while !layer.isEmpty, best <= limit {
      var heap = Heap()
      for label in layer { heap.push(label.distance, label) }
      layer = []
      count += 1
      stamps.next()
      while let label = heap.pop() {
        guard stamps.take(Int(label.state), isMixed: label.isMixed) else { continue }
        work += 1
        if work > budget { return false }
        let number = Int32(labels.count)
        labels.append(label)
        let state = Int(label.state)
        for index in timed.leaving[state] {
          let edge = timed.edges[index]
          let isCounted = edge.sends && timed.sends[state]?.isMarketing == true
          if isCounted, count > best,
            let gap = messageDistance(origin, label.distance, label.isMixed, to: state),
            gap < window
          {
            best = count
            found = Found(distance: gap, way: way(labels, number), end: state)
            if best > limit { return true }
          }
          guard let next = step(origin, label, number, index), next.distance < reach else {
            continue
          }
          if isCounted { layer.append(next) } else { heap.push(next.distance, next) }
        }
      }
    }
    return true
  }

  /// The least distance of two emails on any way; nil if no way has two.
  mutating func leastGap() -> (found: Found?, isDecided: Bool) {
    var found: Found?
    for origin in origins.indices {
      var labels: [Label] = []
      var heap = Heap()
      var stamps = Stamps(timed.entries.count)
      stamps.next()
      for source in sources[origin] {
        if let label = start(source) { heap.push(label.distance, label) }
      }
      while let label = heap.pop() {
        if let found,
          label.distance - origins[origin].lag - changes.drift(in: label.distance)
            > max(0, found.distance)
        {
          break
        }
        guard stamps.take(Int(label.state), isMixed: label.isMixed) else { continue }
        work += 1
        if work > budget { return (found, false) }
        let number = Int32(labels.count)
        labels.append(label)
        let state = Int(label.state)
        for index in timed.leaving[state] {
          if timed.edges[index].sends, timed.sends[state]?.isMarketing == true,
            let gap = messageDistance(origin, label.distance, label.isMixed, to: state),
            gap < found?.distance ?? .max
          {
            found = Found(distance: gap, way: way(labels, number), end: state)
          }
          if let next = step(origin, label, number, index) { heap.push(next.distance, next) }
        }
      }
    }
    return (found, true)
  }

  private func start(_ edge: Int) -> Label? {
    timed.edges[edge].to.map {
      Label(distance: 0, state: Int32($0), isMixed: false, parent: -1, edge: Int32(edge))
    }
  }

  private func step(_ origin: Int, _ label: Label, _ number: Int32, _ index: Int) -> Label? {
    let edge = timed.edges[index]
    guard let to = edge.to else { return nil }
    let along = label.distance.saturating(adding: edge.least.nominal)
    let latest = origins[origin].latest
    let dated = latest == TimedGraph.Entry.forever ? nil : edge.notBefore.map { $0 - latest }
    // Where the clock stands at the first email is known, where it stands at this step perhaps only by half: whoever
    // came too late for the email comes this way, too.
    let distance = max(along, dated ?? 0)
    return Label(
      distance: distance, state: Int32(to),
      isMixed: label.isMixed || isMixed(edge) || measure == .elapsed && distance > along,
      parent: number, edge: Int32(index))
  }

  /// Whether an edge takes time that the other measure counts.
  private func isMixed(_ edge: TimedGraph.Edge) -> Bool {
    switch measure {
    case .elapsed: return edge.least.calendar > 0
    case .clock:
      if edge.least.elapsed > 0 { return true }
      // Time of unknown length may pass while the clock is set back.
      return changes == .any && edge.most?.calendar != edge.least.calendar
        && (edge.open == .event || edge.open == .winner || (edge.most?.elapsed ?? 0) > 0)
    }
  }

  /// The least that can lie between the first message and that of `state`, whose step comes `distance` later.
  private mutating func messageDistance(
    _ number: Int, _ distance: Int64, _ isMixed: Bool, to state: Int
  ) -> Int64? {
    guard let send = timed.sends[state] else { return nil }
    let origin = origins[number]
    var least = distance.saturating(adding: send.delay.lowerBound - origin.lag)
    let hasWindow = origin.window != nil || send.window != nil
    if hasWindow, origin.isExact, send.isExact {
      let key = CacheKey(origin: number, window: send.window, distance: distance)
      let known = cache[key] ?? leastThroughWindows(origin, send, distance)
      cache[key] = known
      least = max(least, known)
    }
    let isShifted = send.delay.upperBound > 0 || origin.lag > 0
    if isMixed || measure == .elapsed && isShifted { least -= changes.drift(in: distance) }
    return least
  }

  private func leastThroughWindows(
    _ origin: Origin, _ send: TimedGraph.Send, _ distance: Int64
  ) -> Int64 {
    guard distance < 1 << 40 else { return distance }
    let night = [origin.window, send.window].contains { $0?.touchesNight == true }
    let least = OpeningHours.leastDistance(
      from: origin.window, due: origin.due, to: send.window, after: distance)
    return (least ?? .min / 4) - (night ? changes.jump : 0)
  }

  private func way(_ labels: [Label], _ last: Int32) -> [Int] {
    var way: [Int] = []
    var at = last
    while at >= 0 {
      way.append(Int(labels[Int(at)].edge))
      at = labels[Int(at)].parent
    }
    return way.reversed()
  }
}
