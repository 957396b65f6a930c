/// How people of a language and land write numbers and amounts: a table of our own, after CLDR.
///
/// The machine's locales are not asked, so that a message is the same wherever it is made.
struct NumberLocale: Sendable {
  enum Pattern: Sendable {
    /// `€5`
    case symbolFirst
    /// `€ 5`
    case symbolFirstSpaced
    /// `5 €`
    case symbolLast
  }

  /// As in the table: `de`, `de-CH`.
  let name: String
  let group: String
  let decimal: String
  let pattern: Pattern
  /// Numbers of four digits are not parted.
  var keepsFour = false
  /// `12,34,567`: the thousands in threes, all above in twos.
  var isIndian = false

  /// The land that a name ends with: `CH`; empty if it has none.
  var region: String { name.split(separator: "-").dropFirst().last.map(String.init) ?? "" }

  /// `de`, `de-CH`, `de_CH`, in letters of any case; an unknown land has the language's own way. Nil for an
  /// unknown language.
  init?(named name: String) {
    let parts = name.lowercased().split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "_" }
    guard let language = parts.first, parts.count <= 3,
      parts.allSatisfy({ part in
        !part.isEmpty && part.utf8.count <= 8
          && part.utf8.allSatisfy { ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) }
      })
    else { return nil }
    let key = parts.count > 1 ? "\(language)-\(parts[parts.count - 1])" : String(language)
    guard let found = NumberLocale.table[key] ?? NumberLocale.table[String(language)] else {
      return nil
    }
    // The land tells a local currency from a foreign one, even where numbers are the language's.
    let full = parts.count > 1 ? "\(language)-\(parts[parts.count - 1].uppercased())" : found.name
    self.init(
      name: full, group: found.group, decimal: found.decimal, pattern: found.pattern,
      keepsFour: found.keepsFour, isIndian: found.isIndian)
  }

  /// Whether a separator stands where `left` digits of `count` follow.
  func parts(after left: Int, of count: Int) -> Bool {
    if keepsFour, count <= 4 { return false }
    if isIndian { return left == 3 || (left > 3 && left % 2 == 1) }
    return left % 3 == 0
  }

  @Sendable static func fault(_ literal: [UInt8]) -> LiteralFault? {
    let text = String(decoding: literal, as: UTF8.self)
    guard NumberLocale(named: text) == nil else { return nil }
    return LiteralFault(
      message:
        "there is no locale '\(text)': it is a language or one with a land, such as 'de' or 'en-GB'"
    )
  }

  private init(
    name: String, group: String, decimal: String, pattern: Pattern, keepsFour: Bool = false,
    isIndian: Bool = false
  ) {
    self.name = name
    self.group = group
    self.decimal = decimal
    self.pattern = pattern
    self.keepsFour = keepsFour
    self.isIndian = isIndian
  }

  /// By name in small letters.
  private static let table: [String: NumberLocale] = {
    var table: [String: NumberLocale] = [:]
    func add(
      _ names: String, _ group: String, _ decimal: String, _ pattern: Pattern,
      keepsFour: Bool = false, isIndian: Bool = false
    ) {
      for name in names.split(separator: " ") {
        table[name.lowercased()] = NumberLocale(
          name: String(name), group: group, decimal: decimal, pattern: pattern,
          keepsFour: keepsFour, isIndian: isIndian)
      }
    }
    let space = "\u{A0}"
    let narrow = "\u{202F}"
    add("en ja zh ko th ms-MY sw fil tl ga cy ar fa ur", ",", ".", .symbolFirst)
    add("es-MX es-US es-GT es-HN es-NI es-PA es-PE es-PR es-SV es-DO", ",", ".", .symbolFirst)
    add("ms", ",", ".", .symbolFirstSpaced)
    add("he", ",", ".", .symbolLast)
    add("hi bn ta te mr gu kn ml pa en-IN", ",", ".", .symbolFirst, isIndian: true)
    add("en-ZA af", space, ",", .symbolFirst)
    add("de da it el ro hr sl sr bs mk is ca gl eu vi es-CL", ".", ",", .symbolLast)
    add("es", ".", ",", .symbolLast, keepsFour: true)
    add("es-AR es-CO es-UY es-VE nl pt id pt-BR", ".", ",", .symbolFirstSpaced)
    add("tr az", ".", ",", .symbolFirst)
    add("de-AT", space, ",", .symbolFirstSpaced)
    add("de-CH de-LI it-CH", "\u{2019}", ".", .symbolFirstSpaced)
    add("fr", narrow, ",", .symbolLast)
    add("fr-CH", narrow, ",", .symbolLast)
    add("fr-CA sv nb no nn fi cs sk hu ru uk be lt kk hy ka sq fr-LU", space, ",", .symbolLast)
    add("pl bg et lv pt-PT", space, ",", .symbolLast, keepsFour: true)
    return table
  }()
}
