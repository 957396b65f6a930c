import CampaignGraph
import Diagnostics
import YAMLTree

extension ValueKind where Value == Located<String> {
  /// One address without a display name, `ada@acme.example`.
  static var address: Self {
    .scalar(
      "an address such as ada@acme.example", .pattern("[^@\\s<>]+@[^@\\s<>.]+(?:\\.[^@\\s<>.]+)+")
    ) {
      scalar, field, findings in
      if addressFault(scalar.text.utf8[...]) == nil { return Located(scalar.string, scalar.range) }
      findings.report(invalidAddress(scalar, field))
      return nil
    }
  }

  /// `acme.example`
  static var domain: Self {
    .scalar("a domain such as acme.example", .pattern("[^@\\s<>]+")) { scalar, field, findings in
      let bytes = scalar.text.utf8
      if domainFault(bytes[...]) == nil { return Located(scalar.string, scalar.range) }
      let rest = bytes.lastIndex(of: UInt8(ascii: "@")).map { bytes[($0 + 1)...] }
      let meant = rest.flatMap {
        domainFault($0) == nil ? String(decoding: $0, as: UTF8.self) : nil
      }
      findings.report(
        Diagnostic(
          "invalid-address", .error,
          "\(field.title) takes a domain such as acme.example, not \(quoted(scalar.string))",
          at: scalar.range, label: meant.map { "write \($0)" } ?? ""))
      return nil
    }
  }
}

func invalidAddress(_ scalar: YAMLScalar, _ field: Field) -> Diagnostic {
  let bytes = scalar.text.utf8
  var help: String?
  if let open = bytes.lastIndex(of: UInt8(ascii: "<")), bytes.last == UInt8(ascii: ">"),
    addressFault(bytes[(open + 1)..<(bytes.count - 1)]) == nil
  {
    let address = String(decoding: bytes[(open + 1)..<(bytes.count - 1)], as: UTF8.self)
    help = "write { name: …, email: \(address) }, or the address alone"
  } else if bytes.contains(UInt8(ascii: "{")) {
    help = "an address is the same for every contact; it takes no Liquid"
  }
  return Diagnostic(
    "invalid-address", .error,
    "\(field.title) takes an address such as ada@acme.example, not \(quoted(scalar.string))",
    at: scalar.range, help: help)
}

extension UInt8 {
  var isLetterOrDigit: Bool {
    (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
  }
}
