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
  private let columns: SpecialColumns
  private var zones: ZoneCache
  private let defaultZone: ZoneRules

  init(
    graph: StepGraph, digest: String, zones database: ZoneDatabase, options: RunOptions
  ) throws(RunFault) {
    guard let zone = database.zone(named: graph.zone.defaultZone) else {
      throw .unknownDefaultZone(graph.zone.defaultZone)
    }
    self.graph = graph
    choice = options.timelines
    columns = SpecialColumns(graph)
    stepper = ContactStepper(graph: graph, zone: zone, options: options)
    rows = ManifestRows(graph: graph, digest: digest, bodies: options.bodies)
    zones = ZoneCache(database)
    defaultZone = zone
  }

  /// What has been counted, with what lies after the as-of.
  var counts: RunCounts {
    var counts = rows.counts
    for (node, scheduled) in stepper.scheduled.byNode.enumerated() {
      counts.steps[node].scheduled += scheduled
    }
    return counts
  }

  /// Runs the contact whose row, number and events lie in `stepper.contact`.
  mutating func run(addresses: inout AddressSet, ids: inout AddressSet) throws(RunFault) {
    rows.begin()
    rows.counts.records += 1
    if contactID.isEmpty {
      throw .noID(row: stepper.contact.number)
    }
    let zone = settle()
    if !stepper.isWanted() {
      rows.counts.unwanted += 1
      return
    }
    switch zone {
    case .known: break
    case .fallback(.default, let isMissing):
      if isMissing { rows.counts.missingZones += 1 } else { rows.counts.unknownZones += 1 }
    case .fallback(.skip, _):
      rows.refuse(.zone, detail: zoneName, contact: stepper.contact)
      return
    case .fallback(.error, _):
      throw .zone(row: stepper.contact.number, name: Array(zoneName))
    }
    // Message ids and enrollments are told apart by it: senders would drop the second contact's mail.
    if !ids.insert(id: contactID) { throw .duplicateID(row: stepper.contact.number) }
    try checkAddress(&addresses)
    if wantsTimeline {
      var teller = TimelineTeller(
        rows: rows, timeline: Timeline(stepper.contact, id: columns.id),
        zone: stepper.contact.zone)
      defer {
        rows = teller.rows
        timelines.append(teller.timeline)
      }
      try stepper.run(to: &teller)
    } else {
      try stepper.run(to: &rows)
    }
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
  private mutating func settle() -> ZoneChoice {
    guard graph.zone.column != nil else {
      stepper.contact.move(to: defaultZone)
      return .known
    }
    let name = zoneName
    if !name.isEmpty, let number = zones.index(of: name) {
      stepper.contact.move(to: zones.zones[number], number: number)
      return .known
    }
    stepper.contact.move(to: defaultZone)
    return name.isEmpty
      ? .fallback(graph.zone.onMissing, isMissing: true)
      : .fallback(graph.zone.onInvalid, isMissing: false)
  }

  /// Only contacts that are to be enrolled claim their address.
  private mutating func checkAddress(_ addresses: inout AddressSet) throws(RunFault) {
    stepper.contact.isDuplicate = false
    let address = stepper.contact.row.text(stepper.contact.cell(columns.address))
    guard graph.policies.duplicates != .allow, !address.isEmpty, !addresses.insert(address)
    else { return }
    if graph.policies.duplicates == .error {
      throw .duplicateAddress(row: stepper.contact.number)
    }
    stepper.contact.isDuplicate = true
  }

  private var wantsTimeline: Bool {
    switch choice {
    case .first(let count): timelines.count < count
    case .contacts(let ids):
      ids.contains { contactID.elementsEqual($0) }
    }
  }
}
