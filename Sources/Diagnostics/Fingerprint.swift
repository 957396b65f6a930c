/// A name for each finding that outlives edits of the files: made of the rule, the campaign (outside of
/// campaigns the file) and the step, never of lines or messages.
///
/// Findings that are alike in these are told apart by counting them in the order given, so that of three
/// alike the first two keep their names when the third is mended. 32 lower-case hexadecimal digits each,
/// no two the same.
///
/// - Parameter findings: sorted, as `Findings.sorted()` gives them.
package func fingerprints(of findings: [Diagnostic]) -> [String] {
  var seen: [FindingIdentity: Int] = [:]
  return findings.map { finding in
    let identity = FindingIdentity(finding)
    let ordinal = seen[identity, default: 0]
    seen[identity] = ordinal + 1
    return identity.fingerprint(ordinal: ordinal)
  }
}

/// What a finding is about, whatever its words and lines: findings of one identity are counted, not told apart.
package struct FindingIdentity: Hashable, Sendable {
  package let rule: String
  /// nil for what is about a file.
  package let campaign: String?
  package let step: String?
  /// As it is shown, without a leading `./`; nil for what is about a campaign.
  package let path: String?

  package init(rule: String, campaign: String?, step: String?, path: String?) {
    self.rule = rule
    self.campaign = campaign
    self.step = step
    self.path = path
  }

  package init(_ finding: Diagnostic) {
    self.init(
      rule: finding.rule.name, campaign: finding.subject?.campaign, step: finding.subject?.step,
      path: finding.subject == nil ? plain(finding.place.path) : nil)
  }

  /// FNV-1a with 128 bits over the length and the bytes of each part.
  package func fingerprint(ordinal: Int) -> String {
    var hash = FNVHash()
    for part in [rule, campaign, step, path, String(ordinal)] {
      guard let part else {
        hash.combine("-".utf8)
        continue
      }
      hash.combine("\(part.utf8.count):".utf8)
      hash.combine(part.utf8)
    }
    return hash.hexadecimal
  }

  // Strings are equal by canonical equivalence; names are not.
  package static func == (a: FindingIdentity, b: FindingIdentity) -> Bool {
    a.parts == b.parts
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(parts)
  }

  private var parts: [[UInt8]?] {
    [rule, campaign, step, path].map { $0.map { Array($0.utf8) } }
  }
}

private func plain(_ path: String) -> String {
  path.utf8.starts(with: "./".utf8) ? String(path.dropFirst(2)) : path
}

/// FNV-1a, 128 bits: the prime is 2^88 + 0x13B.
private struct FNVHash {
  private var high: UInt64 = 0x6C62_272E_07BB_0142
  private var low: UInt64 = 0x62B8_2175_6295_C58D

  mutating func combine(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      low ^= UInt64(byte)
      let product = low.multipliedFullWidth(by: 0x13B)
      high = high &* 0x13B &+ product.high &+ (low << 24)
      low = product.low
    }
  }

  var hexadecimal: String { padded(high) + padded(low) }

  private func padded(_ half: UInt64) -> String {
    let digits = String(half, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}

extension FindingIdentity: Comparable {
  /// By file, campaign, step and rule, each by its bytes.
  package static func < (a: FindingIdentity, b: FindingIdentity) -> Bool {
    a.key.lexicographicallyPrecedes(b.key)
  }

  private var key: [UInt8] {
    Array([path ?? "", campaign ?? "", step ?? "", rule].joined(separator: "\0").utf8)
  }
}
