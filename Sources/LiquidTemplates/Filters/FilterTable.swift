import Diagnostics

/// The filters by name. A new filter is a file here and a line in `definitions`.
enum FilterTable {
  static let all: [String: FilterDefinition] = Dictionary(
    definitions.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  static let definitions: [FilterDefinition] = [
    .append, .capitalize, .date, .default, .dividedBy, .downcase, .escape, .escapeOnce, .first,
    .join, .last, .lstrip, .minus, .modulo, .newlineToBr, .plus, .prepend, .raw, .replace, .round,
    .rstrip, .size, .split, .strip, .stripHTML, .times, .truncate, .upcase, .urlEncode,
  ]

  /// Standard filters without a file here.
  private static let notYet: Set<String> = [
    "abs", "at_least", "at_most", "base64_decode", "base64_encode", "base64_url_safe_decode",
    "base64_url_safe_encode", "ceil", "compact", "concat", "find", "find_index", "floor", "has",
    "h", "map", "reject", "remove", "remove_first", "remove_last", "replace_first", "replace_last",
    "reverse", "slice", "sort", "sort_natural", "strip_newlines", "squish", "sum", "truncatewords",
    "uniq", "url_decode", "where", "time_zone", "money", "number_with_delimiter", "pluralize",
    "url_param_escape", "json", "sha256", "hmac_sha256", "md5",
  ]

  struct UnknownFilter {
    let range: Range<Int>
    let message: String
    var label = ""
    var help: String?
  }

  static func unknown(_ name: Identifier) -> UnknownFilter {
    let text = name.text
    if notYet.contains(text) {
      return UnknownFilter(range: name.range, message: "filter '\(text)' is not supported yet")
    }
    let near = nearest(to: text, among: definitions.map(\.name))
    return UnknownFilter(
      range: name.range, message: "there is no filter '\(text)'",
      label: near.map { "a filter '\($0)' exists" } ?? "")
  }
}
