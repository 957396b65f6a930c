import CampaignGraph
import LiquidTemplates

extension SegmentReader: ContactSource {
  package mutating func nextContact(into row: inout ContactRow) throws -> Int? {
    try next(into: &row) ? self.row : nil
  }
}
