import CampaignGraph
import CivilTime
import LiquidTemplates

extension ContactRunner {
  /// Whether nothing about the contact keeps it from going where others went before.
  var isPlain: Bool {
    if case .boolean(true) = stepper.contact.cell(columns.suppressed) { return false }
    return stepper.contact.addressFault == nil && !stepper.contact.isDuplicate
      && stepper.contact.earlierSends.isEmpty && stepper.contact.inputs.engagement.isEmpty
      && rows.tally == nil
  }

  private enum Replay {
    case done
    /// Nobody went there yet; so many events are known.
    case unknown(EnrollmentTraces.Link, depth: Int)
    case differs
  }

  /// Runs the contact by the traces of those before it, or by the machine, which is then listened to.
  mutating func runByTraces(inZone zone: Int) throws(RunFault) {
    let start = rows.manifest.count
    // Most contacts get their rows without being settled in their zone.
    isSettled = false
    let replay = replay(inZone: zone)
    if case .done = replay { return }
    settle(zone)
    rows.manifest.truncate(to: start)
    stepper.contact.inputs.engagement.removeSends()
    settle(zone, at: launch)
    guard case .unknown(let link, let depth) = replay, !traces.isFull else {
      return try stepper.run(to: &rows)
    }
    rows.recorded.removeAll(keepingCapacity: true)
    rows.isRecording = true
    defer { rows.isRecording = false }
    try stepper.run(to: &rows)
    let rows = self.rows
    traces.add(
      rows.recorded, behind: depth, at: link, passed: passed, zone: stepper.contact.zone,
      number: stepper.contact.zoneNumber
    ) { rows.texts(of: $0, zone: stepper.contact.zone) }
  }

  private mutating func replay(inZone zone: Int) -> Replay {
    passed.removeAll(keepingCapacity: true)
    var next = traces.root(ofZone: zone)
    var link = EnrollmentTraces.Link.root(zone: zone)
    var depth = 0
    while true {
      guard next >= 0 else { return .unknown(link, depth: depth) }
      switch traces.nodes[Int(next)] {
      case .message(let index, let following):
        guard append(Int(index), zone) else { return .differs }
        passed.append(index)
        link = .next(of: Int(next))
        next = following
      case .decision(let node, let at, let first, let count):
        if stepper.machine.asksForTime { settle(zone) }
        let outcome = stepper.outcome(of: node, at: at)
        guard outcome >= 0, outcome < Int(count) else { return .differs }
        link = .child(Int(first) + outcome)
        next = traces.children[Int(first) + outcome]
      case .end(let index):
        traces.ends[Int(index)].times += 1
        return .done
      case .unfit: return .differs
      }
      depth += 1
    }
  }

  /// Settles the contact in its zone at the launch, unless that has been done.
  private mutating func settle(_ zone: Int) {
    if isSettled { return }
    isSettled = true
    settle(zone, at: launch)
  }

  /// Appends the row of a traced message; false if it does not come out as it did for the others.
  private mutating func append(_ index: Int, _ zone: Int) -> Bool {
    let row = traces.rows[index]
    if row.isUsual, rows.appendQuickly(row, traces.texts, stepper.contact) {
      if remembersSends {
        stepper.contact.inputs.engagement.recordSend(NodeIndex(Int(row.node)), at: row.sendAt)
      }
      return true
    }
    settle(zone)
    let traced = traces.messages[index]
    stepper.contact.stand(at: traced.message.sendAt)
    guard rows.append(traced, stepper.contact) else { return false }
    if remembersSends, traced.reason == nil {
      stepper.contact.inputs.engagement.recordSend(
        traced.message.node, at: traced.message.sendAt)
    }
    return true
  }
}

extension ContactStepper {
  /// What a branch or split decides for the contact: the case taken, behind the last one for none; the variant.
  mutating func outcome(of node: NodeIndex, at instant: Instant) -> Int {
    machine.outcome(of: node, at: instant, &contact)
  }
}

extension StepMachine {
  fileprivate func outcome(
    of node: NodeIndex, at instant: Instant, _ contact: inout Contact
  ) -> Int {
    switch moves[Int(node.value)] {
    case .branch(let first, let count, _):
      if asksForTime {
        contact.stand(at: instant)
        contact.inputs.entered = .earliest
      }
      for index in 0..<count
      where holds(cases[first + index].when, row: contact.row, inputs: contact.inputs) {
        return index
      }
      return count
    case .split(let hash):
      guard case .split(let split) = graph[node].kind else { return -1 }
      let bucket = contact.withKey(contact.keyColumn(of: split, id: columns.id)) {
        hashes[hash].bucket(for: $0)
      }
      return split.variant(forBucket: bucket)
    case .email, .wait, .waitForEvent, .action, .exit, .complete: return -1
    }
  }
}

extension StepGraph {
  /// Whether a branch asks for more than the contact's columns.
  var asksForTime: Bool {
    nodes.contains { node in
      guard case .branch(let branch) = node.kind else { return false }
      return branch.cases.contains { $0.when.asksForTime }
    }
  }

  /// Whether a branch asks what was sent.
  var asksForSends: Bool {
    nodes.contains { node in
      guard case .branch(let branch) = node.kind else { return false }
      return branch.cases.contains { !$0.when.facts.isEmpty }
    }
  }
}

extension RuleExpression {
  /// Whether it asks for anything but columns: the instant, the zone, or what has happened.
  fileprivate var asksForTime: Bool {
    nodes.contains { node in
      switch node {
      case .literal, .column, .list, .not: false
      case .binary(let operation, _, _):
        switch operation {
        case .or, .and, .less, .lessOrEqual, .greater, .greaterOrEqual, .contains, .startsWith,
          .endsWith:
          false
        case .equal, .notEqual, .in, .notIn, .add, .subtract, .multiply, .divide: true
        }
      case .fact, .now, .today, .negate, .call: true
      }
    }
  }
}
