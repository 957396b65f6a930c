import CivilTime
import Diagnostics
import YAMLTree

extension ValueKind where Value == Located<Weekdays> {
  /// `mon`, `mon-fri`, `fri-mon`, `weekdays`, `weekends`, `all`, or a list of these.
  static var weekdays: Self {
    let word = Schema.pattern(Weekdays.writtenPattern)
    return ValueKind(
      "days such as mon-fri or [tue, thu]", .any(of: [word, .list(word, atLeast: 1)])
    ) { field, findings in
      if case .scalar(let scalar) = field.node.content {
        return readDays(scalar, into: &findings).map { Located($0, scalar.range) }
      }
      let takes = "days such as mon-fri or [tue, thu]"
      guard let items = field.items(takes, into: &findings) else { return nil }
      if items.isEmpty {
        findings.report(
          Diagnostic(
            "missing-value", .error, "\(field.title) takes at least one day", at: field.node.range))
        return nil
      }
      var all: Weekdays = []
      var isWhole = true
      for item in items {
        guard let scalar = item.scalar("a day such as tue", into: &findings),
          let days = readDays(scalar, into: &findings)
        else {
          isWhole = false
          continue
        }
        all.formUnion(days)
      }
      return isWhole ? Located(all, field.node.range) : nil
    }
  }
}

/// The days of one word; nil after a finding with the spelling that was meant.
///
/// - Parameter isKey: of a mapping, where no list can stand.
func readDays(
  _ scalar: YAMLScalar, isKey: Bool = false, into findings: inout Findings
) -> Weekdays? {
  let bytes = scalar.text.utf8
  if let days = Weekdays(written: bytes) { return days }
  let meant = correctedDays(bytes)
  let label =
    isKey && meant?.utf8.first == UInt8(ascii: "[")
    ? "write one key for each" : meant.map { "write \($0)" } ?? ""
  findings.report(
    Diagnostic(
      "unknown-value", .error,
      "\(quoted(scalar.string)) is not a day; days are \(Weekdays.names.joined(separator: ", "))"
        + ", ranges such as mon-fri, weekdays, weekends and all",
      at: scalar.range, label: label))
  return nil
}

extension Weekdays {
  /// A regular expression of what `init(written:)` reads.
  static let writtenPattern: String = {
    let day = "(?:\(Weekdays.names.joined(separator: "|")))"
    return "\(day)(?:-\(day))?|weekdays|weekends|all"
  }()

  static let weekends = Weekdays(rawValue: 0b110_0000)

  /// One day, a range that may run past Sunday, or a word for several.
  init?(written bytes: [UInt8]) {
    switch String(decoding: bytes, as: UTF8.self) {
    case "weekdays": self = .mondayToFriday
    case "weekends": self = .weekends
    case "all": self = .all
    default:
      let ends = bytes.split(
        separator: UInt8(ascii: "-"), maxSplits: 1, omittingEmptySubsequences: false
      ).map { end in Weekdays.names.firstIndex { end.elementsEqual($0.utf8) } }
      guard let first = ends.first ?? nil, let last = ends.last ?? nil else { return nil }
      self = []
      for step in 0...((last - first + 7) % 7) {
        formUnion(Weekdays(index: (first + step) % 7))
      }
    }
  }
}

/// What was meant by `Monday`, `Mon-Fri`, `tue, thu`, `weekday`; nil if that is not clear.
private func correctedDays(_ bytes: [UInt8]) -> String? {
  let lower = bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
  let words = lower.split { !(0x61...0x7A).contains($0) }
  let separators = lower.filter { !(0x61...0x7A).contains($0) && $0 != 0x20 }
  if words.count == 1, let word = words.first {
    switch String(decoding: word, as: UTF8.self) {
    case "weekday", "weekdays", "workdays", "workday": return "weekdays"
    case "weekend", "weekends": return "weekends"
    case "all", "daily", "any", "every", "everyday": return "all"
    default: break
    }
  }
  if lower.elementsEqual("every day".utf8) { return "all" }
  if words.count == 1,
    let near = nearest(
      to: String(decoding: lower, as: UTF8.self),
      among: Weekdays.names + ["weekdays", "weekends", "all"])
  {
    return near
  }
  var days: [String] = []
  for word in words {
    let full = Weekdays.names.first { word.starts(with: $0.utf8) }
    guard word.count >= 3,
      let day = full ?? nearest(to: String(decoding: word, as: UTF8.self), among: Weekdays.names)
    else { return nil }
    days.append(day)
  }
  if days.count == 1, let day = days.first { return day }
  if days.count == 2, separators == [UInt8(ascii: "-")] { return days.joined(separator: "-") }
  return days.count > 1 ? "[\(days.joined(separator: ", "))]" : nil
}
