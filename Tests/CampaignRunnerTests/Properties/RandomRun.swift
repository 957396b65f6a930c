import CampaignGraph
import CampaignRunner
import CivilTime
import JSONText
import LiquidTemplates

/// A generated case with its graph, and what can be asked of its runs.
struct RandomRun {
  private(set) var generated: GeneratedCase
  let graph: StepGraph
  /// To the end of the campaign, without stories.
  private(set) var whole: Output

  init(_ generated: GeneratedCase, _ graph: StepGraph) throws {
    self.generated = generated
    self.graph = graph
    whole = Output()
    whole = try run()
  }

  /// The same campaign with other contacts and events, of whom nothing is assumed.
  func with(contacts: [[String]], events: [GeneratedEvent], launch: Instant) -> RandomRun {
    var other = self
    other.generated.launch = launch
    other.generated.contacts = contacts
    other.generated.events = events
    other.generated.assumed = "none"
    return other
  }

  /// Small, so that campaigns that go on for ever end soon.
  static let limits: StepMachine.Limits = {
    var limits = StepMachine.Limits()
    limits.steps = 300
    return limits
  }()

  struct Output {
    var result: RunResult?
    var manifest: [JSONValue] = []
    var lines: [String] = []
    var actions: [String] = []

    var counts: RunCounts { result?.summary.counts ?? RunCounts(nodes: 0) }
  }

  func run(
    asOf: Instant? = nil, events: [GeneratedEvent]? = nil, contacts: [[String]]? = nil,
    timelines: TimelineChoice = .first(0), bodies: BodyOutput = .none
  ) throws -> Output {
    var subject = generated
    if let events { subject.events = events }
    if let contacts { subject.contacts = contacts }
    var options = RunOptions(launch: generated.launch, asOf: asOf)
    options.limits = RandomRun.limits
    options.timelines = timelines
    options.bodies = bodies
    options.assumed = try AssumedEngagement(generated.assumed)
    options.decisions = try decisions(subject, options)
    var reader = subject.reader(graph)
    var sink = Lines()
    let result = try runCampaign(
      graph, digest: "sha256:0", contacts: &reader, engagement: subject.engagement(graph),
      zones: zones, options: options, to: &sink)
    let lines = sink.manifest.split(separator: 0x0A).map { Array($0) }
    return Output(
      result: result, manifest: try lines.map { try parseJSON($0) },
      lines: lines.map { String(decoding: $0, as: UTF8.self) },
      actions: sink.actions.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) })
  }

  private func decisions(
    _ subject: GeneratedCase, _ options: RunOptions
  ) throws -> [SplitDecision] {
    if graph.winnerSplits.isEmpty { return [] }
    return try decideWinners(
      graph, digest: "sha256:0", engagement: subject.engagement(graph), zones: zones,
      options: options
    ) { subject.reader(graph) }
  }

  /// The machine of the whole run.
  func machine(through end: Instant?) throws -> StepMachine {
    var options = RunOptions(launch: generated.launch, asOf: end)
    options.limits = RandomRun.limits
    options.assumed = try AssumedEngagement(generated.assumed)
    return StepMachine(
      graph: graph, launch: generated.launch, limits: RandomRun.limits,
      decisions: try decisions(generated, options), assumed: options.assumed)
  }

  var mayReenter: Bool { graph.enrollment.reentry != .never }

  /// The contacts as a machine takes them, each with the zone it lives in.
  func people() throws -> [Contact] {
    var reader = generated.reader(graph)
    var people: [Contact] = []
    var row = ContactRow()
    while let number = try reader.nextContact(into: &row) {
      let name = graph.zone.column.map { row.text(row.cells[$0]) } ?? []
      let zone =
        zones.zone(named: String(decoding: name, as: UTF8.self))
        ?? zones.zone(named: graph.zone.defaultZone)
      guard let zone else { continue }
      var contact = Contact(zone: zone)
      contact.row = row
      contact.number = number
      let id = row.text(row.cells[graph.segment.index(of: .id) ?? 0])
      generated.engagement(graph).load(id, into: &contact.inputs.engagement)
      people.append(contact)
    }
    return people
  }
}

