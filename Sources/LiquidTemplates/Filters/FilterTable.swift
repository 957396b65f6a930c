import Diagnostics

/// The filters by name. A new filter is a file here and a line in `definitions`.
enum FilterTable {
  static let all: [String: FilterDefinition] = Dictionary(
    definitions.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  static let definitions: [FilterDefinition] = [
    // Text.
    .append, .capitalize, .downcase, .lstrip, .prepend, .remove, .removeFirst, .removeLast,
    .replace, .replaceFirst, .replaceLast, .rstrip, .slice, .split, .squish, .strip, .stripHTML,
    .stripNewlines, .truncate, .truncateWords, .upcase,
    // Html, links and encodings.
    .base64Decode, .base64Encode, .base64URLSafeDecode, .base64URLSafeEncode, .escape, .escapeOnce,
    .h, .hmacSHA256, .json, .md5, .newlineToBr, .raw, .sha256, .urlDecode, .urlEncode,
    .urlParamEscape,
    // Numbers.
    .abs, .atLeast, .atMost, .ceil, .dividedBy, .floor, .minus, .modulo, .money,
    .numberWithDelimiter, .pluralize, .plus, .round, .times,
    // Lists.
    .compact, .concat, .find, .findIndex, .first, .has, .join, .last, .map, .reject, .reverse,
    .size, .sort, .sortNatural, .sum, .uniq, .where,
    // Dates, and what is lacking.
    .date, .default, .timeZone,
  ]

  struct UnknownFilter {
    let range: Range<Int>
    let message: String
    var label = ""
    var help: String?
    var near: NearMatch?
  }

  static func unknown(_ name: Identifier, suggests: Bool) -> UnknownFilter {
    let text = name.text
    let near = suggests ? nearMatch(of: text, among: definitions.map(\.name)) : nil
    return UnknownFilter(
      range: name.range, message: "there is no filter '\(text)'",
      label: near.map { "a filter '\($0.name)' exists" } ?? "", near: near)
  }
}
