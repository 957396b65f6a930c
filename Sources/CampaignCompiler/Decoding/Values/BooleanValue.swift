import Diagnostics
import YAMLTree

extension ValueKind where Value == Located<Bool> {
  static var boolean: Self {
    .scalar("true or false", .boolean) { scalar, field, findings in
      if scalar.style == .plain {
        if scalar.isWritten("true") { return Located(true, scalar.range) }
        if scalar.isWritten("false") { return Located(false, scalar.range) }
      }
      let meant = BooleanSpelling(scalar.string)?.value
      field.reportType(
        "true or false", label: meant.map { "write \($0), without quotes" } ?? "",
        notes: meant != nil && scalar.style == .plain
          ? ["yes, no, on and off were booleans in YAML 1.1 only"] : [],
        into: &findings)
      return nil
    }
  }
}

/// A boolean as YAML 1.1 and people spell it, in any case.
private struct BooleanSpelling {
  let value: Bool

  init?(_ text: String) {
    let lower = text.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    switch String(decoding: lower, as: UTF8.self) {
    case "true", "yes", "on", "y", "1": value = true
    case "false", "no", "off", "n", "0": value = false
    default: return nil
    }
  }
}
