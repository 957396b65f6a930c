import CampaignGraph
import CivilTime

/// What a run, or a part of it, has counted. Parts are merged by addition.
package struct RunCounts: Sendable, Equatable {
  /// One local calendar day.
  package struct Day: Sendable, Equatable {
    package internal(set) var sends = 0
    package internal(set) var skips = 0
  }

  /// The contacts of one zone and their messages.
  package struct ZoneCount: Sendable, Equatable {
    package internal(set) var contacts = 0
    package internal(set) var sends = 0
    package internal(set) var skips = 0
  }

  /// One step of the graph.
  package struct StepCount: Sendable, Equatable {
    /// How often an email was sent.
    package internal(set) var sends = 0
    /// By `SkipReason.allCases`.
    package internal(set) var skips = [Int](repeating: 0, count: SkipReason.allCases.count)
    /// How often an action was done.
    package internal(set) var actions = 0
    /// Messages that lie after the as-of, and those of them that are left out.
    package internal(set) var scheduled = 0
    /// Links in messages sent that became `#`, because of the scheme that a value gave them.
    package internal(set) var replacedLinks = 0
    package internal(set) var scheduledSkips = 0
    /// Sent at the contact's best hour, or at the fallback time for want of one.
    package internal(set) var optimized = 0
    package internal(set) var fallback = 0
    /// Enrollments that wait here at the as-of.
    package internal(set) var waiting = Gathering()
    /// Messages that are held at the as-of until their instant comes.
    package internal(set) var held = Gathering()
    /// Enrollments that ended here by an exit step.
    package internal(set) var exits = 0
    /// Enrollments that wait here for the winner of a split.
    package internal(set) var awaiting = 0

    package var skipTotal: Int { skips.reduce(0, +) }
  }

  package internal(set) var records = 0
  /// Enrollments: a contact that enters again counts again.
  package internal(set) var enrolled = 0
  /// Those of them that are a contact's second or later.
  package internal(set) var reentries = 0
  package internal(set) var completed = 0
  package internal(set) var exited = 0
  /// Exits by the campaign's exit rule.
  package internal(set) var exitedByRule = 0
  /// Exits by `on_past: exit`.
  package internal(set) var exitedAsPast = 0
  package internal(set) var waiting = 0
  package internal(set) var failed = 0
  /// Rows for which `where` does not hold.
  package internal(set) var unwanted = 0
  /// Contacts whose trigger has not happened by the as-of; they have no row.
  package internal(set) var awaitingEntry = 0
  /// Contacts that are not enrolled for another reason; by `SkipReason.allCases`.
  package internal(set) var refused = [Int](repeating: 0, count: SkipReason.allCases.count)
  /// Enrolled in the default zone for want of a name.
  package internal(set) var missingZones = 0
  /// Enrolled in the default zone because the name is unknown.
  package internal(set) var unknownZones = 0
  /// Not enrolled for want of a zone's name.
  package internal(set) var missingZonesSkipped = 0
  /// Not enrolled because the name is unknown.
  package internal(set) var unknownZonesSkipped = 0
  /// Messages and actions that were not made for want of a value, under `on_missing: fail`.
  package internal(set) var missingValueFailures = 0
  /// By node.
  package internal(set) var steps: [StepCount]
  private var dayTable = DayTable()
  private var scheduledDayTable = DayTable()
  /// Rows by hour of the contacts' clocks, 0 to 23.
  package internal(set) var hours = [Day](repeating: Day(), count: 24)
  /// Local times that a clock change skips or repeats.
  package internal(set) var clockChanges = ClockChangeTable()
  /// Rows that say `skip` of the contact that is being run.
  private var openSkips = 0
  private var zoneTable = ZoneTable()
  /// By split and place among its variants: the messages sent after it.
  package internal(set) var variants: [SplitChoice: Int] = [:]
  package internal(set) var firstSend: Instant?
  package internal(set) var lastSend: Instant?
  /// Contacts that get at least one message.
  package internal(set) var recipients = 0
  /// When they get the first; empty unless a policy asks for it.
  package private(set) var reach = RecipientReach()
  /// Whether `reach` is wanted.
  var countsReach = false
  /// The first send of the enrollment that is being run.
  private var openSend: Instant?

  /// Messages at a local time that a clock change skips.
  package internal(set) var gaps = 0
  /// Messages at a local time that a clock change repeats.
  package internal(set) var overlaps = 0

  package init(nodes: Int) {
    steps = [StepCount](repeating: StepCount(), count: nodes)
  }

  /// Days on which nothing happens are left out.
  package var days: [CivilDate: Day] { dayTable.days }
  /// Those of messages that lie after the as-of.
  package var scheduledDays: [CivilDate: Day] { scheduledDayTable.days }
  package var zones: [String: ZoneCount] { zoneTable.zones }

  package var sends: Int { steps.reduce(0) { $0 + $1.sends } }

  /// Rows that say `skip`: messages and contacts.
  package var skips: Int {
    steps.reduce(0) { $0 + $1.skipTotal } + refused.reduce(0, +)
  }

  package var replacedLinks: Int { steps.reduce(0) { $0 + $1.replacedLinks } }
  package var scheduled: Int { steps.reduce(0) { $0 + $1.scheduled } }

  package var scheduledSkips: Int { steps.reduce(0) { $0 + $1.scheduledSkips } }

  package func skips(for reason: SkipReason) -> Int {
    steps.reduce(0) { $0 + $1.skips[reason.index] } + refused[reason.index]
  }

  /// Contacts that are not enrolled, for this reason.
  package func refusals(for reason: SkipReason) -> Int { refused[reason.index] }

  /// Whether the run must end with findings: an enrollment without end, a value missing under `fail`, a
  /// template that cannot be rendered for a contact.
  package var hasFailures: Bool {
    failed > 0 || missingValueFailures > 0 || skips(for: .notRendered) > 0
  }

  mutating func send(_ message: DueMessage, localDay: CivilDate, hour: Int, times: Int = 1) {
    steps[Int(message.node.value)].sends += times
    hours[hour].sends += times
    if message.timing.contains(.optimized) { steps[Int(message.node.value)].optimized += times }
    if message.timing.contains(.fallback) { steps[Int(message.node.value)].fallback += times }
    dayTable.add(Day(sends: times), on: localDay)
    if message.timing.contains(.gap) { gaps += times }
    if message.timing.contains(.overlap) { overlaps += times }
    if let variant = message.variant { variants[variant, default: 0] += times }
    firstSend = firstSend.map { min($0, message.sendAt) } ?? message.sendAt
    lastSend = lastSend.map { max($0, message.sendAt) } ?? message.sendAt
    if countsReach, openSend == nil { openSend = message.sendAt }
  }

  mutating func skip(
    _ message: DueMessage, _ reason: SkipReason, localDay: CivilDate, hour: Int, times: Int = 1
  ) {
    openSkips += times
    hours[hour].skips += times
    steps[Int(message.node.value)].skips[reason.index] += times
    dayTable.add(Day(skips: times), on: localDay)
  }

  mutating func refuse(_ reason: SkipReason) {
    refused[reason.index] += 1
  }

  mutating func act(_ action: NodeIndex) {
    steps[Int(action.value)].actions += 1
  }

  /// Counts an enrollment and how it stands at the end of the run.
  ///
  /// `number` is the zone's in the cache of the one who counts, -1 for the default zone.
  mutating func finish(_ cursor: borrowing Cursor, zone: ZoneRules, number: Int, times: Int = 1) {
    enrolled += times
    if cursor.entry > 1 { reentries += times }
    let sends = cursor.emailsSent
    zoneTable.add(
      ZoneCount(
        contacts: cursor.entry > 1 ? 0 : times, sends: sends * times, skips: openSkips), to: zone,
      number: number)
    openSkips = 0
    if let node = cursor.restingNode {
      steps[Int(node.value)].waiting.add(until: cursor.restsUntil, times)
    }
    for message in cursor.held {
      steps[Int(message.node.value)].held.add(until: message.sendAt, times)
    }
    switch cursor.status {
    case .running, .waiting, .awaitingEvent: waiting += times
    case .awaitingWinner:
      waiting += times
      steps[Int(cursor.node.value)].awaiting += times
    case .completed: completed += times
    case .failed: failed += times
    case .exited(let cause):
      exited += times
      switch cause {
      case .rule: exitedByRule += times
      case .past: exitedAsPast += times
      case .step(let node): steps[Int(node.value)].exits += times
      }
    }
    if sends > 0, cursor.earlierEmails == 0 {
      recipients += times
      if let openSend { reach.add(openSend) }
    }
    openSend = nil
  }
}