extension RandomRun {
  /// Invariant 6: one advance to T, or many smaller ones, with contacts read anew in between.
  func chunksAgree() throws -> String? {
    var chance = Chance(seed: generated.seed &* 31)
    let end = generated.asOf
    let machine = try machine(through: end)
    for person in try people() {
      var wanted = person
      guard machine.isWanted(&wanted) else { continue }
      var whole = EffectLog()
      var cursor = Cursor(node: graph.start, enrolledAt: generated.launch)
      var once = person
      guard machine.enroll(&cursor, contact: once, through: end, to: &whole) else { continue }
      var other = cursor
      machine.advance(&cursor, contact: &once, through: end, to: &whole)
      reenter(&cursor, &once, person, machine, through: end, &whole)

      var parts = EffectLog()
      var same = person
      _ = machine.enroll(&other, contact: same, through: end, to: &parts)
      var now = generated.launch.adding(seconds: -Int64(chance.below(20 * 86_400)))
      for _ in 0..<chance.below(40) {
        now = now.adding(seconds: Int64(chance.below(chance.below(3) == 0 ? 7200 : 4 * 86_400)))
        if let end, now >= end { break }
        if chance.below(2) == 0 { same = person }
        machine.advance(&other, contact: &same, through: now, to: &parts)
        reenter(&other, &same, person, machine, through: now, &parts)
      }
      machine.advance(&other, contact: &same, through: end, to: &parts)
      reenter(&other, &same, person, machine, through: end, &parts)
      if whole.effects != parts.effects {
        let index = zip(whole.effects, parts.effects).prefix { $0 == $1 }.count
        return "contact \(person.number), effect \(index): in one go \(effect(whole, index)), "
          + "in parts \(effect(parts, index))"
      }
      if cursor != other { return "contact \(person.number): cursors differ" }
    }
    return nil
  }

  /// Lets a contact enter again and again, as a run does.
  private func reenter(
    _ cursor: inout Cursor, _ contact: inout Contact, _ person: Contact, _ machine: StepMachine,
    through end: Instant?, _ log: inout EffectLog
  ) {
    while mayReenter {
      contact = person
      guard machine.reenroll(&cursor, contact: contact, through: end, to: &log) else { return }
      machine.advance(&cursor, contact: &contact, through: end, to: &log)
    }
  }

  private func effect(_ log: EffectLog, _ index: Int) -> String {
    index < log.effects.count ? "\(log.effects[index])" : "nothing"
  }

  /// Not before the launch, inside the window, in order, and every id once.
  func sendsLieWhereTheyMay() throws -> String? {
    let output = whole
    var ids: Set<String> = []
    var last: (contact: String, at: String) = ("", "")
    for row in output.manifest {
      guard let id = row["messageId"]?.stringValue else { continue }
      if !ids.insert(id).inserted { return "\(id) appears twice" }
      guard let at = row["sendAt"]?.stringValue, let step = row["step"]?.stringValue,
        let contact = row["contact"]?.stringValue, let name = row["timezone"]?.stringValue,
        let zone = zones.zone(named: name), case .instant(let instant) = WrittenTimestamp(at)
      else { return "\(id) has no place or time" }
      let isSend = row["outcome"]?.stringValue == "send"
      if isSend, instant < generated.launch { return "\(id) is sent at \(at), before the launch" }
      if contact == last.contact, at < last.at { return "\(id) at \(at) comes after \(last.at)" }
      last = (contact, at)
      guard isSend, let node = graph.index(ofStep: step),
        case .email(let email, _) = graph[node].kind, email.category == .marketing,
        let window = email.send.window
      else { continue }
      if !window.hours.contains(zone.local(instant)) {
        return "\(id) is sent at \(zone.local(instant)) in \(name), outside of its window"
      }
    }
    return nil
  }

  func countsAddUp() throws -> String? {
    for output in [whole, try run(asOf: generated.asOf)] {
      guard let summary = output.result?.summary, summary.addsUp else {
        return "the counts of the summary do not add up"
      }
      if let fault = sums(output, summary.json(.init(toolVersion: "0"))) { return fault }
    }
    return nil
  }

