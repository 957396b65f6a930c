import CampaignGraph
import CampaignRunner
import JSONText

/// Keeps the rows of one contact.
struct ContactRows: ManifestSink {
  private let contact: String
  private var rows: [(bytes: [UInt8], value: JSONValue)] = []
  /// What stands in every row of the contact, and in few others.
  private let mark: [UInt8]

  init(contact: String) {
    self.contact = contact
    let quoted = JSONValue.string(contact).serialized(pretty: false)
    mark = Array("\"contact\":".utf8) + quoted.filter { $0 != 0x0A }
  }

  mutating func write(manifest rows: UnsafeRawBufferPointer) {
    var rest = rows[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      let row = rest[..<end]
      if mark.withUnsafeBytes({ contains($0, in: row) }) { consider(Array(row)) }
      rest = rest[(end + 1)...]
    }
  }

  mutating func write(actions rows: UnsafeRawBufferPointer) {}

  private mutating func consider(_ row: [UInt8]) {
    guard let value = try? parseJSON(row), value["contact"]?.stringValue == contact else { return }
    rows.append((row, value))
  }

  private func contains(
    _ mark: UnsafeRawBufferPointer, in row: Slice<UnsafeRawBufferPointer>
  ) -> Bool {
    var i = row.startIndex
    while row.endIndex - i >= mark.count {
      if row[i] == mark[0], row[i..<(i + mark.count)].elementsEqual(mark) { return true }
      i += 1
    }
    return false
  }

  /// The first message of a step.
  func sent(_ step: String) -> [UInt8]? {
    rows.first {
      $0.value["step"]?.stringValue == step && $0.value["outcome"]?.stringValue == "send"
    }?.bytes
  }

  /// Why there is none.
  func reason(_ step: String, isEnrolled: Bool, _ graph: StepGraph) -> String {
    let skip =
      rows.first { $0.value["step"]?.stringValue == step }
      ?? rows.first { $0.value["step"]?.isNull == true }
    if let skip {
      let reason = skip.value["reason"]?.stringValue ?? ""
      return SkipReason(rawValue: reason)?.words ?? reason
    }
    if !isEnrolled, let rule = graph.enrollment.condition {
      return "not enrolled, as 'where: \(rule.text)' does not hold"
    }
    return "its way through the campaign does not lead there"
  }
}
