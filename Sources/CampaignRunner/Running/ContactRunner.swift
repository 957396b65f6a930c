import CampaignGraph
import CivilTime
import LiquidTemplates

/// Takes one contact after another through a campaign, into rows and counts.
///
/// Holds what contacts do not share; what they do is settled between two halves, by `ContactClaims`. One a
/// worker.
struct ContactRunner: Sendable {
  var stepper: ContactStepper
  var rows: ManifestRows
  var timelines: [Timeline] = []
  /// The mail that is wanted in any case, once its contact has come.
  var composed: [UInt8]?
  /// The contacts of the engagement source that have come up.
  var seen: SeenContacts
  private let graph: StepGraph
  private let choice: TimelineChoice
  private let composing: RunOptions.Composing?
  let launch: Instant
  let columns: SpecialColumns
  var traces = EnrollmentTraces()
  /// The messages that the contact at hand has had by them.
  var passed: [Int32] = []
  /// The contact at hand has been moved to its zone; only told of those that go by traces.
  var isSettled = false
  /// Whether contacts of this run may go by traces at all.
  private let usesTraces: Bool
  private let duplicates: Policies.Duplicates
  let remembersSends: Bool
  private let database: ZoneDatabase
  private var zones: ZoneCache
  private let defaultZone: ZoneRules
  private let blueprint: Blueprint

  /// What a runner is made from.
  private struct Blueprint: Sendable {
    let digest: String
    let options: RunOptions
    let engagement: EngagementCounts
  }

  init(
    graph: StepGraph, digest: String, zones database: ZoneDatabase, options: RunOptions,
    engagement: EngagementCounts = EngagementCounts()
  ) throws(RunFault) {
    let name = graph.zone.defaultZone
    guard let zone = database.zone(named: name)?.copy() else {
      if let damage = database.damage(of: name) { throw .damagedZone(name, damage) }
      throw .unknownDefaultZone(name)
    }
    self.graph = graph
    self.database = database
    choice = options.timelines
    composing = options.composing
    seen = SeenContacts(count: engagement.contacts)
    launch = options.launch
    columns = SpecialColumns(graph)
    stepper = ContactStepper(
      graph: graph, digest: digest, zones: database, zone: zone, options: options)
    duplicates = graph.policies.duplicates
    usesTraces = EnrollmentTraces.isFit(graph, options)
    remembersSends = graph.asksForSends
    rows = ManifestRows(
      graph: graph, digest: digest, zones: database, bodies: options.bodies)
    zones = ZoneCache(database)
    defaultZone = zone
    blueprint = Blueprint(digest: digest, options: options, engagement: engagement)
  }

  /// A runner for another worker of the same run, which shares nothing with this one that is counted for each
  /// contact: a count that two threads change travels between their caches.
  func another() throws(RunFault) -> ContactRunner {
    var other = try ContactRunner(
      graph: graph, digest: blueprint.digest, zones: database, options: blueprint.options,
      engagement: blueprint.engagement)
    other.rows.tally = rows.tally
    return other
  }

  /// What has been counted, with what lies after the as-of.
  var counts: RunCounts {
    var counts = rows.counts
    traces.add(to: &counts)
    counts.add(scheduled: stepper.scheduled.counts)
    return counts
  }

  /// The first half of a contact's run: what can be said of it without the contacts before it.
  mutating func prepare(
    _ prepared: inout PreparedContact, engagement: some EngagementSource
  ) throws(RunFault) {
    swap(&stepper.contact.row, &prepared.row)
    defer { swap(&stepper.contact.row, &prepared.row) }
    stepper.contact.number = prepared.number
    guard case .text = stepper.contact.cell(columns.id) else {
      throw .noID(row: prepared.number)
    }
    stepper.contact.checkAddress(columns.address)
    prepared.addressFault = stepper.contact.addressFault
    let (zone, number) = try chooseZone()
    if graph.enrollment.condition != nil {
      settle(number, at: launch)
      loadEngagement(from: engagement)
      guard stepper.isWanted() else {
        prepared.standing = .unwanted
        return
      }
    }
    switch zone {
    case .known, .fallback(.default, _): break
    case .fallback(.skip, _):
      prepared.standing = .refused
      return
    case .fallback(.error, _):
      throw .zone(row: prepared.number, name: Array(zoneName))
    }
    prepared.id = stepper.contact.row.withText(stepper.contact.cell(columns.id)) {
      SipHash128($0)
    }
    // What is no address reaches nobody, and is nobody's.
    if duplicates != .allow, stepper.contact.addressFault == nil {
      prepared.address = stepper.contact.withAddress(columns.address) {
        AddressSet.key(ofAddress: $0)
      }
    }
    swap(&prepared.normalAddress, &stepper.contact.normalAddress)
  }