  private func sums(_ output: Output, _ summary: JSONValue) -> String? {
    func number(_ path: String...) -> Int {
      var value: JSONValue? = summary
      for name in path { value = value?[name] }
      if case .integer(let number) = value { return Int(number) }
      return -1
    }
    func total(_ list: String, _ member: String) -> Int {
      guard case .array(let items) = summary[list] else { return -1 }
      return items.reduce(0) { sum, item in
        if case .integer(let number) = item[member] { sum + Int(number) } else { sum }
      }
    }
    let enrolled = number("contacts", "enrolled")
    let states = ["completed", "exited", "waiting", "failed"].map { number("contacts", $0) }
    if enrolled != states.reduce(0, +) { return "enrolled \(enrolled), but \(states)" }
    let sends = output.manifest.count { $0["outcome"]?.stringValue == "send" }
    let skips = output.manifest.count - sends
    if number("messages", "sends") != sends { return "sends of the summary are not \(sends)" }
    if number("messages", "skips") != skips { return "skips of the summary are not \(skips)" }
    if total("steps", "sends") != sends { return "sends by step are not \(sends)" }
    let refused = output.manifest.count { $0["messageId"] == .null }
    if total("steps", "skips") != skips - refused {
      return "skips by step are not \(skips - refused)"
    }
    if total("days", "sends") != sends { return "sends by day are not \(sends)" }
    if total("days", "skips") != skips - refused {
      return "skips by day are not \(skips - refused)"
    }
    if total("hours", "sends") != sends { return "sends by hour are not \(sends)" }
    if total("hours", "skips") != skips - refused {
      return "skips by hour are not \(skips - refused)"
    }
    if total("zones", "skips") != skips - refused {
      return "skips by zone are not \(skips - refused)"
    }
    if total("waiting", "contacts") != states[2] {
      return "contacts that wait are not \(states[2])"
    }
    if total("scheduledDays", "sends") != number("messages", "scheduled") {
      return "scheduled messages by day are not \(number("messages", "scheduled"))"
    }
    if total("zones", "sends") != sends { return "sends by zone are not \(sends)" }
    if total("zones", "contacts") != enrolled - output.counts.reentries {
      return "contacts by zone are not \(enrolled)"
    }
    return nil
  }

  func eventsMayBeShuffled() throws -> String? {
    var chance = Chance(seed: generated.seed &* 17)
    for _ in 0..<3 {
      var events = generated.events
      for index in events.indices.reversed() { events.swapAt(index, chance.below(index + 1)) }
      let other = try run(events: events)
      if whole.lines != other.lines { return "another order of the events gives other rows" }
      if whole.actions != other.actions { return "another order of the events gives other actions" }
    }
    return nil
  }

  func contactsAreIndependent() throws -> String? {
    // A winner is chosen by everybody.
    guard graph.winnerSplits.isEmpty else { return nil }
    var stranger = generated.contacts[0]
    stranger[0] = "stranger"
    stranger[1] = "stranger@b.example"
    let other = try run(contacts: generated.contacts + [stranger])
    let rows = other.lines.filter { !$0.contains("\"contact\":\"stranger\"") }
    if rows != whole.lines { return "another contact changes the rows of the others" }
    let actions = other.actions.filter { !$0.contains("\"contact\":\"stranger\"") }
    return actions == whole.actions ? nil : "another contact changes the actions of the others"
  }
}

extension RandomRun {
  /// The manifest up to the as-of is the beginning of the whole one, and the rest is what is scheduled.
  func scheduledComesLater() throws -> String? {
    // Winners and events of the time after the as-of are not known by then.
    guard let asOf = generated.asOf, graph.winnerSplits.isEmpty else { return nil }
    if case .event = graph.enrollment.start { return nil }
    let part = try run(asOf: asOf)
    for contact in generated.contacts.map({ $0[0] }) {
      let mark = "\"contact\":\"\(contact)\""
      let (all, some) = (
        whole.lines.filter { $0.contains(mark) }, part.lines.filter { $0.contains(mark) }
      )
      if !all.starts(with: some) { return "the rows of \(contact) up to the as-of are others" }
    }
    for row in part.manifest {
      guard row["outcome"]?.stringValue == "send", let at = row["sendAt"]?.stringValue else {
        continue
      }
      if at > asOf.description { return "a message of \(at) is in the manifest" }
    }
    let (now, all) = (part.counts, whole.counts)
    // What goes on for ever is not looked at to its end.
    if all.failed > 0 || now.failed > 0 { return nil }
    let horizon = asOf.adding(seconds: 366 * 86_400)
    if let last = whole.manifest.compactMap({ $0["sendAt"]?.stringValue }).max(),
      last > horizon.description
    {
      return nil
    }
    if now.sends + now.scheduled != all.sends {
      return "\(now.sends) sent and \(now.scheduled) scheduled are not \(all.sends)"
    }
    if now.skips + now.scheduledSkips != all.skips {
      return "\(now.skips) skipped and \(now.scheduledSkips) later are not \(all.skips)"
    }
    return nil
  }

