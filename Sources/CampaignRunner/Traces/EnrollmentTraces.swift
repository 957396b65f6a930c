import CampaignGraph
import CivilTime

/// What enrollments come to, remembered by zone and by what their branches and splits decide.
///
/// Stepping is a pure function. Where nothing but the zone and the outcomes of branches and splits can tell two
/// contacts apart, the second one gets the messages of the first: same instants, same path, told by other
/// values. So the machine runs once for each such way, and a contact costs the questions on it and its rows.
/// What a machine alone can say stays with the machine: see `isFit` and `ContactRunner.isPlain`.
struct EnrollmentTraces: Sendable {
  enum Node: Sendable {
    /// Of `messages`.
    case message(Int32, next: Int32)
    /// The outcomes' nodes are `count` of `children`, from `first` on.
    case decision(NodeIndex, at: Instant, first: Int32, count: Int32)
    /// Of `ends`.
    case end(Int32)
    /// The machine is to be asked each time.
    case unfit
  }

  /// A place where a node may come to stand.
  enum Link: Sendable {
    case root(zone: Int)
    case next(of: Int)
    case child(Int)
  }

  static let unknown: Int32 = -1
  /// Bounds for the memory: some megabytes.
  private static let maximumNodes = 1 << 15
  private static let maximumEvents = 200

  /// By number of the zone, the default zone (-1) first.
  private var roots: [Int32] = []
  private(set) var nodes: [Node] = []
  private(set) var children: [Int32] = []
  private(set) var messages: [TracedMessage] = []
  /// Parallel to `messages`.
  private(set) var rows: [TracedRow] = []
  var ends: [TracedEnd] = []
  private(set) var texts: [UInt8] = []
  /// Where a text lies that several messages share.
  private var known: [[UInt8]: Range<Int>] = [:]

  func root(ofZone number: Int) -> Int32 {
    let index = number + 1
    return index >= 0 && index < roots.count ? roots[index] : EnrollmentTraces.unknown
  }

  var isFull: Bool { nodes.count >= EnrollmentTraces.maximumNodes }

  /// Lays down what the machine did with a contact, but for the first `depth` events, which are known.
  mutating func add(
    _ events: [TraceEvent], behind depth: Int, at link: Link, passed: [Int32], zone: ZoneRules,
    number: Int, text: (TracedMessage) -> (place: [UInt8], path: [UInt8])
  ) {
    guard !isFull, events.count <= EnrollmentTraces.maximumEvents else {
      return attach(.unfit, to: link)
    }
    var link = link
    var passed = passed
    for event in events.dropFirst(depth) {
      let index = nodes.count
      switch event {
      case .message(let message):
        let texts = text(message)
        rows.append(
          TracedRow(
            node: message.message.node.value,
            isUsual: message.reason == nil && message.message.visit == 1
              && message.message.variant == nil, sendAt: message.message.sendAt,
            place: lay(texts.place), path: lay(texts.path)))
        passed.append(Int32(messages.count))
        attach(.message(Int32(messages.count), next: EnrollmentTraces.unknown), to: link)
        messages.append(message)
        link = .next(of: index)
      case .decided(let node, let at, let outcome, let count):
        let first = children.count
        children.append(contentsOf: repeatElement(EnrollmentTraces.unknown, count: count))
        attach(
          .decision(node, at: at, first: Int32(first), count: Int32(count)), to: link)
        link = .child(first + outcome)
      case .ended(let cursor, let changes):
        attach(.end(Int32(ends.count)), to: link)
        ends.append(
          TracedEnd(
            messages: passed, cursor: cursor, zone: zone, zoneNumber: number,
            clockChanges: changes))
        return
      case .stopped:
        return
      }
    }
  }

  private mutating func attach(_ node: Node, to link: Link) {
    let index = Int32(nodes.count)
    nodes.append(node)
    switch link {
    case .root(let zone):
      while roots.count <= zone + 1 { roots.append(EnrollmentTraces.unknown) }
      roots[zone + 1] = index
    case .next(let of):
      if case .message(let message, _) = nodes[of] { nodes[of] = .message(message, next: index) }
    case .child(let place): children[place] = index
    }
  }

  private mutating func lay(_ text: [UInt8]) -> Range<Int> {
    if let range = known[text] { return range }
    let range = texts.count..<texts.count + text.count
    texts += text
    known[text] = range
    return range
  }

  /// Adds what has been counted by traces.
  func add(to counts: inout RunCounts) {
    for end in ends where end.times > 0 {
      for index in end.messages {
        let traced = messages[Int(index)]
        if let reason = traced.reason {
          counts.skip(
            traced.message, reason, localDay: traced.today, hour: traced.hour, times: end.times)
        } else {
          counts.send(
            traced.message, localDay: traced.today, hour: traced.hour, times: end.times)
        }
      }
      counts.finish(end.cursor, zone: end.zone, number: end.zoneNumber, times: end.times)
      for change in end.clockChanges { counts.clockChanges.add(change, end.times) }
    }
  }
}

extension EnrollmentTraces {
  /// Whether enrollments of a graph differ in nothing but their zone and the outcomes of branches and splits,
  /// as long as contacts have done nothing, can be mailed, and every message can be made.
  static func isFit(_ graph: StepGraph, _ options: RunOptions) -> Bool {
    guard options.asOf == nil, options.assumed == .none, options.composing == nil,
      graph.exit == nil, graph.enrollment.reentry == .never, !graph.hasLoop,
      graph.policies.blastRadius?.within == nil
    else { return false }
    switch graph.enrollment.start {
    case .launch, .scheduled: break
    case .column, .event: return false
    }
    return graph.nodes.allSatisfy { node in
      switch node.kind {
      case .email(let email, _):
        if case .optimized = email.send.strategy { false } else { true }
      case .wait(let rule, _):
        switch rule {
        case .period, .calendar, .nextLocal, .fixed: true
        case .column, .random: false
        }
      case .split(let split): split.winner == nil
      case .branch, .exit, .complete: true
      case .waitForEvent, .action: false
      }
    }
  }
}
