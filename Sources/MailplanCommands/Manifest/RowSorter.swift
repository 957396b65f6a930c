/// Hands rows on in the order of their instants, in bounded memory: runs of sorted rows lie in an unnamed file
/// until they are merged.
///
/// Rows of the same instant keep their order, and rows without one come last.
package final class RowSorter: ManifestTarget {
  private let target: any ManifestTarget
  /// Of the rows that are sorted at a time, and of those that are merged.
  private let budget: Int
  private let fanIn: Int
  private let spill: () throws -> SpillFile
  private var file: SpillFile?
  private var runs: [Range<Int>] = []
  private var bytes: [UInt8] = []
  private var entries: [Entry] = []
  /// Sorted rows on their way to the target.
  private var pending: [UInt8] = []
  private static let pieces = 1 << 18
  private var reader = ManifestRowReader()

  private struct Entry {
    let key: UInt64
    let row: Range<Int>
  }

  /// - Parameter budget: bytes of rows in memory.
  /// - Parameter fanIn: how many runs are merged at a time, each through a share of the budget.
  /// - Parameter spill: makes an unnamed file.
  package init(
    to target: any ManifestTarget, budget: Int = 24 << 20, fanIn: Int = 128,
    spill: @escaping () throws -> SpillFile
  ) {
    self.target = target
    self.budget = max(budget, 1)
    self.fanIn = max(fanIn, 2)
    self.spill = spill
  }

  package func write(_ rows: UnsafeRawBufferPointer) throws {
    try forEachRow(in: rows) { row in
      if !bytes.isEmpty, bytes.count + row.count + 1 > budget { try spillRows() }
      let start = bytes.count
      bytes.append(contentsOf: row)
      bytes.append(UInt8(ascii: "\n"))
      entries.append(Entry(key: instantKey(of: row, &reader), row: start..<bytes.count))
    }
  }

  package func finish() throws {
    if runs.isEmpty {
      sortEntries()
      try bytes.withUnsafeBytes { all in
        for entry in entries { try handOn(UnsafeRawBufferPointer(rebasing: all[entry.row])) }
      }
    } else {
      try spillRows()
      bytes = []
      entries = []
      while runs.count > fanIn { try mergeOnce() }
      if let file { try merge(runs, of: file) { try handOn($0) } }
    }
    try handOnPending()
    file = nil
    try target.finish()
  }

  package func commit() throws { try target.commit() }
  package var parts: [ManifestPart] { target.parts }

  /// Rows go on many at a time: a write for each would cost more than the sorting.
  private func handOn(_ row: UnsafeRawBufferPointer) throws {
    pending.append(contentsOf: row)
    if pending.count >= RowSorter.pieces { try handOnPending() }
  }

  private func handOnPending() throws {
    guard !pending.isEmpty else { return }
    try pending.withUnsafeBytes { try target.write($0) }
    pending.removeAll(keepingCapacity: true)
  }

  private func sortEntries() {
    // Rows of the same instant: by their place, which is the order in which they came.
    entries.sort { ($0.key, $0.row.lowerBound) < ($1.key, $1.row.lowerBound) }
  }

  private func spillRows() throws {
    guard !entries.isEmpty else { return }
    let file = try file ?? spill()
    self.file = file
    sortEntries()
    let start = file.size
    try bytes.withUnsafeBytes { all in
      for entry in entries { try file.append(UnsafeRawBufferPointer(rebasing: all[entry.row])) }
    }
    try file.flush()
    runs.append(start..<file.size)
    bytes.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
  }

  /// Merges neighbouring runs into longer ones, in a new file.
  private func mergeOnce() throws {
    guard let old = file else { return }
    let merged = try spill()
    var longer: [Range<Int>] = []
    for first in stride(from: 0, to: runs.count, by: fanIn) {
      let start = merged.size
      let group = Array(runs[first..<min(first + fanIn, runs.count)])
      try merge(group, of: old) { try merged.append($0) }
      try merged.flush()
      longer.append(start..<merged.size)
    }
    file = merged
    runs = longer
  }

  private func merge(
    _ runs: [Range<Int>], of file: SpillFile, to write: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    let share = max(4096, min(256 << 10, budget / max(runs.count, 1)))
    var merge = try RunMerge(runs.map { RunReader(file, $0, buffer: share) })
    try merge.drain(to: write)
  }
}

/// The instant of a row as a number that sorts like it: the digits of `2026-12-01T08:00:00Z`.
func instantKey(of row: UnsafeRawBufferPointer, _ reader: inout ManifestRowReader) -> UInt64 {
  reader.read(row, through: .sendAt)
  let value = row[reader[.sendAt]]
  guard value.first == UInt8(ascii: "\"") else { return .max }
  var key: UInt64 = 0
  for byte in value where (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
    key = key &* 10 &+ UInt64(byte - UInt8(ascii: "0"))
  }
  return key
}
