import Diagnostics

/// Gathers the findings of one rule, in bytes of its text.
struct RuleReport {
  /// A rule with more mistakes than this is not read to its end.
  static let limit = 20

  let text: MappedText
  private(set) var findings = Findings()
  private(set) var hasErrors = false
  /// Where the last mistake of grammar stands; what follows right after it is guessed.
  private var lastFault: Range<Int>?

  init(_ text: MappedText) { self.text = text }

  var isFull: Bool { findings.all.count >= RuleReport.limit }

  mutating func error(
    _ rule: RuleID, _ message: String, at range: Range<Int>, label: String = "",
    help: String? = nil, near: NearMatch? = nil
  ) {
    let isFollowUp = isFollowUp(rule, range, hasAdvice: !label.isEmpty || help != nil)
    hasErrors = true
    if rule == "rule-syntax" || rule == "rule-arguments" { lastFault = range }
    if isFollowUp { return }
    add(
      Diagnostic(rule, .error, message, at: text.range(range), label: label, help: help)
        .respelt(near))
  }

  mutating func warn(
    _ rule: RuleID, _ message: String, at range: Range<Int>, label: String = "",
    help: String? = nil
  ) {
    add(Diagnostic(rule, .warning, message, at: text.range(range), label: label, help: help))
  }

  /// One cause gives one finding: once the grammar is broken, a complaint at the same place that has nothing to
  /// advise, and types that do not fit, come from how the text was guessed.
  private func isFollowUp(_ rule: RuleID, _ range: Range<Int>, hasAdvice: Bool) -> Bool {
    guard let lastFault else { return false }
    if rule == "type-mismatch" { return true }
    return rule == "rule-syntax" && !hasAdvice && range.lowerBound >= lastFault.lowerBound
      && range.lowerBound <= lastFault.upperBound + 1
  }

  /// The user's text, cut where it is long, for messages.
  func excerpt(_ range: Range<Int>) -> String {
    let bytes = text.utf8[range.clamped(to: 0..<text.utf8.count)]
    let short = bytes.count <= 40 ? bytes : bytes.prefix(40)
    return String(decoding: short, as: UTF8.self) + (bytes.count <= 40 ? "" : "…")
  }

  private mutating func add(_ diagnostic: Diagnostic) {
    if !isFull { findings.report(diagnostic) }
  }
}
