/// Cuts one CSV record into cells.
///
/// Eight bytes are looked at in one step; only quotes, commas and control characters need a
/// decision.
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
  static let padding = 8

  /// The cells of the last record, or those before its fault.
  private(set) var fields: [CSVField] = []
  /// A quoted cell of the last record holds a line break.
  private(set) var hasLineBreaks = false
  /// Whether the last record, or what was looked at after it, is not plain ASCII.
  private(set) var mayHaveNonASCII = false

  private enum State {
    case bare
    case quoted
    case closed
  }

  /// Scans from `start` up to `end`, where `buffer` must hold a NUL and after it `padding` - 1
  /// bytes.
  ///
  /// `isFinal`: nothing comes after `end`, which therefore ends the record.
  mutating func scan(_ buffer: [UInt8], from start: Int, to end: Int, isFinal: Bool) -> Outcome {
    let bytes = buffer.span.bytes
    fields.removeAll(keepingCapacity: true)
    hasLineBreaks = false
    var seen: UInt64 = 0
    defer { mayHaveNonASCII = seen & CSVScanner.highBits != 0 }

    var state = State.bare
    var fieldStart = start
    var fieldEnd = start
    var hasDoubledQuotes = false
    // The second of two quotes is behind this and needs no decision.
    var ignoredBefore = start
    var base = start
    var marks = CSVScanner.marks(bytes, at: base, &seen)
    while true {
      while marks == 0 {
        base += 8
        marks = CSVScanner.marks(bytes, at: base, &seen)
      }
      let position = base + marks.trailingZeroBitCount / 8
      marks &= marks &- 1
      if position < ignoredBefore { continue }

      if position >= end {
        if !isFinal { return .needsMore(openQuote: state == .quoted ? fieldStart - 1 : nil) }
        if state == .quoted { return .fault(.unterminatedQuote, at: fieldStart - 1) }
        let last = state == .closed ? fieldEnd : end
        append(fieldStart, last, isQuoted: state == .closed, hasDoubledQuotes)
        return .record(end: end, next: end)
      }
      let byte = bytes.unsafeLoad(fromByteOffset: position, as: UInt8.self)
      if state == .quoted {
        switch byte {
        case UInt8(ascii: "\""):
          if position + 1 >= end, !isFinal { return .needsMore(openQuote: fieldStart - 1) }
          let next = bytes.unsafeLoad(fromByteOffset: position + 1, as: UInt8.self)
          if position + 1 < end, next == byte {
            hasDoubledQuotes = true
            ignoredBefore = position + 2
          } else if position + 1 >= end || CSVScanner.endsCell(next) {
            state = .closed
            fieldEnd = position
          } else {
            return .fault(next == 0 ? .nul : .strayQuote, at: next == 0 ? position + 1 : position)
          }
        case 0x0A, 0x0D: hasLineBreaks = true
        case 0: return .fault(.nul, at: position)
        default: break
        }
        continue
      }
      switch byte {
      case UInt8(ascii: ","):
        let last = state == .closed ? fieldEnd : position
        append(fieldStart, last, isQuoted: state == .closed, hasDoubledQuotes)
        if fields.count >= CSVScanner.maxCells { return .fault(.tooManyCells, at: position + 1) }
        state = .bare
        fieldStart = position + 1
        hasDoubledQuotes = false
      case 0x0A, 0x0D:
        var next = position + 1
        if byte == 0x0D {
          if next >= end, !isFinal { return .needsMore(openQuote: nil) }
          if next < end, bytes.unsafeLoad(fromByteOffset: next, as: UInt8.self) == 0x0A {
            next += 1
          }
        }
        let last = state == .closed ? fieldEnd : position
        append(fieldStart, last, isQuoted: state == .closed, hasDoubledQuotes)
        return .record(end: position, next: next)
      case UInt8(ascii: "\""):
        guard position == fieldStart else { return .fault(.strayQuote, at: position) }
        state = .quoted
        fieldStart = position + 1
      case 0:
        return .fault(.nul, at: position)
      default:
        break
      }
    }
  }

  private mutating func append(_ start: Int, _ end: Int, isQuoted: Bool, _ hasDoubledQuotes: Bool) {
    fields.append(
      CSVField(start: start, end: end, isQuoted: isQuoted, hasDoubledQuotes: hasDoubledQuotes))
  }

  private static func endsCell(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == 0x0A || byte == 0x0D
  }

  private static let highBits: UInt64 = 0x8080_8080_8080_8080
  private static let ones: UInt64 = 0x0101_0101_0101_0101

  /// The highest bit of each of eight bytes that is a quote, a comma or a control character.
  @inline(__always)
  private static func marks(_ bytes: RawSpan, at offset: Int, _ seen: inout UInt64) -> UInt64 {
    let word = UInt64(
      littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
    seen |= word
    // Without the highest bits no sum below carries into the next byte.
    let low = word & ~highBits
    let notControl = low &+ ones &* 0x60
    let notQuote = (low ^ ones &* 0x22) &+ ones &* 0x7F
    let notComma = (low ^ ones &* 0x2C) &+ ones &* 0x7F
    return ~(notControl & notQuote & notComma) & ~word & highBits
  }
}
