import Diagnostics
import YAMLTree

extension ValueKind where Value == Located<String> {
  /// Text as it is written, of any length; `takes` completes "'description' takes …".
  static func text(_ takes: String = "text") -> Self {
    .scalar(takes, .text) { scalar, _, _ in Located(scalar.string, scalar.range) }
  }

  /// Text that names something, and so is not blank.
  static func name(_ takes: String) -> Self {
    .scalar(takes, .word) { scalar, field, findings in
      guard scalar.text.utf8.contains(where: { $0 > 0x20 }) else {
        findings.report(
          Diagnostic(
            "missing-value", .error, "\(field.title) takes \(takes), not an empty text",
            at: scalar.range))
        return nil
      }
      return Located(scalar.string, scalar.range)
    }
  }

  /// A path of a file, from the file that names it.
  static var path: Self { .name("a path") }
  static var column: Self { .name("the name of a column") }
}

extension ValueKind where Value == MappedText {
  /// A Liquid template, parsed later.
  static var template: Self { .mapped("text, which may hold Liquid") }
  /// A rule, parsed later.
  static var rule: Self { .mapped("a rule such as 'opened(welcome)'") }

  private static func mapped(_ takes: String) -> Self {
    .scalar(takes, .text) { scalar, _, _ in scalar.text }
  }
}
