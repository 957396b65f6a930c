import Diagnostics
import YAMLTree

extension ValueKind {
  /// One of the raw values of an enum; `what` completes "'drop' is not …".
  ///
  /// `elsewhere` maps spellings of other tools to ours, for suggestions.
  static func choice<Choice>(
    _ what: String, elsewhere: KeyValuePairs<String, String> = [:]
  ) -> ValueKind
  where
    Value == Located<Choice>, Choice: CaseIterable & RawRepresentable & Sendable,
    Choice.RawValue == String
  {
    let values = Choice.allCases.map(\.rawValue)
    let others = elsewhere.map { ($0.key, $0.value) }
    return .scalar("one of \(values.joined(separator: ", "))", .choice(values)) {
      scalar, field, findings in
      let written = scalar.string
      if let choice = Choice.allCases.first(where: { $0.rawValue.isExactly(written) }) {
        return Located(choice, scalar.range)
      }
      field.reportUnknownValue(
        written, scalar.range, is: what, oneOf: values,
        meant: others.first { $0.0.isExactly(written) }?.1, into: &findings)
      return nil
    }
  }
}
