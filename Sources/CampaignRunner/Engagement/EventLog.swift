import CampaignGraph
import CivilTime

/// Gathers events from files, in any order, into an index.
///
/// Rows that cannot be read are left out and reported; what is in the index is right, but a run over it
/// would be over less than was given.
package struct EventLog: Sendable {
  package static let maxEvents = 4_000_000_000
  /// Of the faults as many are kept.
  package static let maxFaults = 100
  /// Of names that the campaign does not know, as many are told apart.
  static let maxNames = 1000

  /// Names that rows of the files have, and how many rows; sorted by bytes.
  package typealias NameCounts = [(name: String, rows: Int)]

  package let graph: StepGraph
  /// By number of `stepNumbers`: the email of the campaign.
  private var steps: [NodeIndex?] = []
  private var stepNumbers = HashNumbers()
  private var contacts = HashNumbers()
  private var texts = EventTexts()
  private var entries: [EventEntry] = []
  private var counts = EngagementCounts()
  private var unknownSteps: [[UInt8]: Int] = [:]
  private var customNames: [[UInt8]: Int] = [:]

  /// The first faults, in the order of the files.
  package private(set) var faults: [(path: String, fault: EventFault)] = []
  package private(set) var faultCount = 0
  /// Columns or keys that are not read, by file.
  package private(set) var extraColumns: [(path: String, names: [String])] = []

  package init(graph: StepGraph) {
    self.graph = graph
    for (index, node) in graph.nodes.enumerated() {
      guard case .email = node.kind else { continue }
      var id = node.id
      let (number, isNew) = id.withUTF8 { stepNumbers.insert(UnsafeRawBufferPointer($0)) }
      if isNew, number == steps.count { steps.append(NodeIndex(index)) }
    }
  }

  package var isEmpty: Bool { entries.isEmpty }

  /// Reads a file to its end, passing over rows with faults.
  package mutating func read(
    path: String, format: EventFormat? = nil, source: @escaping CSVReader.Source
  ) {
    let head = EventHead(source)
    switch format ?? head.format {
    case .csv:
      var reader = EventCSV(path: path, source: head.read)
      reader.read(into: &self)
    case .jsonLines:
      var reader = EventLines(path: path, source: head.read)
      reader.read(into: &self)
    }
  }

  mutating func report(_ fault: EventFault, path: String) {
    faultCount += 1
    if faults.count < EventLog.maxFaults { faults.append((path, fault)) }
  }

  mutating func report(extraColumns names: [String], path: String) {
    if !names.isEmpty { extraColumns.append((path, names)) }
  }

  /// Adds an event whose row has been checked.
  mutating func add(_ row: EventRow) {
    guard entries.count < EventLog.maxEvents else { return }
    let kind = EngagementEvent.Kind(name: row.event)
    var text: ArraySlice<UInt8> = []
    if kind == .custom {
      text = row.event
      count(row.event, in: &customNames)
    } else if kind == .clicked {
      text = row.url
    }
    entries.append(
      EventEntry(
        kind, at: row.at, step: step(row.step),
        contact: UInt32(
          truncatingIfNeeded: row.contact.withUnsafeBytes { contacts.insert($0) }.number),
        text: UInt32(truncatingIfNeeded: texts.number(of: text))))
  }

  private mutating func step(_ name: ArraySlice<UInt8>) -> NodeIndex? {
    if name.isEmpty { return nil }
    if let number = name.withUnsafeBytes({ stepNumbers.number(of: $0) }) { return steps[number] }
    counts.unknownStepRows += 1
    count(name, in: &unknownSteps)
    return EngagementEvent.otherCampaign
  }

  private func count(_ name: ArraySlice<UInt8>, in names: inout [[UInt8]: Int]) {
    let name = Array(name.prefix(200))
    if names.count < EventLog.maxNames || names[name] != nil { names[name, default: 0] += 1 }
  }

  /// Steps that are no email of the campaign.
  package var unknownStepNames: NameCounts { EventLog.sorted(unknownSteps) }

  /// Events that are none of the six kinds.
  package var customEventNames: NameCounts { EventLog.sorted(customNames) }

  private static func sorted(_ names: [[UInt8]: Int]) -> NameCounts {
    names.sorted { $0.key.lexicographicallyPrecedes($1.key) }
      .map { (String(decoding: $0.key, as: UTF8.self), $0.value) }
  }

  /// What has been read, ready to be asked.
  package consuming func index() -> EventIndex {
    let (texts, ranks) = texts.sorted()
    for index in entries.indices { entries[index].text = ranks[Int(entries[index].text)] }
    return EventIndex(taking: &entries, contacts: contacts, texts: texts, counts: counts)
  }
}

package enum EventFormat: Sendable {
  case csv
  case jsonLines

  /// By the ending of a file's name, without that of a compression; nil if it tells nothing.
  package init?(path: String) {
    var path = path.lowercased()
    for ending in [".gz", ".zst"] where path.hasSuffix(ending) {
      path.removeLast(ending.utf8.count)
    }
    if path.hasSuffix(".csv") {
      self = .csv
    } else if path.hasSuffix(".jsonl") || path.hasSuffix(".ndjson") || path.hasSuffix(".json") {
      self = .jsonLines
    } else {
      return nil
    }
  }
}

/// One row of an event file; texts may be empty where none is needed.
struct EventRow {
  var contact: ArraySlice<UInt8>
  var event: ArraySlice<UInt8>
  var at: Instant
  var step: ArraySlice<UInt8>
  var url: ArraySlice<UInt8>
}

/// The first bytes of a file, looked at before it is read.
final class EventHead {
  private let source: CSVReader.Source
  private var bytes: [UInt8]
  private var position = 0

  init(_ source: @escaping CSVReader.Source) {
    self.source = source
    bytes = [UInt8](repeating: 0, count: 4096)
    let count = bytes.withUnsafeMutableBytes { source($0) }
    bytes.removeLast(bytes.count - min(max(count ?? 0, 0), bytes.count))
  }

  /// JSON Lines if the first sign is a brace or a bracket.
  var format: EventFormat {
    let bom: [UInt8] = [0xEF, 0xBB, 0xBF]
    let first = bytes.dropFirst(bytes.starts(with: bom) ? 3 : 0).first { $0 > 0x20 }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[") ? .jsonLines : .csv
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int? {
    if position == bytes.count { return source(buffer) }
    let count = min(buffer.count, bytes.count - position)
    buffer.copyBytes(from: bytes[position..<(position + count)])
    position += count
    return count
  }
}
