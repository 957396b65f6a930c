import CampaignGraph
import CivilTime
import LiquidTemplates

/// Takes one contact after another through a campaign, into rows and counts.
///
/// Holds what contacts do not share; the addresses and ids seen so far are handed in. One a worker.
struct ContactRunner: Sendable {
  var stepper: ContactStepper
  var rows: ManifestRows
  private(set) var timelines: [Timeline] = []
  private let graph: StepGraph
  private let choice: TimelineChoice
  private let launch: Instant
  private let columns: SpecialColumns
  private let database: ZoneDatabase
  private var zones: ZoneCache
  private let defaultZone: ZoneRules

  init(
    graph: StepGraph, digest: String, zones database: ZoneDatabase, options: RunOptions
  ) throws(RunFault) {
    let name = graph.zone.defaultZone
    guard let zone = database.zone(named: name) else {
      if let damage = database.damage(of: name) { throw .damagedZone(name, damage) }
      throw .unknownDefaultZone(name)
    }
    self.graph = graph
    self.database = database
    choice = options.timelines
    launch = options.launch
    columns = SpecialColumns(graph)
    stepper = ContactStepper(
      graph: graph, digest: digest, zones: database, zone: zone, options: options)
    rows = ManifestRows(
      graph: graph, digest: digest, zones: database, bodies: options.bodies)
    zones = ZoneCache(database)
    defaultZone = zone
  }

  /// What has been counted, with what lies after the as-of.
  var counts: RunCounts {
    var counts = rows.counts
    counts.add(scheduled: stepper.scheduled.counts)
    return counts
  }

  /// Runs the contact whose row, number and events lie in `stepper.contact`.
  mutating func run(addresses: inout AddressSet, ids: inout AddressSet) throws(RunFault) {
    rows.begin()
    rows.counts.records += 1
    if contactID.isEmpty {
      throw .noID(row: stepper.contact.number)
    }
    stepper.contact.checkAddress(columns.address)
    let zone = try settle()
    // The contact before has left its last instant here.
    stepper.contact.stand(at: launch)
    if !stepper.isWanted() {
      rows.counts.unwanted += 1
      if isChosen { tell { $0.leaveOut() } }
      return
    }
    switch zone {
    case .known: break
    case .fallback(.default, let isMissing):
      if isMissing { rows.counts.missingZones += 1 } else { rows.counts.unknownZones += 1 }
    case .fallback(.skip, let isMissing):
      if isMissing {
        rows.counts.missingZonesSkipped += 1
      } else {
        rows.counts.unknownZonesSkipped += 1
      }
      let (contact, name) = (stepper.contact, Array(zoneName))
      if isChosen {
        tell { $0.refuse(.zone, detail: name[...], contact: contact) }
      } else {
        rows.refuse(.zone, detail: name[...], contact: contact)
      }
      return
    case .fallback(.error, _):
      throw .zone(row: stepper.contact.number, name: Array(zoneName))
    }
    // Message ids and enrollments are told apart by it: senders would drop the second contact's mail.
    if !ids.insert(id: contactID) { throw .duplicateID(row: stepper.contact.number) }
    try checkAddress(&addresses)
    if wantsTimeline {
      var teller = TimelineTeller(rows, launch: launch, contact: stepper.contact)
      defer {
        rows = teller.rows
        timelines.append(teller.timeline)
      }
      try stepper.run(to: &teller)
    } else {
      try stepper.run(to: &rows)
    }
  }

  /// The same, with the bodies of one contact alone, whose row of one email is made in any case.
  mutating func run(
    _ composing: RunOptions.Composing, launch: Instant, _ composed: inout [UInt8]?,
    _ addresses: inout AddressSet, _ ids: inout AddressSet
  ) throws(RunFault) {
    let isWanted = contactID.elementsEqual(composing.contact)
    rows.bodies = isWanted ? .inline : .none
    guard isWanted, composed == nil else {
      return try run(addresses: &addresses, ids: &ids)
    }
    let row = stepper.contact.row
    try run(addresses: &addresses, ids: &ids)
    // Without what actions have done to it.
    stepper.contact.row = row
    composed = try compose(composing.node, at: launch)
  }

  /// The row of an email to the contact at hand, whatever speaks against it.
  mutating func compose(_ node: NodeIndex, at instant: Instant) throws(RunFault) -> [UInt8] {
    _ = try settle()
    stepper.contact.stand(at: instant)
    rows.begin()
    let (start, counts) = (rows.manifest.count, rows.counts)
    let message = DueMessage(
      node: node, sendAt: instant, timing: [], visit: 1, variant: nil, path: [node])
    _ = rows.send(
      message, cursor: Cursor(node: node, enrolledAt: instant), contact: stepper.contact)
    let row = Array(rows.manifest.slice(start..<rows.manifest.count))
    rows.manifest.truncate(to: start)
    rows.counts = counts
    return row
  }

  /// Looks no further than the last decision that the emails seen so far allow.
  mutating func lookAhead() {
    stepper.countsScheduled = false
    guard let horizon = rows.tally?.horizon(in: defaultZone) else { return }
    stepper.end = stepper.asOf.map { min($0, horizon) } ?? horizon
  }

  var contactID: ArraySlice<UInt8> {
    stepper.contact.row.text(stepper.contact.cell(columns.id))
  }

  private enum ZoneChoice {
    case known
    case fallback(ZonePolicy.Fallback, isMissing: Bool)
  }

  private var zoneName: ArraySlice<UInt8> {
    stepper.contact.row.text(stepper.contact.cell(graph.zone.column ?? -1))
  }

  /// Moves the contact to its zone, or to the default one for want of its own.
  ///
  /// A zone whose file is damaged is not unknown: its contacts would get their mail at wrong times, or none.
  private mutating func settle() throws(RunFault) -> ZoneChoice {
    guard graph.zone.column != nil else {
      stepper.contact.move(to: defaultZone)
      return .known
    }
    let name = zoneName
    if !name.isEmpty, let number = zones.index(of: name) {
      stepper.contact.move(to: zones.zones[number], number: number)
      return .known
    }
    let text = String(decoding: name, as: UTF8.self)
    if let damage = database.damage(of: text) { throw .damagedZone(text, damage) }
    stepper.contact.move(to: defaultZone)
    return name.isEmpty
      ? .fallback(graph.zone.onMissing, isMissing: true)
      : .fallback(graph.zone.onInvalid, isMissing: false)
  }

  /// Only contacts that are to be enrolled claim their address, and only one that can be mailed.
  private mutating func checkAddress(_ addresses: inout AddressSet) throws(RunFault) {
    stepper.contact.isDuplicate = false
    // What is no address reaches nobody, and is nobody's.
    guard graph.policies.duplicates != .allow, stepper.contact.addressFault == nil,
      !addresses.insert(stepper.contact.address(columns.address))
    else { return }
    if graph.policies.duplicates == .error {
      throw .duplicateAddress(row: stepper.contact.number)
    }
    stepper.contact.isDuplicate = true
  }

  private var wantsTimeline: Bool {
    if case .first(let count) = choice { return timelines.count < count }
    return isChosen
  }

  /// Whether the contact was asked for by its id: then also of one that is not enrolled is told.
  private var isChosen: Bool {
    guard case .contacts(let ids) = choice else { return false }
    return ids.contains { contactID.elementsEqual($0) }
  }

  /// Tells of a contact that is not enrolled.
  private mutating func tell(_ body: (inout TimelineTeller) -> Void) {
    var teller = TimelineTeller(rows, launch: launch, contact: stepper.contact)
    body(&teller)
    rows = teller.rows
    timelines.append(teller.timeline)
  }
}
