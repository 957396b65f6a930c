import CampaignGraph
import CivilTime

extension TimedMoves {
  func emailMoves(
    _ email: EmailStep, _ node: NodeIndex, _ next: NodeIndex, _ mode: TimedGraph.Mode,
    _ state: Int, _ entry: Entry
  ) -> [Move] {
    func pass(_ least: Int64, _ most: Int64, _ clock: ClockSet, _ sends: Bool) -> Move {
      go(
        state, to: next, .plain, choice: 0, Stretch(calendar: least), Stretch(calendar: most),
        entry, clock: clock, sends: sends)
    }
    if mode == .skipping { return [pass(0, 0, entry.clock, false)] }
    if mode == .plain, case .scheduled(let time, let onPast) = email.send.strategy {
      let onTime = fixedMoves(
        time, .error, state, mode, to: TimedGraph.state(node, .due), choice: nil, entry)
      var moves = onTime
      guard entry.latest > self.entry(at: time).earliest else { return moves }
      switch onPast {
      case .send: moves += sending(email, node, state, entry, pass)
      case .skip: moves.append(pass(0, 0, entry.clock, false))
      case .exit: moves.append(end(state, entry))
      case .error: break
      }
      return moves
    }
    return sending(email, node, state, entry, pass)
  }

  private func sending(
    _ email: EmailStep, _ node: NodeIndex, _ state: Int, _ entry: Entry,
    _ pass: (Int64, Int64, ClockSet, Bool) -> Move
  ) -> [Move] {
    guard let plan = sendPlan(email, node, entry) else {
      return [pass(0, 0, entry.clock, false)]
    }
    var moves: [Move] = []
    if !plan.send.isNeverOpen {
      if plan.send.holdsRun {
        moves.append(
          pass(plan.send.delay.lowerBound, plan.send.delay.upperBound, plan.clock, true))
      } else {
        moves.append(pass(0, 0, entry.clock, true))
      }
    }
    if plan.mayBeLeftOut { moves.append(pass(0, 0, entry.clock, false)) }
    return moves
  }

  /// What is sent at a state; nil if nothing is.
  func send(at state: Int, _ entry: Entry) -> TimedGraph.Send? {
    let node = TimedGraph.node(of: state)
    guard TimedGraph.mode(of: state) != .skipping, case .email(let email, _) = graph[node].kind
    else { return nil }
    return sendPlan(email, node, entry)?.send
  }

  private struct Plan {
    let send: TimedGraph.Send
    /// What the clock shows when the message goes out.
    let clock: ClockSet
    let mayBeLeftOut: Bool
  }

  private func sendPlan(_ email: EmailStep, _ node: NodeIndex, _ entry: Entry) -> Plan? {
    let isMarketing = email.category == .marketing
    var wanted = entry.clock
    var delay: ClosedRange<Int64> = 0...0
    var isBestHour = false
    if case .optimized = email.send.strategy {
      wanted = .any
      delay = 0...(ClockSet.day + ClockChanges.any.jump)
      isBestHour = true
    }
    guard isMarketing, let window = email.send.window, let hours = hours[Int(node.value)] else {
      return Plan(
        send: TimedGraph.Send(
          isMarketing: isMarketing, delay: delay, window: nil, isExact: !isBestHour,
          holdsRun: false), clock: wanted, mayBeLeftOut: false)
    }
    guard let closed = hours.delays(of: wanted) else { return nil }
    if window.otherwise == .skip {
      var send = TimedGraph.Send(
        isMarketing: true, delay: delay, window: nil, isExact: !isBestHour,
        holdsRun: window.hold == .run)
      send.isNeverOpen = closed.lowerBound > 0
      return Plan(
        send: send, clock: isBestHour ? .any : entry.clock, mayBeLeftOut: closed.upperBound > 0)
    }
    let jump = hours.touchesNight ? ClockChanges.any.jump : 0
    let missed = hours.mayBeSwallowed ? 7 * ClockSet.day : 0
    let through = delay.upperBound + closed.upperBound + (closed.upperBound > 0 ? jump + missed : 0)
    let send = TimedGraph.Send(
      isMarketing: true,
      delay: (isBestHour ? 0 : closed.lowerBound > jump ? closed.lowerBound - jump : 0)...through,
      window: isBestHour || missed > 0 ? nil : hours, isExact: !isBestHour && missed == 0,
      holdsRun: window.hold == .run)
    return Plan(send: send, clock: hours.openings(of: wanted), mayBeLeftOut: false)
  }
}
