import LiquidTemplates

/// Cuts the bytes of a CSV file into chunks that begin and end with a record.
///
/// In a sound file a line break ends a record if the quotes before it are even in number, which is
/// quick to see. After a stray quote this is no longer so: where reading goes on behind a fault, a
/// chunk with quotes is read byte by byte, by the rules of `CSVReader`. Otherwise the fault ends the
/// run, and where the chunk of the fault and those behind it are cut does not matter.
struct RecordCutter {
  private let source: CSVReader.Source
  /// Whether reading goes on with the next line after a fault.
  private let resumes: Bool
  /// What was read behind the last cut: the beginning of a record.
  private var carry: [UInt8] = []
  private var isAtEnd = false
  private var hasFailed = false
  /// The rest of an over-long record is passed over.
  private var mustSkipLine = false
  private var isPastReturn = false

  /// The largest record with its line break and the byte behind it, and one more: without a record's end
  /// in so many bytes, it is too long, or its quote never closed. What is found does not depend on how
  /// the source hands out its bytes.
  static let capacity = CSVReader.maxRecord + 3

  init(source: @escaping CSVReader.Source, resumes: Bool) {
    self.source = source
    self.resumes = resumes
  }

  /// Fills a chunk with about so many bytes, more if a record is longer; false at the end.
  ///
  /// Throws if the source fails; what it handed out before is in the chunks before.
  mutating func next(into chunk: inout SegmentChunk, size: Int) throws(SegmentFault) -> Bool {
    if mustSkipLine { skipLine() }
    chunk.isOverlong = false
    var length = carry.count
    var target = min(RecordCutter.capacity, max(1, size, length + size / 2))
    chunk.reserve(target)
    chunk.bytes.replaceSubrange(0..<length, with: carry)
    while true {
      chunk.reserve(target)
      while length < target, !isAtEnd { read(into: &chunk.bytes, &length, upTo: target) }
      if hasFailed {
        throw SegmentFault(
          row: 0, line: 0, byteColumn: nil, columnName: nil, cell: nil, reason: .unreadable)
      }
      if isAtEnd {
        carry.removeAll()
        chunk.count = length
        return length > 0
      }
      if let cut = lastCut(chunk.bytes, length) {
        carry.replaceSubrange(0..<carry.count, with: chunk.bytes[cut..<length])
        chunk.count = cut
        return true
      }
      if length >= RecordCutter.capacity {
        // A CR at the end may end the record: it begins what is passed over.
        isPastReturn = chunk.bytes[length - 1] == 0x0D
        chunk.count = isPastReturn ? length - 1 : length
        chunk.isOverlong = true
        carry.removeAll()
        mustSkipLine = resumes
        isAtEnd = !resumes
        return true
      }
      target = min(RecordCutter.capacity, 2 * target)
    }
  }

  private mutating func read(into bytes: inout [UInt8], _ length: inout Int, upTo target: Int) {
    let (start, source) = (length, source)
    let count = bytes.withUnsafeMutableBytes {
      source(UnsafeMutableRawBufferPointer(rebasing: $0[start..<target]))
    }
    guard let count else {
      hasFailed = true
      isAtEnd = true
      return
    }
    if count <= 0 { isAtEnd = true }
    length += min(max(count, 0), target - start)
  }

  /// Passes over everything up to and including the next line break; what follows it is the carry.
  private mutating func skipLine() {
    mustSkipLine = false
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    while !isAtEnd {
      var length = 0
      read(into: &bytes, &length, upTo: bytes.count)
      guard length > 0 else { return }
      var index = 0
      while index < length {
        let byte = bytes[index]
        if isPastReturn || byte == 0x0A {
          // A LF behind a CR belongs to it.
          if byte == 0x0A { index += 1 }
          carry = Array(bytes[index..<length])
          return
        }
        isPastReturn = byte == 0x0D
        index += 1
      }
    }
  }

  /// Where the last record ends of which the end is known.
  private func lastCut(_ bytes: [UInt8], _ length: Int) -> Int? {
    let quotes = RecordCutter.quotes(bytes, length)
    if quotes.any, resumes { return lastCutByRules(bytes, length) }
    var isOdd = quotes.isOdd
    var index = length
    while index > 0 {
      index -= 1
      switch bytes[index] {
      case UInt8(ascii: "\""): isOdd.toggle()
      case 0x0A where !isOdd: return index + 1
      case 0x0D where !isOdd && index + 1 < length && bytes[index + 1] != 0x0A: return index + 1
      default: break
      }
    }
    return nil
  }

  /// Whether there are quotes, and an odd number of them.
  private static func quotes(_ bytes: [UInt8], _ length: Int) -> (any: Bool, isOdd: Bool) {
    var any: UInt8 = 0
    var odd: UInt8 = 0
    bytes.withUnsafeBytes { bytes in
      var start = 0
      var count = 0
      while start + 8 <= length {
        count &+= ByteMatches.count(
          UInt8(ascii: "\""), in: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
        start += 8
      }
      if count > 0 { any = 1 }
      odd = UInt8(count & 1)
      for byte in bytes[start..<length] {
        let isQuote: UInt8 = byte == UInt8(ascii: "\"") ? 1 : 0
        any |= isQuote
        odd ^= isQuote
      }
    }
    return (any != 0, odd != 0)
  }
}
