import CampaignGraph
import CivilTime

/// How an enrollment leaves a step, whatever the contact: the moves of the runner's step machine, with the time
/// that each takes.
struct TimedMoves {
  typealias Edge = TimedGraph.Edge
  typealias Entry = TimedGraph.Entry

  struct Move {
    let edge: Edge
    /// What is known where it leads.
    let entry: Entry
  }

  let graph: StepGraph
  let facts: PathFacts
  /// By node.
  let hours: [OpeningHours?]

  init(_ graph: StepGraph, _ facts: PathFacts) {
    self.graph = graph
    self.facts = facts
    hours = graph.nodes.map { node in
      guard case .email(let email, _) = node.kind, email.category == .marketing else { return nil }
      return email.send.window.map { OpeningHours($0.hours) }
    }
  }

  /// Where enrollments begin.
  func starts() -> [(state: Int, entry: Entry)] {
    let open = Entry(clock: .any, earliest: Entry.never, latest: Entry.forever)
    let plain = TimedGraph.state(graph.start, .plain)
    guard case .scheduled(let time, let onPast) = graph.enrollment.start else {
      return [(plain, open)]
    }
    let onTime = entry(at: time)
    let late = Entry(clock: .any, earliest: onTime.earliest, latest: Entry.forever)
    switch onPast {
    case .send: return [(plain, onTime), (plain, late)]
    case .skip: return [(plain, onTime), (TimedGraph.state(graph.start, .skipping), late)]
    case .exit, .error: return [(plain, onTime)]
    }
  }

  /// Whether the schedule of the campaign may end enrollments that begin too late, before any step.
  var mayEndAtEntry: Bool {
    if case .scheduled(_, .exit) = graph.enrollment.start { true } else { false }
  }

  func moves(from state: Int, _ entry: Entry) -> [Move] {
    let node = TimedGraph.node(of: state)
    let mode = TimedGraph.mode(of: state)
    let targets = graph[node].targets
    func isPossible(_ choice: Int) -> Bool { facts.isImpossible(choice, of: node) != .proven }
    switch graph[node].kind {
    case .email(let email, let next):
      return emailMoves(email, node, next, mode, state, entry)
    case .wait(let rule, let next):
      return waitMoves(rule, next, mode, state, entry)
    case .waitForEvent(let wait):
      var moves: [Move] = []
      if isPossible(0) {
        moves.append(
          go(
            state, to: wait.onEvent, mode, choice: 0, .zero, wait.timeout?.most, entry,
            open: wait.timeout == nil ? .event : nil,
            clock: wait.timeout.map { later($0, entry, isUpTo: true) } ?? .any))
      }
      if let timeout = wait.timeout, isPossible(1) {
        moves.append(
          go(
            state, to: wait.onTimeout, mode, choice: 1, timeout.least, timeout.most, entry,
            clock: later(timeout, entry)))
      }
      return moves
    case .split(let split) where split.winner != nil:
      return targets.enumerated().compactMap { choice, target in
        guard isPossible(choice) else { return nil }
        if split.variants[choice].isHoldout {
          return go(
            state, to: target, mode, choice: choice, .zero, .zero, entry, clock: entry.clock)
        }
        return go(
          state, to: target, mode, choice: choice, .zero, nil, entry, open: .winner, clock: .any)
      }
    case .branch, .split, .action:
      return targets.enumerated().compactMap { choice, target in
        guard isPossible(choice) else { return nil }
        return go(state, to: target, mode, choice: choice, .zero, .zero, entry, clock: entry.clock)
      }
    case .exit, .complete:
      return [end(state, entry)]
    }
  }

  // MARK: Edges

  func go(
    _ state: Int, to target: NodeIndex, _ mode: TimedGraph.Mode, choice: Int, _ least: Stretch,
    _ most: Stretch?, _ entry: Entry, open: TimedGraph.Open? = nil, clock: ClockSet,
    sends: Bool = false, isLate: Bool = false
  ) -> Move {
    Move(
      edge: Edge(
        from: state, to: TimedGraph.state(target, mode == .due ? .plain : mode), choice: choice,
        least: least, most: most, open: open, sends: sends, isLate: isLate),
      entry: entry.adding(least, through: most, clock: clock))
  }

