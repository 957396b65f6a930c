import Diagnostics
import YAMLTree

/// The keys of `tracking:`.
enum TrackingKeys {
  static let opens = Key<Located<Bool>>(
    "opens", .boolean, elsewhere: ["open"], "Whether opens are tracked.")
  static let clicks = Key<Located<Bool>>(
    "clicks", .boolean, elsewhere: ["click", "links"], "Whether clicks are tracked.")

  static let form = Form("a tracking setting", [opens.row, clicks.row])
}

extension ValueKind where Value == TrackingDefinition {
  static var tracking: Self {
    .form(TrackingKeys.form, "a mapping such as { opens: true, clicks: true }") {
      reader, _, findings in
      TrackingDefinition(
        opens: reader.read(TrackingKeys.opens, into: &findings),
        clicks: reader.read(TrackingKeys.clicks, into: &findings))
    }
  }
}
