import CampaignRunner
import JSONText

/// Keeps the first message of a run that is sent, and lets the rest go.
struct PreviewSink: ManifestSink {
  /// The step whose mail is wanted; nil for any.
  let step: String?
  /// The contacts whose mail is wanted; empty for anyone's.
  let contacts: [String]
  private(set) var mail: JSONValue?

  init(step: String?, contacts: [String]) {
    self.step = step
    self.contacts = contacts
  }

  mutating func write(manifest rows: UnsafeRawBufferPointer) {
    var rest = rows[...]
    while mail == nil, let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      consider(Array(rest[..<end]))
      rest = rest[(end + 1)...]
    }
  }

  mutating func write(actions rows: UnsafeRawBufferPointer) {}

  private mutating func consider(_ row: [UInt8]) {
    guard let value = try? parseJSON(row), value["outcome"]?.stringValue == "send" else { return }
    if let step, value["step"]?.stringValue != step { return }
    if !contacts.isEmpty, !contacts.contains(value["contact"]?.stringValue ?? "") { return }
    mail = value
  }
}
