import CampaignGraph
import Diagnostics
import YAMLTree

/// The keys of `timezone:`.
enum ZoneKeys {
  static let column = Key<Located<String>>(
    "column", .column, elsewhere: ["field", "from"], "The column that names each contact's zone.")
  static let defaultZone = Key<Located<String>>(
    "default", .zone, elsewhere: ["fallback", "zone", "name"],
    "The IANA zone of contacts without one, such as `Europe/Berlin`.")
  static let onMissing = Key<Located<ZonePolicy.Fallback>>(
    "on_missing", .choice("an answer to a missing zone"),
    "For a contact without a zone: the `default` zone, `skip` its messages, or an `error`.")
  static let onInvalid = Key<Located<ZonePolicy.Fallback>>(
    "on_invalid", .choice("an answer to an unknown zone"), elsewhere: ["on_unknown"],
    "For a name that the IANA database does not know: `skip`, the `default` zone, or an `error`.")

  static let form = Form(
    "a time zone setting", [column.row, defaultZone.row, onMissing.row, onInvalid.row])
}

extension ValueKind where Value == Located<String> {
  /// Whether there is such a zone is asked later, of the database.
  fileprivate static var zone: Self { .name("an IANA zone name such as Europe/Berlin") }
}

extension ValueKind where Value == ZoneDefinition {
  /// `{ column: timezone, default: Europe/Berlin }`, or a zone name alone.
  static var zoneSetting: Self {
    let takes = "a zone name, or a mapping such as { column: timezone, default: Europe/Berlin }"
    let mapping = ValueKind<ZoneDefinition>.form(ZoneKeys.form, takes) {
      reader, field, findings in
      var zone = ZoneDefinition(range: field.node.range)
      zone.column = reader.read(ZoneKeys.column, into: &findings)
      zone.defaultZone = reader.read(ZoneKeys.defaultZone, into: &findings)
      zone.onMissing = reader.read(ZoneKeys.onMissing, into: &findings)
      zone.onInvalid = reader.read(ZoneKeys.onInvalid, into: &findings)
      return zone
    }
    return ValueKind(takes, .any(of: [.word, mapping.schema])) { field, findings in
      guard case .scalar(let scalar) = field.node.content else {
        return mapping.read(field, &findings)
      }
      var zone = ZoneDefinition(range: scalar.range)
      zone.defaultZone = ValueKind<Located<String>>.zone.read(field, &findings)
      return zone
    }
  }
}
