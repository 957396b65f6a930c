import Diagnostics

/// A note on the columns that a segment has beyond its schema, if there are any.
package func extraColumnNotes(_ extra: [String], path: String) -> [Diagnostic] {
  guard let first = extra.first else { return [] }
  let list = extra.prefix(10).map { "'\($0)'" }.joined(separator: ", ")
  let more = extra.count > 10 ? " and \(extra.count - 10) more" : ""
  return [
    Diagnostic(
      "csv-extra-column", .info,
      extra.count == 1
        ? "the column '\(first)' is not declared and is not read"
        : "the columns \(list)\(more) are not declared and are not read",
      at: .position(path: path, line: 1, column: nil))
  ]
}