  /// The second half, once it is known what earlier contacts have taken.
  mutating func run(
    _ prepared: inout PreparedContact, engagement: some EngagementSource
  ) throws(RunFault) {
    swap(&stepper.contact.row, &prepared.row)
    swap(&stepper.contact.normalAddress, &prepared.normalAddress)
    defer {
      swap(&stepper.contact.row, &prepared.row)
      swap(&stepper.contact.normalAddress, &prepared.normalAddress)
    }
    stepper.contact.number = prepared.number
    stepper.contact.addressFault = prepared.addressFault
    stepper.contact.isDuplicate = prepared.isDuplicate
    if rows.tally != nil { lookAhead() }
    loadEngagement(from: engagement)
    if !engagement.isEmpty, let number = engagement.number(of: contactID) { seen.insert(number) }
    guard let composing else { return try run(prepared.standing, isTold: prepared.isTold) }
    let isWanted = contactID.elementsEqual(composing.contact)
    rows.bodies = isWanted ? .inline : .none
    // Without what actions will do to it.
    let row = isWanted && composed == nil ? stepper.contact.row : nil
    try run(prepared.standing, isTold: prepared.isTold)
    guard let row else { return }
    stepper.contact.row = row
    composed = try compose(composing.node, at: launch)
  }

  private mutating func run(
    _ standing: PreparedContact.Standing, isTold: Bool
  ) throws(RunFault) {
    rows.begin()
    rows.counts.records += 1
    let (zone, number) = try chooseZone()
    if case .wanted = standing, case .known = zone, usesTraces, !isTold, isPlain, !isChosen {
      return try runByTraces(inZone: number)
    }
    // The contact before has left its last instant here.
    settle(number, at: launch)
    switch standing {
    case .rejected: return
    case .unwanted:
      rows.counts.unwanted += 1
      if isChosen { tell { $0.leaveOut() } }
      return
    case .refused:
      refuse(zone)
      return
    case .wanted: break
    }
    if case .fallback(_, let isMissing) = zone {
      if isMissing { rows.counts.missingZones += 1 } else { rows.counts.unknownZones += 1 }
    }
    if isTold || isChosen {
      var teller = TimelineTeller(rows, launch: launch, contact: stepper.contact)
      defer {
        rows = teller.rows
        timelines.append(teller.timeline)
      }
      try stepper.run(to: &teller)
    } else if usesTraces, isPlain {
      try runByTraces(inZone: number)
    } else {
      try stepper.run(to: &rows)
    }
  }

  private mutating func refuse(_ zone: ZoneChoice) {
    if case .fallback(_, let isMissing) = zone, isMissing {
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
  }

  private mutating func loadEngagement(from source: some EngagementSource) {
    if !stepper.contact.inputs.engagement.isEmpty {
      stepper.contact.inputs.engagement.removeAll()
    }
    if source.isEmpty { return }
    source.load(contactID, into: &stepper.contact.inputs.engagement)
  }

  /// The row of an email to the contact at hand, whatever speaks against it.
  mutating func compose(_ node: NodeIndex, at instant: Instant) throws(RunFault) -> [UInt8] {
    settle(try chooseZone().number, at: instant)
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
  private mutating func lookAhead() {
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

  /// The zone of the contact as the cache numbers it, or the default one (-1) for want of its own.
  ///
  /// A zone whose file is damaged is not unknown: its contacts would get their mail at wrong times, or none.
  private mutating func chooseZone() throws(RunFault) -> (zone: ZoneChoice, number: Int) {
    guard let column = graph.zone.column else { return (.known, -1) }
    let cell = stepper.contact.cell(column)
    if let number = ContactRunner.zone(of: stepper.contact.row, cell, in: &zones) {
      return (.known, number)
    }
    let name = zoneName
    let text = String(decoding: name, as: UTF8.self)
    if let damage = database.damage(of: text) { throw .damagedZone(text, damage) }
    return name.isEmpty
      ? (.fallback(graph.zone.onMissing, isMissing: true), -1)
      : (.fallback(graph.zone.onInvalid, isMissing: false), -1)
  }

  private static func zone(
    of row: borrowing ContactRow, _ cell: Cell, in zones: inout ZoneCache
  ) -> Int? {
    row.withText(cell) { $0.isEmpty ? nil : zones.index(of: $0) }
  }

  /// Moves the contact to a zone by its number.
  mutating func settle(_ number: Int, at instant: Instant) {
    if number >= 0, number < zones.zones.count {
      stepper.contact.move(to: zones.zones[number], number: number, at: instant)
    } else {
      stepper.contact.move(to: defaultZone, at: instant)
    }
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
