import CampaignGraph
import CivilTime
import LiquidTemplates

/// A receiver that also counts how enrollments begin and end.
protocol RunReceiver: EffectReceiver {
  mutating func finish(_ cursor: borrowing Cursor, _ contact: borrowing Contact)

  /// A contact that is not enrolled.
  mutating func refuse(
    _ reason: SkipReason, detail: ArraySlice<UInt8>, contact: borrowing Contact)

  /// A contact that may still be enrolled after the as-of; it has no row.
  mutating func expect(_ contact: borrowing Contact)
}

extension ManifestRows: RunReceiver {}

/// Enrolls one contact after another and advances it to the as-of, in the same memory.
struct ContactStepper: Sendable {
  var contact: Contact
  private(set) var scheduled: ScheduledCounter
  let machine: StepMachine
  let asOf: Instant?
  /// How far enrollments are advanced: the as-of, unless less is wanted.
  var end: Instant?
  /// Whether what lies after the as-of is counted.
  var countsScheduled = true
  private let mayReenter: Bool
  private var cursor: Cursor

  init(
    graph: StepGraph, digest: String, zones: ZoneDatabase, zone: ZoneRules, options: RunOptions
  ) {
    machine = StepMachine(
      graph: graph, launch: options.launch, limits: options.limits,
      decisions: options.decisions, assumed: options.assumed)
    asOf = options.asOf
    end = options.asOf
    mayReenter = graph.enrollment.reentry != .never
    contact = Contact(zone: zone)
    cursor = Cursor(node: graph.start, enrolledAt: options.launch)
    scheduled = ScheduledCounter(
      graph: graph, digest: digest, zones: zones, options: options)
  }

  mutating func isWanted() -> Bool {
    machine.isWanted(&contact)
  }

  mutating func run<Receiver: RunReceiver>(to receiver: inout Receiver) throws(RunFault) {
    // What the actions of an enrollment do to the row ends with it.
    let cells = mayReenter ? contact.row.cells : []
    guard machine.enroll(&cursor, contact: contact, through: end, to: &receiver) else {
      if mayEnterLater {
        receiver.expect(contact)
      } else {
        receiver.refuse(.noEntryTime, detail: [], contact: contact)
      }
      return
    }
    try runEnrollment(to: &receiver)
    while mayReenter {
      contact.row.cells = cells
      guard machine.reenroll(&cursor, contact: contact, through: end, to: &receiver) else {
        return
      }
      try runEnrollment(to: &receiver)
    }
  }

  /// Whether an event that comes after the as-of could enroll the contact: a row that says no would have
  /// to be taken back.
  private var mayEnterLater: Bool {
    if case .event = machine.graph.enrollment.start { asOf != nil } else { false }
  }

  private mutating func runEnrollment<Receiver: RunReceiver>(
    to receiver: inout Receiver
  ) throws(RunFault) {
    machine.advance(
      &cursor, contact: &contact, through: end, isAddressKnown: !mayReenter, to: &receiver)
    if case .failed(.past(let node)) = cursor.status {
      throw .past(row: contact.number, step: node.map { machine.graph[$0].id })
    }
    receiver.finish(cursor, contact)
    if asOf != nil, countsScheduled, cursor.status.isActive || !cursor.held.isEmpty {
      var future = cursor
      scheduled.begin()
      machine.advance(&future, contact: &contact, through: scheduled.horizon, to: &scheduled)
    }
  }
}
