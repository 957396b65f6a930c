/// Takes whole rows of JSON Lines on their way to where a manifest is kept.
package protocol ManifestTarget: AnyObject {
  func write(_ rows: UnsafeRawBufferPointer) throws

  /// No more rows come: everything is handed on and lies on the disk, without its final name yet.
  func finish() throws

  /// Gives everything its name.
  func commit() throws

  /// The files that `commit` makes, with how many rows they hold; empty where there is only one.
  var parts: [ManifestPart] { get }
}

extension ManifestTarget {
  package var parts: [ManifestPart] { [] }
}

/// One of the files into which a manifest was split.
package struct ManifestPart: Equatable {
  package let path: String
  package let rows: Int
}

/// A manifest in one stream of text, as JSON Lines or CSV.
final class TextTarget: ManifestTarget {
  private let output: ByteOutput
  private var csv: CSVRows?
  private var lines: [UInt8] = []

  init(_ output: ByteOutput, kind: ManifestFormat.Kind, hasBodies: Bool) throws {
    self.output = output
    if kind == .csv {
      let csv = CSVRows(hasBodies: hasBodies)
      try csv.header.withUnsafeBytes { try output.write($0) }
      self.csv = csv
    }
  }

  func write(_ rows: UnsafeRawBufferPointer) throws {
    guard csv != nil else { return try output.write(rows) }
    lines.removeAll(keepingCapacity: true)
    forEachRow(in: rows) { csv?.append($0, to: &lines) }
    try lines.withUnsafeBytes { try output.write($0) }
  }

  func finish() throws { try output.finish() }
  func commit() throws { try output.commit() }
}
