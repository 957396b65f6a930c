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
    append(time, kind.offset, index(of: kind.abbreviation))
  }

  private mutating func append(_ time: Int64, _ offset: Int32, _ abbreviation: UInt8) {
    if offsets.last == offset, kinds.last == abbreviation { return }
    times.append(time)
    offsets.append(offset)
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
    let changes = footer.changes(of: summer, in: years)
    guard let first = changes.firstIndex(where: { $0.time > start }) else { return }
    times.reserveCapacity(times.count + changes.count)
    offsets.reserveCapacity(offsets.count + changes.count)
    kinds.reserveCapacity(kinds.count + changes.count)
    // The names in the order of their use, as the table has them.
    let firstKind = changes[first].isSummer ? summer.kind : footer.standard
    append(changes[first].time, firstKind)
    guard first + 1 < changes.count else { return extend(from: countInTable) }
    append(
      changes[first + 1].time, changes[first + 1].isSummer ? summer.kind : footer.standard)
    let summerName = index(of: summer.kind.abbreviation)
    let standardName = index(of: footer.standard.abbreviation)
    for change in changes[(first + 2)...] {
      append(
        change.time, change.isSummer ? summer.kind.offset : footer.standard.offset,
        change.isSummer ? summerName : standardName)
    }
    extend(from: countInTable)
  }

  /// Lets the rule repeat if it has been laid out for a whole cycle.
  private mutating func extend(from countInTable: Int) {
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
