import CampaignGraph
import Diagnostics
import JSONText
import LiquidTemplates
import YAMLTree

/// The keys of a column in its long form.
enum ColumnKeys {
  static let type = Key<WrittenColumnType>(
    "type", .columnType, .required, elsewhere: ["kind"],
    "\(ColumnTypeName.names.map { "`\($0)`" }.joined(separator: ", ")); with `?` a cell may be "
      + "empty.")
  static let values = Key<[Located<String>]>(
    "values", .list(of: .name("a value"), "a list such as [free, pro]", atLeast: 1),
    elsewhere: ["options", "choices", "enum"], "For `enum`, and a list `of: enum`: the values.")
  static let of = Key<WrittenColumnType>(
    "of", .columnType, elsewhere: ["items", "element"],
    "For `list`: the type of the items; `string` if not written. Lists of lists do not exist.")
  static let separator = Key<Located<String>>(
    "separator", .separator, elsewhere: ["delimiter", "sep"],
    "For `list`: what stands between the items of a cell; `;` if not written.")
  static let role = Key<Located<ColumnRole>>(
    "role",
    .choice(
      "a column role",
      elsewhere: ["key": "id", "email": "address", "unsubscribed": "suppressed"]),
    "What Mailplan itself reads the column for. `id`: names the contact. `address`: where its "
      + "mail goes. `suppressed`: true means never any mail. `open_hours`: hours at which it has "
      + "opened mail. `tags`: the list that actions change.")
  static let defaultText = Key<Located<String>>(
    "default", .text("a value of the column's type"), elsewhere: ["fallback"],
    "Stands for an empty cell.")
  static let preview = Key<Located<String>>(
    "preview", .text("a value of the column's type"), elsewhere: ["example", "sample"],
    "An example value for rendering without rows.")

  static let form = Form(
    "a column",
    [
      type.row, values.row, of.row, separator.row, role.row, defaultText.row, preview.row,
    ],
    strangers: [
      "nullable": "write the type with a '?', as in string?",
      "optional": "write the type with a '?', as in string?",
      "required": "every column is required unless its type ends with '?'",
      "name": "the key of the column is its name",
    ])

  /// The table, and that an enum needs its values.
  static let schema = Schema(
    form.schema.members + [
      JSONValue.Member(
        "if",
        [
          "anyOf": [
            ["properties": ["type": columnTypeSchema([.enum]).json], "required": ["type"]],
            ["properties": ["of": columnTypeSchema([.enum]).json], "required": ["of"]],
          ]
        ]),
      JSONValue.Member("then", ["required": ["values"]]),
    ])

  static let defaultSeparator = ";"
}

extension ValueKind where Value == Located<String> {
  fileprivate static var separator: Self {
    let takes = "one to eight characters such as ';'"
    return .scalar(takes, .text) { scalar, field, findings in
      if (1...8).contains(scalar.text.utf8.count) { return Located(scalar.string, scalar.range) }
      field.reportType(takes, into: &findings)
      return nil
    }
  }
}