  /// Telling changes no row, and every row is told once, with its instant and reason.
  func storiesAreTrue() throws -> String? {
    let ids = generated.contacts.map { Array($0[0].utf8) }
    let silent = try run(asOf: generated.asOf)
    let told = try run(asOf: generated.asOf, timelines: .contacts(ids))
    if silent.lines != told.lines || silent.actions != told.actions {
      return "telling changes the rows"
    }
    if silent.counts != told.counts {
      return "telling changes the counts"
    }
    if (told.result?.timelines ?? []).count != ids.count { return "not everybody's story is told" }
    for timeline in (told.result?.timelines ?? []) {
      let id = String(decoding: timeline.contact, as: UTF8.self)
      let rows = told.manifest.filter {
        $0["contact"]?.stringValue == id && $0["messageId"] != .null
      }.map { row in
        "\(row["step"]?.stringValue ?? "-") \(row["sendAt"]?.stringValue ?? "") "
          + (row["reason"]?.stringValue ?? "send")
      }
      let entries = timeline.entries.compactMap { entry -> String? in
        switch entry.kind {
        case .send: return "\(entry.step ?? "-") \(entry.at) send"
        case .skip:
          let words = entry.words.dropFirst("skipped: ".count)
          return "\(entry.step ?? "-") \(entry.at) \(words.prefix { $0 != " " })"
        default: return nil
        }
      }
      if rows != entries { return "\(id) has the rows \(rows), but the story \(entries)" }
      for entry in timeline.entries where entry.kind == .branch {
        let answers = entry.rules.filter { $0.place != "exit" }.map(\.story.answer)
        let isTaken = entry.words.hasPrefix("takes case")
        if answers.dropLast().contains(.yes) || (answers.last == .yes) != isTaken {
          return "\(entry.words), but the rules are \(answers)"
        }
      }
      for rule in timeline.entries.flatMap(\.rules) {
        if let fault = RandomRun.fault(in: rule.story) { return "\(rule.place): \(fault)" }
      }
    }
    return nil
  }

  /// Parts must give the answer of the whole, and some part must decide it.
  private static func fault(in story: RuleStory) -> String? {
    if !story.leaves.contains(where: \.decides) { return "nothing decides '\(story.rule)'" }
    return nil
  }
}

extension RandomRun {
  /// Marketing emails to a contact keep `min_gap` and `max_emails`, whatever moved them.
  func emailsKeepTheirDistance() throws -> String? {
    let policies = graph.policies
    guard policies.minGap != nil || policies.maxEmails?.basis == .rolling else { return nil }
    var sends: [String: [Instant]] = [:]
    for row in whole.manifest where row["outcome"]?.stringValue == "send" {
      guard let contact = row["contact"]?.stringValue, let at = row["sendAt"]?.stringValue,
        let node = row["step"]?.stringValue.flatMap({ graph.index(ofStep: $0) }),
        case .email(let email, _) = graph[node].kind, email.category == .marketing,
        case .instant(let instant) = WrittenTimestamp(at)
      else { continue }
      sends[contact, default: []].append(instant)
    }
    for person in try people() {
      let id = String(
        decoding: person.row.text(person.row.cells[graph.segment.index(of: .id) ?? 0]),
        as: UTF8.self)
      let instants = (sends[id] ?? []).sorted()
      for (index, instant) in instants.enumerated() {
        if let gap = policies.minGap, index + 1 < instants.count,
          person.inputs.zone.adding(gap, to: instant).instant > instants[index + 1]
        {
          return "\(id) gets mail at \(instant) and at \(instants[index + 1])"
        }
        if let cap = policies.maxEmails, cap.basis == .rolling,
          index + cap.count < instants.count,
          person.inputs.zone.adding(cap.per, to: instant).instant > instants[index + cap.count]
        {
          return "\(id) gets more than \(cap.count) mails from \(instant) on"
        }
      }
    }
    return nil
  }
}
