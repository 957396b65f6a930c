/// The transitions of a zone while they are being gathered.
struct ZoneTimeline {
  /// An offset and what it is called.
  struct Kind: Hashable {
    let offset: Int32
    let abbreviation: String
  }

  private(set) var times: [Int64] = []
  /// One more than `times`.
  private(set) var offsets: [Int32] = []
  private(set) var kinds: [UInt8] = []
  private(set) var abbreviations: [String] = []
  private(set) var repeats = false

  init(_ kind: Kind) {
    offsets.append(kind.offset)
    kinds.append(index(of: kind.abbreviation))
  }

  init(offset: Int32, abbreviation: String) {
    self.init(Kind(offset: offset, abbreviation: abbreviation))
  }

  /// Appends a change of the clock; one that changes nothing is dropped.
  ///
  /// `time` must be later than all times before it.
  mutating func append(_ time: Int64, _ kind: Kind) {
    let abbreviation = index(of: kind.abbreviation)
    if offsets.last == kind.offset, kinds.last == abbreviation { return }
    times.append(time)
    offsets.append(kind.offset)
    kinds.append(abbreviation)
  }

  /// Lays a yearly rule out from the last transition over a little more than one Gregorian cycle.
  mutating func append(_ footer: ZoneFooter) {
    // Without summer time the last transition of the table holds for ever.
    guard let summer = footer.summer else { return }
    // Without a table the rule holds for all time; the cycle carries year 1 to every later year.
    let start = times.last ?? Instant.earliest.seconds
    let countInTable = times.count
    let firstYear = Instant(seconds: start).local(offset: 0).date.components.year
    let years = (firstYear - 1)...(firstYear + 402)
    for change in footer.changes(of: summer, in: years) where change.time > start {
      append(change.time, change.kind)
    }
    if times.count > countInTable, let last = times.last {
      repeats = last - times[countInTable] >= ZoneRules.cycle
    }
  }

  private mutating func index(of abbreviation: String) -> UInt8 {
    if let index = abbreviations.firstIndex(of: abbreviation) { return UInt8(clamping: index) }
    // At most 256 kinds come from a file and two from its rule; the last ones share a name.
    if abbreviations.count > 255 { return 255 }
    abbreviations.append(abbreviation)
    return UInt8(clamping: abbreviations.count - 1)
  }
}
