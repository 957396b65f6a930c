import CampaignGraph
import LiquidTemplates

extension ByteBuffer {
  /// Appends the id, without quotes, by which a sender recognises a message, the same across edits, machines and partitions.
  ///
  ///     trial-onboarding:welcome:c_1042          the contact's id percent-encoded (RFC 3986, unreserved)
  ///     trial-onboarding:welcome:c_1042:2        the contact's second enrollment
  ///     trial-onboarding:welcome:c_1042#3        the third time that a loop comes to the step
  ///
  /// `contact` comes percent-encoded. An id of more than 200 bytes is replaced by `sha256:` and the 64 hexadecimal digits of its hash.
  mutating func append(
    messageID prefix: [UInt8], contact: ByteBuffer, entry: Int, visit: Int
  ) {
    let start = count
    append(prefix)
    contact.withBytes { append($0) }
    if entry > 1 {
      append(":")
      append(decimal: Int64(entry))
    }
    if visit > 1 {
      append("#")
      append(decimal: Int64(visit))
    }
    guard count - start > 200 else { return }
    let digest = withBytes(start..<count) { StableHash.hexDigest(of: $0) }
    truncate(to: start)
    append("sha256:")
    append(digest)
  }

  /// Appends text of an id: what is not unreserved in RFC 3986 is percent-encoded.
  mutating func append(percentEncoded text: ArraySlice<UInt8>) {
    if text.withUnsafeBytes({ Unreserved.holds($0) }) { return append(text) }
    for byte in text {
      if Unreserved.contains(byte) { append(byte) } else { append(percentEncoded: byte) }
    }
  }
}
