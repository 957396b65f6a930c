import CampaignGraph
import LiquidTemplates

/// A contact between the two halves of its run: read and looked at by itself, not yet compared with those
/// before it.
struct PreparedContact: Sendable {
  enum Standing: Sendable {
    /// Enrolled, unless an earlier contact stands in its way.
    case wanted
    /// `where` does not hold.
    case unwanted
    /// Left out for its zone.
    case refused
    case rejected(ChunkFault)
  }

  var row = ContactRow()
  /// The record of the CSV file; the header is 1.
  var number = 0
  /// Where the record begins; the first is 1.
  var line = 0
  /// The record as it stands in the file: the first so many bytes of `row.bytes`.
  var recordCount = 0
  var standing = Standing.wanted
  var addressFault: AddressFault?
  var normalAddress: [UInt8] = []
  var id: AddressSet.Key?
  /// nil if nobody else can have the address, or may.
  var address: AddressSet.Key?
  var isDuplicate = false
  /// Its timeline is wanted, whatever its id.
  var isTold = false

  mutating func begin(number: Int, line: Int, recordCount: Int) {
    self.number = number
    self.line = line
    self.recordCount = recordCount
    standing = .wanted
    id = nil
    address = nil
    isDuplicate = false
    isTold = false
  }
}
