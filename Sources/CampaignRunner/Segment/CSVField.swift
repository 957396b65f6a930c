/// Where one cell of a CSV record lies in the bytes that were scanned, without its outer quotes.
struct CSVField {
  let start: Int
  let end: Int
  let isQuoted: Bool
  /// Quotes inside are doubled.
  let hasDoubledQuotes: Bool

  var isEmpty: Bool { start == end }

  /// Where the cell begins, its opening quote included.
  var place: Int { isQuoted ? start - 1 : start }
}

/// A fault in the structure of a CSV file, found while scanning.
enum CSVFault {
  case strayQuote
  case unterminatedQuote
  case nul
  case tooManyCells
}
