import CampaignGraph
import CivilTime

/// A receiver that also counts how enrollments begin and end.
protocol RunReceiver: EffectReceiver {
  mutating func finish(_ cursor: borrowing Cursor, _ contact: borrowing Contact)

  /// A contact that is not enrolled.
  mutating func refuse(
    _ reason: SkipReason, detail: ArraySlice<UInt8>, contact: borrowing Contact)
}

extension ManifestRows: RunReceiver {}

/// Enrolls one contact after another and advances it to the as-of, in the same memory.
struct ContactStepper: Sendable {
  var contact: Contact
  private(set) var scheduled: ScheduledCounter
  private let machine: StepMachine
  private let asOf: Instant?
  private var cursor: Cursor

  init(graph: StepGraph, zone: ZoneRules, options: RunOptions) {
    machine = StepMachine(graph: graph, launch: options.launch, limits: options.limits)
    asOf = options.asOf
    contact = Contact(zone: zone)
    cursor = Cursor(node: graph.start, enrolledAt: options.launch)
    scheduled = ScheduledCounter(nodes: graph.nodes.count)
  }

  mutating func isWanted() -> Bool {
    machine.isWanted(&contact)
  }

  mutating func run<Receiver: RunReceiver>(to receiver: inout Receiver) throws(RunFault) {
    guard machine.enroll(&cursor, contact: contact, to: &receiver) else {
      receiver.refuse(.noEntryTime, detail: [], contact: contact)
      return
    }
    machine.advance(&cursor, contact: &contact, through: asOf, to: &receiver)
    if case .failed(.past(let node)) = cursor.status {
      throw .past(row: contact.number, step: node.map { machine.graph[$0].id })
    }
    receiver.finish(cursor, contact)
    if asOf != nil, cursor.status.isActive || !cursor.held.isEmpty {
      var future = cursor
      machine.advance(&future, contact: &contact, through: nil, to: &scheduled)
    }
  }
}

/// Counts the messages that lie after the as-of, without composing them.
struct ScheduledCounter: EffectReceiver, Sendable {
  private(set) var byNode: [Int]

  init(nodes: Int) {
    byNode = [Int](repeating: 0, count: nodes)
  }

  mutating func send(
    _ message: DueMessage, cursor: borrowing Cursor, contact: borrowing Contact
  ) -> SkipReason? {
    byNode[Int(message.node.value)] += 1
    return nil
  }

  mutating func skip(
    _ message: DueMessage, reason: SkipReason, cursor: borrowing Cursor,
    contact: borrowing Contact
  ) {}

  mutating func act(
    _ action: NodeIndex, at instant: Instant, cursor: borrowing Cursor,
    contact: borrowing Contact
  ) {}
}
