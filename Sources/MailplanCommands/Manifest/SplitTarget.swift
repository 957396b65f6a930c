import ArgumentParser

/// What a manifest is split by: one file for each.
enum ManifestSplit: String, CaseIterable, ExpressibleByArgument {
  case step
  /// The day on the contact's own calendar.
  case day

  /// What a row is filed under; nil for a row that has no such thing, such as one of a contact who is not enrolled.
  func name(of row: UnsafeRawBufferPointer, _ reader: inout ManifestRowReader) -> [UInt8]? {
    let column: ManifestColumn = self == .step ? .step : .sendAtLocal
    reader.read(row, through: column)
    let value = UnsafeRawBufferPointer(rebasing: row[reader[column]])
    guard value.first == UInt8(ascii: "\"") else { return nil }
    var text: [UInt8] = []
    appendText(ofJSON: value, to: &text)
    return self == .step ? text : Array(text.prefix { $0 != UInt8(ascii: "T") })
  }
}

/// A manifest in one file for each step, or for each day: `out.step.welcome.jsonl`, `out.day.2026-12-01.jsonl`, and
/// `out.no-step.jsonl` for the rest.
///
/// However many files there are, few are open at a time.
final class SplitTarget: ManifestTarget {
  private final class Part {
    let path: String
    let output: ByteOutput
    let target: TextTarget
    var pending: [UInt8] = []
    var rows = 0
    var isPaused = false
    /// When it was last written to.
    var used = 0

    init(_ path: String, output: ByteOutput, target: TextTarget) {
      self.path = path
      self.output = output
      self.target = target
    }
  }

  private let split: ManifestSplit
  private let format: ManifestFormat
  private let ending: String
  private let hasBodies: Bool
  private let mostOpen: Int
  private var places: [[UInt8]?: Int] = [:]
  private var all: [Part] = []
  private var open: [Int] = []
  private var clock = 0
  private var reader = ManifestRowReader()
  private static let memory = 16 << 20

  /// - Parameter ending: of the names, as the user has written it: `.jsonl.gz`.
  init(
    _ split: ManifestSplit, format: ManifestFormat, ending: String, hasBodies: Bool,
    mostOpen: Int = 64
  ) {
    self.split = split
    self.format = format
    self.ending = ending
    self.hasBodies = hasBodies
    self.mostOpen = max(mostOpen, 1)
  }

  func write(_ rows: UnsafeRawBufferPointer) throws {
    try forEachRow(in: rows) { row in
      let part = try part(named: split.name(of: row, &reader))
      part.rows += 1
      part.pending.append(contentsOf: row)
      part.pending.append(UInt8(ascii: "\n"))
      // The more files, the less of each is kept in memory.
      if part.pending.count >= max(4096, min(1 << 18, SplitTarget.memory / all.count)) {
        try writeOut(part)
      }
    }
  }

  func finish() throws {
    for part in all {
      try writeOut(part)
      if part.isPaused { try resume(part) }
      try part.target.finish()
    }
  }

  func commit() throws {
    for part in all { try part.target.commit() }
  }

  var parts: [ManifestPart] {
    all.map { ManifestPart(path: $0.path, rows: $0.rows) }
      .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  private func part(named name: [UInt8]?) throws -> Part {
    if let place = places[name] { return all[place] }
    let words = name.map { ".\(split.rawValue).\(SplitTarget.safe($0))" } ?? ".no-\(split.rawValue)"
    let path = format.stem + words + ending
    try makeRoom()
    let output = try ByteOutput(path, compression: format.compression)
    let target = try TextTarget(output, kind: format.kind, hasBodies: hasBodies)
    let part = Part(path, output: output, target: target)
    places[name] = all.count
    open.append(all.count)
    all.append(part)
    return part
  }

  private func writeOut(_ part: Part) throws {
    guard !part.pending.isEmpty else { return }
    if part.isPaused { try resume(part) }
    clock += 1
    part.used = clock
    try part.pending.withUnsafeBytes { try part.target.write($0) }
    part.pending.removeAll(keepingCapacity: false)
  }

  private func resume(_ part: Part) throws {
    try makeRoom()
    try part.output.resume()
    part.isPaused = false
    if let place = all.firstIndex(where: { $0 === part }) { open.append(place) }
  }

  /// Closes the file that was not written to for the longest time, if as many as may be are open.
  private func makeRoom() throws {
    guard open.count >= mostOpen,
      let oldest = open.indices.min(by: { all[open[$0]].used < all[open[$1]].used })
    else { return }
    let part = all[open.remove(at: oldest)]
    try part.output.pause()
    part.isPaused = true
  }

  /// A step id as a part of a file name: nothing but letters, digits, `-`, `_` and `.`.
  private static func safe(_ name: [UInt8]) -> String {
    var text = ""
    for byte in name {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."):
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default: text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return text
  }
}
