import Diagnostics
import JSONText
import YAMLTree

extension ValueKind where Value == [HeaderDefinition] {
  /// Header fields beside those that Mailplan and the mail system write.
  static var headers: Self {
    let takes = "a mapping of header names to text"
    let names = Schema.pattern("[!-9;-~]{1,76}")
    let schema = Schema(
      Schema.mapping(of: .text).members + [JSONValue.Member("propertyNames", names.json)])
    return ValueKind(takes, schema) { field, findings in
      guard let entries = field.mapping(takes, into: &findings) else { return nil }
      var seen: Set<[UInt8]> = []
      return entries.compactMap { entry in
        let name = entry.key.text.utf8
        let lower = name.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        let problem = problem(with: lower, seen)
        seen.insert(lower)
        if let problem {
          findings.report(
            Diagnostic(
              "invalid-header", .error, "\(quoted(entry.key.string)) \(problem)",
              at: entry.key.range))
        }
        let value = Field(entry).read(.template, into: &findings)
        guard problem == nil, let value else { return nil }
        return HeaderDefinition(name: Located(entry.key.string, entry.key.range), value: value)
      }
    }
  }

  /// `name` is in lower case.
  private static func problem(with name: [UInt8], _ seen: Set<[UInt8]>) -> String? {
    // RFC 5322, 3.6.8: printable ASCII without the colon.
    guard !name.isEmpty, name.count <= 76,
      name.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: ":") })
    else { return "is not a header name: it takes printable ASCII without spaces and colons" }
    let reserved = reservedHeaders.contains { name.elementsEqual($0.utf8) }
    if reserved || name.starts(with: "content-".utf8) || name.starts(with: "resent-".utf8) {
      return "is a header that mailplan or the mail system writes"
    }
    if seen.contains(name) { return "stands twice; header names are the same in any case" }
    return nil
  }
}

/// In lower case.
private let reservedHeaders = [
  "from", "to", "cc", "bcc", "sender", "reply-to", "subject", "date", "message-id",
  "mime-version", "return-path", "received", "list-unsubscribe", "list-unsubscribe-post",
  "dkim-signature",
]
