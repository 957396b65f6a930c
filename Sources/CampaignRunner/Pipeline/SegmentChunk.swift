import LiquidTemplates

/// A part of a segment on its way through a run: whole records, then contacts, then rows.
///
/// Made to be used again, with the memory that it has.
struct SegmentChunk: Sendable {
  /// The records lie in front of `count`; what is behind is room.
  var bytes: [UInt8] = []
  var count = 0
  /// The header is its first record.
  var isFirst = false
  /// One record of which only the beginning is here; the rest was passed over.
  var isOverlong = false

  /// In the order of the file, those in front of `filled`; until they are claimed, rows and lines are
  /// counted from the beginning of the chunk.
  var contacts: [PreparedContact] = []
  var filled = 0
  /// Records, faulty ones included, without the header.
  var records = 0
  var lines = 0
  /// What ends the run here, behind the contacts.
  var fault: ChunkFault?

  /// The first contact that has not been run.
  var next = 0
  var manifest = ByteBuffer()
  var actions = ByteBuffer()
  var timelines: [Timeline] = []
  var composed: [UInt8]?
  var rejects: [RejectedRow] = []

  /// Empties what was made of the records before.
  mutating func begin() {
    filled = 0
    records = 0
    lines = 0
    fault = nil
    next = 0
    isFirst = false
    composed = nil
    removeOutput()
  }

  mutating func removeOutput() {
    manifest.removeAll()
    actions.removeAll()
    timelines.removeAll()
    rejects.removeAll()
  }

  mutating func reserve(_ capacity: Int) {
    guard bytes.count < capacity else { return }
    bytes.append(contentsOf: repeatElement(0, count: capacity - bytes.count))
  }
}

/// What ends a run at a record.
enum ChunkFault: Error, Sendable, Equatable {
  case segment(SegmentFault)
  case run(RunFault)

  var error: any Error {
    switch self {
    case .segment(let fault): fault
    case .run(let fault): fault
    }
  }

  /// Whether only one row is lost, so that a run can go on without it.
  var isOfRow: Bool {
    switch self {
    case .segment(let fault): fault.isOfRow
    case .run(let fault): fault.isOfRow
    }
  }

  /// With places that were counted from the beginning of a chunk.
  func shifted(rows: Int, lines: Int) -> ChunkFault {
    switch self {
    case .segment(let fault): .segment(fault.shifted(rows: rows, lines: lines))
    case .run(let fault): .run(fault.shifted(rows: rows))
    }
  }
}
