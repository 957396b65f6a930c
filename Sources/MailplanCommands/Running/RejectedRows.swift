import CampaignRunner

/// The rows that a run has left out, in words, and whether the command still ends with 0.
struct RejectedRows {
  let count: Int
  /// Of how many rows of the segment.
  let rows: Int
  let isAllowed: Bool
  private let byRule: [String: Int]

  init(_ summary: RunSummary, _ options: RowOptions) {
    byRule = summary.rejected ?? [:]
    count = byRule.values.reduce(0, +)
    rows = count + summary.counts.records
    isAllowed = options.most.allows(count, of: rows)
  }

  /// `3 of 1000 rows left out: csv-ragged-row 2, cell-type 1`
  var words: String {
    let rules = byRule.sorted {
      $0.value == $1.value
        ? $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) : $0.value > $1.value
    }
    return "\(count) of \(rows) rows left out: "
      + rules.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
  }
}