  /// The enrollment ends where it stands.
  func end(_ state: Int, _ entry: Entry) -> Move {
    Move(
      edge: Edge(from: state, to: nil, choice: nil, least: .zero, most: .zero), entry: entry)
  }

  /// What the clock shows after a period.
  func later(_ period: Period, _ entry: Entry, isUpTo: Bool = false) -> ClockSet {
    switch period.unit {
    case .seconds, .minutes, .hours:
      let most = period.most.elapsed
      return entry.clock.adding(elapsed: isUpTo ? 0 : period.least.elapsed, through: most)
    case .days, .weeks:
      return isUpTo ? .any : entry.clock.adding(days: period.least.calendar / ClockSet.day)
    case .months:
      return isUpTo ? .any : entry.clock.on(.all)
    }
  }

  // MARK: Fixed times

  /// Farther from UTC than any clock.
  static let zones: Int64 = 16 * 3600

  /// What the contact's clock shows at a fixed time.
  func entry(at time: FixedTime) -> Entry {
    switch time {
    case .local(let local):
      let clock = ClockSet(days: Weekdays(index: local.date.weekdayIndex), at: local.time)
      let start = Int64(local.date.days) * ClockSet.day
      return Entry(
        clock: clock, earliest: local.clockSeconds,
        latest: clock.earliest == Int64(local.time.seconds)
          ? start + clock.latest : local.clockSeconds + ClockChanges.any.jump)
    case .instant(let instant):
      return Entry(
        clock: .any, earliest: instant.seconds - TimedMoves.zones,
        latest: instant.seconds + TimedMoves.zones)
    }
  }

  /// The ways past a fixed time: in time, and too late. `arrive` makes the edge of the first.
  func fixedMoves(
    _ time: FixedTime, _ onPast: OnPast, _ state: Int, _ mode: TimedGraph.Mode, to next: Int,
    choice: Int?, _ entry: Entry
  ) -> [Move] {
    let then = self.entry(at: time)
    var moves: [Move] = []
    if entry.earliest <= then.latest {
      let least =
        entry.latest == Entry.forever
        ? 0 : max(0, then.earliest.saturating(adding: -entry.latest))
      let most =
        entry.earliest == Entry.never ? nil : then.latest.saturating(adding: -entry.earliest)
      moves.append(
        Move(
          edge: Edge(
            from: state, to: next, choice: choice, least: Stretch(calendar: least),
            most: most.map { Stretch(calendar: $0) }, open: most == nil ? .date : nil,
            isOnTime: true, notBefore: then.earliest),
          entry: then))
    }
    guard entry.latest > then.earliest else { return moves }
    var late = entry
    late.earliest = max(late.earliest, then.earliest)
    return moves
      + lateMoves(onPast, state, mode, late).map { move in
        var edge = move.edge
        edge.notBefore = then.earliest
        return Move(edge: edge, entry: move.entry)
      }
  }

  /// What `on_past` says at a state; for an email with a schedule the email is the next one.
  func lateMoves(
    _ onPast: OnPast, _ state: Int, _ mode: TimedGraph.Mode, _ entry: Entry
  ) -> [Move] {
    let node = TimedGraph.node(of: state)
    guard let next = graph[node].targets.first else { return [] }
    func on(_ mode: TimedGraph.Mode) -> Move {
      go(
        state, to: next, mode, choice: 0, .zero, .zero, entry, clock: entry.clock, isLate: true)
    }
    switch onPast {
    case .send: return [on(mode)]
    case .skip: return [on(.skipping)]
    case .exit:
      var move = end(state, entry)
      move = Move(
        edge: Edge(
          from: state, to: nil, choice: nil, least: .zero, most: .zero, isLate: true),
        entry: move.entry)
      return [move]
    case .error: return []
    }
  }
}
