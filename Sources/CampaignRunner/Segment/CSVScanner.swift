/// Cuts one CSV record into cells.
///
/// 64 bytes are looked at in one step; only quotes, commas and control characters need a decision.
struct CSVScanner {
  enum Outcome {
    /// The record ends before `end`; the next one begins at `next`.
    case record(end: Int, next: Int)
    /// The bytes end within the record. `openQuote` is where a quote that is still open begins.
    case needsMore(openQuote: Int?)
    case fault(CSVFault, at: Int)
  }

  static let maxCells = 1000
  /// Bytes that must be readable behind the end of what is scanned.
  static let padding = 2 * CSVBlock.size

  /// The cells of the last record, or those before its fault: the first `count`.
  private var table = [CSVField](
    repeating: CSVField(start: 0, end: 0, isQuoted: false, hasDoubledQuotes: false),
    count: CSVScanner.maxCells)
  private(set) var count = 0
  /// A quoted cell of the last record holds a line break.
  private(set) var hasLineBreaks = false
  /// Whether the last record, or what was looked at after it, is not plain ASCII.
  private(set) var mayHaveNonASCII = false
  /// The block that the last record ended in; of use as long as its bytes stay where they are.
  private var block = CSVBlock()
  private var isWarm = false

  var fields: ArraySlice<CSVField> { table[..<count] }

  @inline(__always)
  subscript(index: Int) -> CSVField {
    precondition(index < count, "a record has as many cells as were counted")
    return table[index]
  }

  /// Lends the cells.
  @inline(__always)
  func withFields<Result>(_ body: (UnsafeBufferPointer<CSVField>) -> Result) -> Result {
    table.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[..<count])) }
  }

  /// To be called when the bytes have been moved, or more have been read.
  mutating func forget() { isWarm = false }

  /// Scans from `start` up to `end`, where `buffer` must hold a NUL and after it `padding` - 1
  /// bytes.
  ///
  /// `isFinal`: nothing comes after `end`, which therefore ends the record.
  mutating func scan(_ buffer: [UInt8], from start: Int, to end: Int, isFinal: Bool) -> Outcome {
    precondition(
      start >= 0 && start <= end && end + CSVScanner.padding <= buffer.count,
      "a scanner reads within its buffer")
    var block = self.block
    let isWarm = self.isWarm
    let result = buffer.withUnsafeBytes { bytes in
      table.withUnsafeMutableBufferPointer { fields -> Scan in
        guard let base = bytes.baseAddress, let cells = fields.baseAddress else {
          return Scan(outcome: .record(end: end, next: end))
        }
        return CSVScanner.scan(
          base, cells, &block, isWarm: isWarm, from: start, to: end, isFinal: isFinal)
      }
    }
    self.block = block
    count = result.count
    hasLineBreaks = result.hasLineBreaks
    mayHaveNonASCII = result.seen & CSVBlock.highBits != 0
    if case .record = result.outcome { self.isWarm = true } else { self.isWarm = false }
    return result.outcome
  }

  private struct Scan {
    var outcome: Outcome
    var count = 0
    var hasLineBreaks = false
    var seen: UInt64 = 0
  }

  private enum State {
    case bare
    case quoted
    case closed
  }

  private static func scan(
    _ bytes: UnsafeRawPointer, _ fields: UnsafeMutablePointer<CSVField>, _ kept: inout CSVBlock,
    isWarm: Bool, from start: Int, to end: Int, isFinal: Bool
  ) -> Scan {
    var block = kept
    defer { kept = block }
    if !isWarm || start < block.base || start - block.base >= 2 * CSVBlock.size {
      block.read(bytes, at: start)
    }
    if start - block.base >= CSVBlock.size { block.read(bytes, at: block.base + CSVBlock.size) }
    block.marks &= ~0 &<< UInt64(start - block.base)
    var seen = block.high
    var count = 0
    var hasLineBreaks = false
    func done(_ outcome: Outcome) -> Scan {
      Scan(outcome: outcome, count: count, hasLineBreaks: hasLineBreaks, seen: seen)
    }
    var state = State.bare
    var fieldStart = start
    var fieldEnd = start
    var hasDoubledQuotes = false
    // The second of two quotes is before this and needs no decision.
    var ignoredBefore = start
    while true {
      while block.marks == 0 {
        block.read(bytes, at: block.base &+ CSVBlock.size)
        seen |= block.high
      }
      let position = block.base &+ block.marks.trailingZeroBitCount
      block.marks &= block.marks &- 1
      if position >= end {
        if !isFinal { return done(.needsMore(openQuote: state == .quoted ? fieldStart - 1 : nil)) }
        if state == .quoted { return done(.fault(.unterminatedQuote, at: fieldStart - 1)) }
        fields[count] = CSVField(
          start: fieldStart, end: state == .closed ? fieldEnd : end, isQuoted: state == .closed,
          hasDoubledQuotes: hasDoubledQuotes)
        count += 1
        return done(.record(end: end, next: end))
      }
      let byte = bytes.load(fromByteOffset: position, as: UInt8.self)
      if state == .quoted {
        switch byte {
        case UInt8(ascii: "\""):
          if position < ignoredBefore { continue }
          if position + 1 >= end, !isFinal {
            return done(.needsMore(openQuote: fieldStart - 1))
          }
          let next = bytes.load(fromByteOffset: position + 1, as: UInt8.self)
          if position + 1 < end, next == byte {
            hasDoubledQuotes = true
            ignoredBefore = position + 2
          } else if position + 1 >= end || endsCell(next) {
            state = .closed
            fieldEnd = position
          } else {
            return done(
              .fault(next == 0 ? .nul : .strayQuote, at: next == 0 ? position + 1 : position))
          }
        case 0x0A, 0x0D: hasLineBreaks = true
        case 0: return done(.fault(.nul, at: position))
        default: break
        }
        continue
      }
      switch byte {
      case UInt8(ascii: ","):
        fields[count] = CSVField(
          start: fieldStart, end: state == .closed ? fieldEnd : position,
          isQuoted: state == .closed, hasDoubledQuotes: hasDoubledQuotes)
        count += 1
        if count >= CSVScanner.maxCells { return done(.fault(.tooManyCells, at: position + 1)) }
        state = .bare
        fieldStart = position + 1
        hasDoubledQuotes = false
      case 0x0A, 0x0D:
        var next = position + 1
        if byte == 0x0D {
          if next >= end, !isFinal { return done(.needsMore(openQuote: nil)) }
          if next < end, bytes.load(fromByteOffset: next, as: UInt8.self) == 0x0A { next += 1 }
        }
        fields[count] = CSVField(
          start: fieldStart, end: state == .closed ? fieldEnd : position,
          isQuoted: state == .closed, hasDoubledQuotes: hasDoubledQuotes)
        count += 1
        return done(.record(end: position, next: next))
      case UInt8(ascii: "\""):
        guard position == fieldStart else { return done(.fault(.strayQuote, at: position)) }
        state = .quoted
        fieldStart = position + 1
      case 0:
        return done(.fault(.nul, at: position))
      default:
        break
      }
    }
  }

  @inline(__always)
  private static func endsCell(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == 0x0A || byte == 0x0D
  }
}
