import CampaignGraph
import CampaignRunner
import Diagnostics
import LiquidTemplates

/// The rows of a segment file, counted for `lint`.
final class CountedSegment {
  private let path: String
  private let counts: MissingValues.Rows
  private var isUsed = false

  /// nil, and a finding, if the file is no segment.
  init?(_ path: String, into findings: inout Findings) throws {
    let stream = try SegmentStream(path)
    self.path = stream.path
    do {
      counts = try countEmptyCells { stream.read(into: $0) }
    } catch {
      if let failure = stream.fault { throw failure }
      findings.report(error.diagnostic(path: stream.path))
      return nil
    }
  }

  /// The counts, if the file has all columns that the schema declares.
  func rows(of schema: SegmentSchema) -> MissingValues.Rows? {
    guard schema.columns.allSatisfy({ counts.empty[$0.name] != nil }) else { return nil }
    isUsed = true
    return counts
  }

  /// What to say if no campaign has these columns.
  var unused: Diagnostic? {
    isUsed
      ? nil
      : Diagnostic(
        "csv-missing-column", "no campaign that is checked has a segment of these columns",
        at: .file(path: path), help: "every column that a segment declares is in the header")
  }
}
