import Diagnostics
import YAMLTree

/// The name that a campaign, a segment, a step or a variant is recognised by.
struct IdentifierRule: Sendable {
  /// Completes "'Trial 1' is not …": "a campaign id".
  let what: String
  /// Completes "a campaign id is made of …".
  let alphabet: String
  let allowsUpperCase: Bool
  let allowsUnderscore: Bool

  static let campaign = IdentifierRule(
    what: "a campaign id", alphabet: "lower case letters, digits and hyphens",
    allowsUpperCase: false, allowsUnderscore: false)
  static let segment = IdentifierRule(
    what: "a segment name", alphabet: "lower case letters, digits, hyphens and underscores",
    allowsUpperCase: false, allowsUnderscore: true)
  static let step = IdentifierRule(
    what: "a step id", alphabet: "letters, digits, hyphens and underscores",
    allowsUpperCase: true, allowsUnderscore: true)
  static let variant = IdentifierRule(
    what: "a variant name", alphabet: "letters, digits, hyphens and underscores",
    allowsUpperCase: true, allowsUnderscore: true)

  static let longest = 64

  var pattern: String {
    let letters = allowsUpperCase ? "A-Za-z" : "a-z"
    return "[\(letters)0-9][\(letters)0-9\(allowsUnderscore ? "_" : "")-]{0,63}"
  }

  func accepts(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.first, bytes.count <= IdentifierRule.longest else { return false }
    return first != UInt8(ascii: "-") && first != UInt8(ascii: "_")
      && bytes.allSatisfy { accepts($0) }
  }

  private func accepts(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    case UInt8(ascii: "-"): true
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): allowsUpperCase
    case UInt8(ascii: "_"): allowsUnderscore
    default: false
    }
  }

  /// `Trial Onboarding` as `trial-onboarding`; nil if nothing sensible is left.
  func corrected(_ bytes: [UInt8]) -> String? {
    var result: [UInt8] = []
    for byte in bytes {
      let byte = !allowsUpperCase && (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
      if accepts(byte) {
        result.append(byte)
      } else if let last = result.last, last != UInt8(ascii: "-") {
        result.append(UInt8(ascii: "-"))
      }
    }
    while result.last == UInt8(ascii: "-") { result.removeLast() }
    return accepts(result) ? String(decoding: result, as: UTF8.self) : nil
  }
}

extension ValueKind where Value == Located<String> {
  /// An id is kept even if it is wrong, so that references to it are not reported as well.
  static func identifier(_ rule: IdentifierRule) -> Self {
    .scalar("\(rule.what) of \(rule.alphabet)", .name(rule.pattern)) { scalar, _, findings in
      let bytes = scalar.text.utf8
      if !rule.accepts(bytes) {
        let isLong = bytes.count > IdentifierRule.longest
        let limit = isLong ? "at most \(IdentifierRule.longest) characters" : rule.alphabet
        let meant = isLong || !bytes.allSatisfy({ $0 < 0x80 }) ? nil : rule.corrected(bytes)
        findings.report(
          Diagnostic(
            "invalid-id", .error,
            "\(quoted(scalar.string)) is not \(rule.what): \(isLong ? "it has" : "it takes") \(limit)",
            at: scalar.range, label: meant.map { "write '\($0)'" } ?? "",
            help: rule.startsWrong(bytes) ? "it begins with a letter or a digit" : nil))
      }
      return Located(scalar.string, scalar.range)
    }
  }
}

extension IdentifierRule {
  fileprivate func startsWrong(_ bytes: [UInt8]) -> Bool {
    bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "_")
  }
}
