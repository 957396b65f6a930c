import CivilTime
import Diagnostics
import LiquidTemplates

extension TemplateScope {
  /// A column of every type.
  static let exercise = TemplateScope(
    columns: [
      Name(name: "first_name", type: .string, isNullable: true),
      Name(name: "email", type: .email, isNullable: false),
      Name(name: "plan", type: .enumeration(["free", "pro", "team"]), isNullable: false),
      Name(name: "score", type: .integer, isNullable: false),
      Name(name: "price", type: .decimal, isNullable: false),
      Name(name: "opted_in", type: .boolean, isNullable: false),
      Name(name: "ends_on", type: .date, isNullable: true),
      Name(name: "joined_at", type: .timestamp, isNullable: false),
      Name(name: "tags", type: .list(of: .string, separator: ";"), isNullable: false),
      Name(name: "scores", type: .list(of: .integer, separator: ";"), isNullable: false),
      Name(name: "site", type: .url, isNullable: false),
      Name(name: "zone", type: .timezone, isNullable: false),
    ], segment: "exercise")
}

extension [(name: String, text: MappedText)] {
  static let exercise = [
    (
      "card",
      MappedText(SourceFile(path: "card.liquid", text: "<b>{{ a }}</b>{{ email | upcase }}"))
    ),
    ("row", MappedText(SourceFile(path: "row.liquid", text: "{% render 'card', a: row %}"))),
  ]
}

extension ContactRow {
  /// Values that are hard to print: quotes, tags, braces, line breaks, an empty cell, large numbers.
  static let exercise: ContactRow = {
    var row = ContactRow()
    let text = "A<b>&\"'{{ email }}\r\nÄ\u{2028}é"
    row.cells = [
      row.storeText(text.utf8), row.storeText("a@example.com".utf8), row.storeText("pro".utf8),
      .integer(.max), .decimal(ExactDecimal(coefficient: -1005, scale: 3)), .boolean(true), .null,
      .timestamp(Instant(seconds: 1_700_000_000)), .list(start: 0, count: 3),
      .list(start: 3, count: 2), row.storeText("java\tscript:alert(1)".utf8),
      row.storeText("Europe/Berlin".utf8),
    ]
    row.items = [
      row.storeText("x".utf8), row.storeText(text.utf8), row.storeText("z".utf8),
      .integer(.min), .integer(0),
    ]
    return row
  }()
}

extension DataTree {
  /// The same names as the columns have, and objects that columns cannot hold.
  static let exercise: DataTree = {
    func text(_ text: String) -> DataValue { .text(Array(text.utf8)) }
    let item = DataValue.object([
      (Array("title".utf8), text("A<b>&")), (Array("price".utf8), DataValue(number: "9.90")),
      (Array("tags".utf8), .array([text("x"), .null, .boolean(false)])),
    ])
    return DataTree(
      .object([
        (Array("first_name".utf8), .null), (Array("email".utf8), text("a@example.com")),
        (Array("score".utf8), .integer(.min)), (Array("price".utf8), DataValue(number: "1e300")),
        (Array("tags".utf8), .array([text("b"), text("a"), .integer(3), .null])),
        (Array("joined_at".utf8), text("2026-11-23 10:00:00 +0100")),
        (Array("items".utf8), .array([item, item, .array([item])])), (Array("item".utf8), item),
      ]))
  }()
}
