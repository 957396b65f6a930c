import CampaignGraph
import CivilTime

/// A step graph as a clock sees it: how much time passes on every way from step to step, and what is sent on it.
///
/// A state is a step with what the enrollment remembers there; edges lead from state to state, or end the
/// enrollment. Every move of `StepMachine` that is not proven impossible is an edge.
struct TimedGraph: Sendable {
  /// What an enrollment remembers besides its step.
  enum Mode: Int, Sendable, CaseIterable {
    case plain
    /// `on_past: skip`: the next email is left out.
    case skipping
    /// At an email whose own schedule has come.
    case due
  }

  /// Why nobody can say how long a step lasts.
  enum Open: Sendable, Hashable {
    case column(Int)
    case event
    case winner
    case date
  }

  struct Edge: Sendable {
    let from: Int
    /// nil: the enrollment ends.
    let to: Int?
    /// The index among the targets of the step; nil where it ends at the step.
    let choice: Int?
    let least: Stretch
    /// nil: `open` says why.
    let most: Stretch?
    var open: Open?
    var sends = false
    /// A wait for a fixed date that is passed in time.
    var isOnTime = false
    /// Goes on although the time has passed.
    var isLate = false
    /// The earliest that the contact's clock shows behind a fixed date, in time or late; seconds since 1970.
    var notBefore: Int64?
  }

  /// What is sent at a state, and when.
  struct Send: Sendable, Hashable {
    let isMarketing: Bool
    /// From the step to the message, by the clock.
    let delay: ClosedRange<Int64>
    /// The window, where it alone decides when the message goes out.
    let window: OpeningHours?
    /// Whether `delay` is by the clock at all: 0 without a window or best hour.
    let isExact: Bool
    /// `hold: run`: the enrollment waits for the message.
    let holdsRun: Bool
    /// `otherwise: skip`, and the window is closed whenever the step is reached.
    var isNeverOpen = false
  }

  /// What is known of the contact's clock when a state is reached.
  struct Entry: Sendable, Equatable {
    var clock: ClockSet
    /// Seconds since 1970 by the contact's clock.
    var earliest: Int64
    var latest: Int64

    static let never = Int64.min / 4
    static let forever = Int64.max / 4
  }

  let graph: StepGraph
  let facts: PathFacts
  let start: [Int]
  /// Whether an enrollment may be over before its first step.
  let mayEndAtEntry: Bool
  let edges: [Edge]
  /// By state: the edges that leave it.
  let leaving: [Range<Int>]
  /// By state; nil for one that is never reached.
  let entries: [Entry?]
  /// By state.
  let sends: [Send?]

  static func state(_ node: NodeIndex, _ mode: Mode) -> Int {
    Int(node.value) * Mode.allCases.count + mode.rawValue
  }

  static func node(of state: Int) -> NodeIndex { NodeIndex(state / Mode.allCases.count) }

  static func mode(of state: Int) -> Mode { Mode(rawValue: state % Mode.allCases.count) ?? .plain }

  init(_ graph: StepGraph, _ facts: PathFacts) {
    self.graph = graph
    self.facts = facts
    let rules = TimedMoves(graph, facts)
    let first = rules.starts()
    let (entries, movesOfStates) = TimedGraph.solve(first, rules)
    self.entries = entries
    start = first.map(\.state)
    mayEndAtEntry = rules.mayEndAtEntry
    var edges: [Edge] = []
    var leaving: [Range<Int>] = []
    var sends: [Send?] = []
    for (state, entry) in entries.enumerated() {
      let begin = edges.count
      if let entry {
        for move in movesOfStates[state] { edges.append(move.edge) }
        sends.append(rules.send(at: state, entry))
      } else {
        sends.append(nil)
      }
      leaving.append(begin..<edges.count)
    }
    self.edges = edges
    self.leaving = leaving
    self.sends = sends
  }

  /// What is known at every state, the least that all ways to it agree on, and the moves from there.
  private static func solve(
    _ starts: [(state: Int, entry: Entry)], _ rules: TimedMoves
  ) -> ([Entry?], [[TimedMoves.Move]]) {
    let count = rules.graph.nodes.count * Mode.allCases.count
    var entries = [Entry?](repeating: nil, count: count)
    var visits = [UInt8](repeating: 0, count: count)
    var isOpen = [Bool](repeating: false, count: count)
    var moves = [[TimedMoves.Move]](repeating: [], count: count)
    var open: [Int] = []
    func meet(_ state: Int, _ entry: Entry) {
      let joined = entries[state].map { $0.union(entry, isWide: visits[state] > 4) } ?? entry
      guard joined != entries[state] else { return }
      entries[state] = joined
      if visits[state] < 100 { visits[state] += 1 }
      if !isOpen[state] {
        isOpen[state] = true
        open.append(state)
      }
    }
    for start in starts { meet(start.state, start.entry) }
    var next = 0
    while next < open.count {
      let state = open[next]
      next += 1
      isOpen[state] = false
      guard let entry = entries[state] else { continue }
      // A state is open until its moves are those of its last entry.
      let known = rules.moves(from: state, entry)
      moves[state] = known
      for move in known {
        if let to = move.edge.to { meet(to, move.entry) }
      }
    }
    return (entries, moves)
  }
}

extension TimedGraph.Entry {
  /// `isWide`: gives up on what still changes, so that loops come to an end.
  func union(_ other: TimedGraph.Entry, isWide: Bool) -> TimedGraph.Entry {
    var joined = TimedGraph.Entry(
      clock: clock.union(other.clock), earliest: min(earliest, other.earliest),
      latest: max(latest, other.latest))
    guard isWide else { return joined }
    if joined.clock != clock { joined.clock = .any }
    if joined.earliest != earliest { joined.earliest = TimedGraph.Entry.never }
    if joined.latest != latest { joined.latest = TimedGraph.Entry.forever }
    return joined
  }

  /// After so much time.
  func adding(
    _ least: Stretch, through most: Stretch?, clock: ClockSet
  ) -> TimedGraph.Entry {
    func bounded(_ sum: Int64) -> Int64 {
      min(max(sum, TimedGraph.Entry.never), TimedGraph.Entry.forever)
    }
    let drift =
      most == .zero
      ? 0 : ClockChanges.any.drift(in: most?.nominal ?? least.nominal)
    let first =
      earliest == TimedGraph.Entry.never
      ? earliest
      : bounded(
        earliest.saturating(
          adding: least.nominal - (least.elapsed > 0 || most != least ? drift : 0)))
    let last =
      latest == TimedGraph.Entry.forever
      ? latest
      : most.map { bounded(latest.saturating(adding: $0.nominal.saturating(adding: drift))) }
        ?? TimedGraph.Entry.forever
    return TimedGraph.Entry(clock: clock, earliest: first, latest: last)
  }
}