extension RunCounts {
  /// Takes what was counted beyond the as-of for what is scheduled.
  mutating func add(scheduled later: RunCounts) {
    for index in steps.indices where index < later.steps.count {
      steps[index].scheduled += later.steps[index].sends
      steps[index].scheduledSkips += later.steps[index].skipTotal
    }
    for (date, day) in later.days { scheduledDayTable.add(day, on: date) }
  }

  /// Adds the counts of another part of the same run.
  package mutating func merge(_ other: RunCounts) {
    records += other.records
    enrolled += other.enrolled
    reentries += other.reentries
    completed += other.completed
    exited += other.exited
    exitedByRule += other.exitedByRule
    exitedAsPast += other.exitedAsPast
    waiting += other.waiting
    failed += other.failed
    unwanted += other.unwanted
    awaitingEntry += other.awaitingEntry
    for index in refused.indices { refused[index] += other.refused[index] }
    missingZones += other.missingZones
    unknownZones += other.unknownZones
    missingZonesSkipped += other.missingZonesSkipped
    unknownZonesSkipped += other.unknownZonesSkipped
    missingValueFailures += other.missingValueFailures
    recipients += other.recipients
    reach.merge(other.reach)
    for hour in hours.indices { hours[hour].add(other.hours[hour]) }
    clockChanges.merge(other.clockChanges)
    for (date, day) in other.scheduledDays { scheduledDayTable.add(day, on: date) }
    gaps += other.gaps
    overlaps += other.overlaps
    for index in steps.indices where index < other.steps.count {
      steps[index].add(other.steps[index])
    }
    for (date, day) in other.days { dayTable.add(day, on: date) }
    zoneTable.merge(other.zoneTable)
    for (choice, count) in other.variants { variants[choice, default: 0] += count }
    firstSend = [firstSend, other.firstSend].compactMap { $0 }.min()
    lastSend = [lastSend, other.lastSend].compactMap { $0 }.max()
  }
}

extension RunCounts.StepCount {
  mutating func add(_ other: RunCounts.StepCount) {
    sends += other.sends
    for index in skips.indices { skips[index] += other.skips[index] }
    actions += other.actions
    scheduled += other.scheduled
    replacedLinks += other.replacedLinks
    scheduledSkips += other.scheduledSkips
    optimized += other.optimized
    fallback += other.fallback
    waiting.add(other.waiting)
    held.add(other.held)
    exits += other.exits
    awaiting += other.awaiting
  }
}
