import CampaignGraph

/// Counts the ways from the start to an end, told apart by the choices on them; among its states no loop may lie.
///
/// Ways that differ in time alone are one, so what an enrollment may remember after the same choices is taken together:
/// a place is a step with a set of modes. Steps by themselves would not do: who left out one email, being too late, may
/// come by a step twice although no way does so without end.
struct WayCount {
  /// A step with the modes in which an enrollment may be there, as bits.
  private struct Place: Hashable {
    let node: Int
    let modes: UInt8
  }

  private struct Exit: Hashable {
    let choice: Int?
    /// nil: the enrollment ends.
    let node: Int?
  }

  private let timed: TimedGraph

  init(_ timed: TimedGraph) { self.timed = timed }

  /// The number of ways; `most` where there are more.
  func ways(most: Int) -> Int {
    let modes = timed.start.reduce(into: UInt8(0)) { $0 |= WayCount.bit(TimedGraph.mode(of: $1)) }
    let first = Place(node: Int(timed.graph.start.value), modes: modes)
    var counts: [Place: Int] = [:]
    var known: [Place: [Exit: UInt8]] = [:]
    var open = [first]
    while let place = open.last {
      let exits = known[place] ?? exits(of: place)
      known[place] = exits
      let next = exits.compactMap { exit, modes in exit.node.map { Place(node: $0, modes: modes) } }
      let missing = next.filter { counts[$0] == nil }
      if missing.isEmpty {
        let ends = exits.count - next.count
        counts[place] = next.reduce(ends) { min(most, $0 + (counts[$1] ?? 0)) }
        open.removeLast()
      } else {
        open += missing
      }
    }
    return counts[first] ?? 0
  }

  /// How a step is left, with the modes in which the next one is reached.
  private func exits(of place: Place) -> [Exit: UInt8] {
    var exits: [Exit: UInt8] = [:]
    var seen = place.modes
    var open = TimedGraph.Mode.allCases.filter { seen & WayCount.bit($0) != 0 }
    while let mode = open.popLast() {
      for index in timed.leaving[TimedGraph.state(NodeIndex(place.node), mode)] {
        let edge = timed.edges[index]
        let node = edge.to.map { Int(TimedGraph.node(of: $0).value) }
        let bit = edge.to.map { WayCount.bit(TimedGraph.mode(of: $0)) } ?? 0
        guard node == place.node else {
          exits[Exit(choice: edge.choice, node: node), default: 0] |= bit
          continue
        }
        // To wait for the schedule of an email is part of that email.
        if seen & bit == 0, let to = edge.to {
          seen |= bit
          open.append(TimedGraph.mode(of: to))
        }
      }
    }
    return exits
  }

  private static func bit(_ mode: TimedGraph.Mode) -> UInt8 { 1 << mode.rawValue }
}
