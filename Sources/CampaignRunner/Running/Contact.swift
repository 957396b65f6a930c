import CampaignGraph
import CivilTime
import LiquidTemplates

/// One contact as a step machine sees it. Made to be used again, so that a warm contact allocates nothing.
package struct Contact: Sendable {
  package var row = ContactRow()
  /// The record of the CSV file; the header is 1.
  package var number = 0
  /// The contact's zone and engagement, and the instant at which rules are asked.
  package var inputs: RuleInputs
  /// What the contact's clock is ahead of UTC at `inputs.now`, in seconds.
  private var offset: Int32
  /// The number of the zone in its worker's cache; -1 for the default zone.
  var zoneNumber = -1
  /// What `addressFault` says of the row's address, as `StepMachine` keeps it.
  var addressFault: AddressFault?
  /// The address in its one spelling; empty if the row has it so.
  var normalAddress: [UInt8] = []
  /// An earlier contact has the same address, and duplicates are to be skipped.
  package var isDuplicate = false
  /// Marketing emails that went out to the contact before this run, which caps and gaps count; ascending.
  package var earlierSends: [Instant] = []

  package init(zone: ZoneRules) {
    inputs = RuleInputs(
      now: Instant(seconds: 0), zone: zone, engagement: EngagementHistory())
    offset = zone.offset(at: Instant(seconds: 0))
  }

  var zone: ZoneRules { inputs.zone }

  /// The cell of a column; null beyond the row's end.
  func cell(_ column: Int) -> Cell {
    column >= 0 && column < row.cells.count ? row.cells[column] : .null
  }

  /// To be done whenever the row may have changed.
  mutating func checkAddress(_ column: Int) {
    var normal: [UInt8] = []
    swap(&normal, &normalAddress)
    addressFault = row.withText(cell(column)) {
      CampaignGraph.checkAddress($0, normal: &normal)
    }
    swap(&normal, &normalAddress)
  }

  /// Where mail goes: the address in its one spelling, or as the row has it if it is none.
  func address(_ column: Int) -> ArraySlice<UInt8> {
    normalAddress.isEmpty ? row.text(cell(column)) : normalAddress[...]
  }

  /// Lends the same bytes.
  @inline(__always)
  func withAddress<Result>(
    _ column: Int, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    normalAddress.isEmpty
      ? row.withText(cell(column), body) : normalAddress.withUnsafeBytes(body)
  }

  /// Moves the instant at which rules are asked.
  mutating func stand(at instant: Instant) {
    guard inputs.now != instant else { return }
    inputs.now = instant
    readClock()
  }

  /// Lives in another zone from here on.
  package mutating func move(to zone: ZoneRules, number: Int = -1) {
    zoneNumber = number
    guard inputs.zone !== zone else { return }
    inputs.zone = zone
    readClock()
  }

  /// Lives in another zone, and stands at another instant.
  mutating func move(to zone: ZoneRules, number: Int = -1, at instant: Instant) {
    zoneNumber = number
    if inputs.zone === zone, inputs.now == instant { return }
    inputs.zone = zone
    inputs.now = instant
    readClock()
  }

  private mutating func readClock() {
    offset = inputs.zone.offset(at: inputs.now)
    inputs.today = inputs.now.local(offset: offset).date
  }

  /// What the contact's clock is ahead of UTC, in seconds.
  func offset(at instant: Instant) -> Int32 {
    instant == inputs.now ? offset : inputs.zone.offset(at: instant)
  }

  func localDay(of instant: Instant) -> CivilDate {
    instant == inputs.now ? inputs.today : inputs.zone.local(instant).date
  }
}
