/// Where one cell of a CSV record lies in the bytes that were scanned, without its outer quotes.
struct CSVField {
  // A record has at most a mebibyte, and what waits before it as much: 32 bits suffice.
  private let low: Int32
  private let high: Int32
  let isQuoted: Bool
  /// Quotes inside are doubled.
  let hasDoubledQuotes: Bool

  @inline(__always)
  init(start: Int, end: Int, isQuoted: Bool, hasDoubledQuotes: Bool) {
    low = Int32(truncatingIfNeeded: start)
    high = Int32(truncatingIfNeeded: end)
    self.isQuoted = isQuoted
    self.hasDoubledQuotes = hasDoubledQuotes
  }

  @inline(__always) var start: Int { Int(low) }
  @inline(__always) var end: Int { Int(high) }
  @inline(__always) var count: Int { Int(high &- low) }

  var isEmpty: Bool { low == high }

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
