import CivilTime

extension RunCounts.Day {
  mutating func add(_ other: RunCounts.Day) {
    sends += other.sends
    skips += other.skips
  }
}

extension RunCounts.ZoneCount {
  fileprivate mutating func add(_ other: RunCounts.ZoneCount) {
    contacts += other.contacts
    sends += other.sends
    skips += other.skips
  }
}

/// Counts by day, without a hash for each message: days lie close together.
struct DayTable: Sendable {
  /// By days since `first`.
  private var near: [RunCounts.Day] = []
  private var first: Int32 = 0
  /// Days that are far from all others.
  private var far: [CivilDate: RunCounts.Day] = [:]

  /// Days before and after the first one seen that `near` may hold: some eleven years.
  private static let reach: Int32 = 4096

  mutating func add(_ day: RunCounts.Day, on date: CivilDate) {
    let index = Int(date.days) - Int(first)
    if index >= 0, index < near.count {
      near[index].add(day)
    } else {
      addElsewhere(day, on: date)
    }
  }

  private mutating func addElsewhere(_ day: RunCounts.Day, on date: CivilDate) {
    if near.isEmpty { first = date.days &- DayTable.reach }
    let index = Int(date.days) - Int(first)
    guard index >= 0, index < 2 * Int(DayTable.reach) else {
      far[date, default: RunCounts.Day()].add(day)
      return
    }
    near.append(
      contentsOf: repeatElement(RunCounts.Day(), count: index + 1 - near.count))
    near[index].add(day)
  }

  var days: [CivilDate: RunCounts.Day] {
    var days = far
    for (index, day) in near.enumerated() where day != RunCounts.Day() {
      days[CivilDate(days: first + Int32(index))] = day
    }
    return days
  }
}

extension DayTable: Equatable {
  static func == (a: DayTable, b: DayTable) -> Bool { a.days == b.days }
}

/// Counts by zone, without a hash for each contact: who counts knows its zones by number.
struct ZoneTable: Sendable {
  /// By number, the default zone (-1) first.
  private var numbered: [(name: String, count: RunCounts.ZoneCount)] = []
  private var named: [String: RunCounts.ZoneCount] = [:]

  mutating func add(_ count: RunCounts.ZoneCount, to zone: ZoneRules, number: Int) {
    let index = number + 1
    while numbered.count <= index { numbered.append(("", RunCounts.ZoneCount())) }
    if numbered[index].count.contacts == 0 { numbered[index].name = zone.name }
    numbered[index].count.add(count)
  }

  mutating func merge(_ other: ZoneTable) {
    for (name, count) in other.zones { named[name, default: RunCounts.ZoneCount()].add(count) }
  }

  var zones: [String: RunCounts.ZoneCount] {
    var zones = named
    for (name, count) in numbered where count.contacts > 0 {
      zones[name, default: RunCounts.ZoneCount()].add(count)
    }
    return zones
  }
}

extension ZoneTable: Equatable {
  static func == (a: ZoneTable, b: ZoneTable) -> Bool { a.zones == b.zones }
}
