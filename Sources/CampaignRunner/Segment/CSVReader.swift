/// Reads a CSV file (RFC 4180) record by record from a stream.
///
/// Records end with LF, CR LF or a lone CR, in any mixture; lines without any byte are passed over.
/// A byte order mark at the start is left out. Memory is bounded by the longest record, and that by
/// `maxRecord`.
package struct CSVReader {
  /// Fills the front of the buffer and returns how many bytes; 0 at the end, nil if reading failed.
  ///
  /// Who reads keeps the cause of a failure; here it only stops the reading.
  package typealias Source = (UnsafeMutableRawBufferPointer) -> Int?

  /// The most bytes of a record, line breaks in quoted cells included.
  package static let maxRecord = 1 << 20
  private static let chunk = 1 << 16

  private let source: Source
  /// `position..<end` is read but not yet returned. Behind `end` stand a NUL and the scanner's
  /// padding.
  private var buffer: [UInt8]
  private var position = 0
  private var end = 0
  private var isAtEnd = false
  private var mustSkipLine = false
  private var scanner = CSVScanner()
  /// The record in `buffer`, without its line break.
  private var recordStart = 0
  private var recordEnd = 0
  private var nextLine = 1

  /// The number of the last record; the header is 1.
  package private(set) var row = 0
  /// The line on which the last record begins; the first is 1.
  package private(set) var line = 0

  package init(source: @escaping Source) {
    self.source = source
    buffer = [UInt8](repeating: 0, count: 2 * CSVReader.chunk + CSVScanner.padding)
  }

  /// A reader of pieces of a file, which has nothing to read until `load`.
  package init() {
    self.init { _ in 0 }
  }

  /// Takes the bytes of a piece of the file in place of what it had to read: whole records, behind the last of
  /// which the file ends or another one begins.
  ///
  /// `row` is the number of the last record before the piece (0: none, not even the header), `line` that of its
  /// first line. All that is said of rows and lines then counts from there.
  package mutating func load(_ piece: UnsafeRawBufferPointer, row: Int, line: Int) {
    if buffer.count < piece.count + CSVScanner.padding {
      buffer = [UInt8](repeating: 0, count: piece.count + CSVScanner.padding)
    }
    buffer.withUnsafeMutableBytes { $0.copyMemory(from: piece) }
    buffer[piece.count] = 0
    end = piece.count
    let hasMark = row == 0 && buffer[..<end].starts(with: [0xEF, 0xBB, 0xBF])
    position = hasMark ? 3 : 0
    recordStart = position
    recordEnd = position
    isAtEnd = true
    mustSkipLine = false
    scanner.forget()
    self.row = row
    self.line = line
    nextLine = line
  }

  /// Reads the next record; false at the end.
  ///
  /// After a fault the next call goes on with the line after it, or the next record; only after an
  /// open quote, behind which nothing can be trusted, and a failed read does it return false.
  package mutating func next() throws(SegmentFault) -> Bool {
    if mustSkipLine { try skipLine() }
    if row == 0, position == 0, end == 0, !isAtEnd { try start() }
    while true {
      let outcome = scanner.scan(buffer, from: position, to: end, isFinal: isAtEnd)
      switch outcome {
      case .record(let recordEnd, let next):
        recordStart = position
        self.recordEnd = recordEnd
        if next == position { return false }
        line = nextLine
        position = next
        nextLine += 1
        if recordEnd == recordStart { continue }
        row += 1
        if scanner.hasLineBreaks { nextLine += lineBreaks(recordStart..<recordEnd) }
        if recordEnd - recordStart > CSVReader.maxRecord {
          throw fault(.recordTooLong, at: recordStart)
        }
        if scanner.mayHaveNonASCII { try checkEncoding() }
        return true
      case .needsMore(let openQuote):
        if end - position > CSVReader.maxRecord {
          try stop(
            position, openQuote.map { (.unterminatedQuote, $0) } ?? (.recordTooLong, position))
        } else {
          try refill()
        }
      case .fault(let kind, let offset):
        try stop(position, (SegmentFault.Reason(kind), offset))
      }
    }
  }

  /// How many cells the record has.
  package var count: Int { scanner.count }

  /// The bytes of a cell, quotes removed.
  package func cell(_ index: Int) -> [UInt8] {
    let field = scanner[index]
    let bytes = buffer[field.start..<field.end]
    return field.hasDoubledQuotes ? CSVReader.withoutDoubledQuotes(bytes) : Array(bytes)
  }

  /// The bytes of a cell, quotes removed; of use until the next record is read.
  func slice(_ index: Int) -> ArraySlice<UInt8> {
    let field = scanner[index]
    return field.hasDoubledQuotes ? cell(index)[...] : buffer[field.start..<field.end]
  }

  /// The record as it stands in the file, without its line break; after a fault, as far as it was
  /// read.
  package var record: ArraySlice<UInt8> { buffer[recordStart..<recordEnd] }

  var fields: ArraySlice<CSVField> { scanner.fields }

  /// Lends the cells, and the bytes that they count from.
  @inline(__always)
  func withFields<Result>(
    _ body: (UnsafeBufferPointer<CSVField>, UnsafeRawBufferPointer) -> Result
  ) -> Result {
    scanner.withFields { fields in
      buffer.withUnsafeBytes { body(fields, UnsafeRawBufferPointer(rebasing: $0[..<end])) }
    }
  }

  /// Where the record lies in what `withFields` lends.
  var recordRange: Range<Int> { recordStart..<recordEnd }

  /// Where the record begins in what `fields` count from.
  var recordOffset: Int { recordStart }

  /// Appends the bytes of a cell with doubled quotes, each of them once.
  func append(cell index: Int, to bytes: inout [UInt8]) {
    let field = scanner[index]
    CSVReader.append(withoutDoubledQuotes: buffer[field.start..<field.end], to: &bytes)
  }

  static func withoutDoubledQuotes(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    append(withoutDoubledQuotes: bytes, to: &result)
    return result
  }

  private static func append(
    withoutDoubledQuotes bytes: ArraySlice<UInt8>, to result: inout [UInt8]
  ) {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      result.append(bytes[index])
      index += bytes[index] == UInt8(ascii: "\"") ? 2 : 1
    }
  }
}

extension CSVReader {
  /// A fault of the record at an offset that `fields` count from.
  func fault(
    _ reason: SegmentFault.Reason, at offset: Int, column: String? = nil, cell: Int? = nil
  ) -> SegmentFault {
    let before = recordStart..<min(max(offset, recordStart), end)
    let lineStart = startOfLine(before)
    return SegmentFault(
      row: row, line: line + lineBreaks(before), byteColumn: before.upperBound - lineStart + 1,
      columnName: column, cell: cell, reason: reason)
  }

  /// Ends the record that begins at `start` with a fault.
  private mutating func stop(
    _ start: Int, _ fault: (reason: SegmentFault.Reason, offset: Int)
  ) throws(SegmentFault) {
    row += 1
    line = nextLine
    recordStart = start
    recordEnd = end
    let thrown = self.fault(fault.reason, at: fault.offset, cell: scanner.count)
    if fault.reason == .unterminatedQuote {
      position = end
      isAtEnd = true
      mustSkipLine = false
      throw thrown
    }
    // Lines up to the fault are passed; the rest of its line is skipped when the next record is
    // asked for.
    nextLine = thrown.line
    position = max(start, min(fault.offset, end))
    recordEnd = endOfLine(from: position)
    mustSkipLine = true
    throw thrown
  }

  /// Passes over everything up to and including the next line break.
  private mutating func skipLine() throws(SegmentFault) {
    mustSkipLine = false
    while true {
      let breakStart = endOfLine(from: position)
      // A CR may be the first half of a line break, so that one byte more must be known.
      if breakStart + 1 < end || (isAtEnd && breakStart < end)
        || (breakStart < end && buffer[breakStart] == 0x0A)
      {
        let isPair =
          buffer[breakStart] == 0x0D && breakStart + 1 < end && buffer[breakStart + 1] == 0x0A
        position = breakStart + (isPair ? 2 : 1)
        nextLine += 1
        return
      }
      position = breakStart
      if isAtEnd { return }
      try refill()
    }
  }

  private func endOfLine(from offset: Int) -> Int {
    var offset = offset
    while offset < end, buffer[offset] != 0x0A, buffer[offset] != 0x0D { offset += 1 }
    return offset
  }

  private func lineBreaks(_ range: Range<Int>) -> Int {
    var count = 0
    for index in range {
      let byte = buffer[index]
      let isPair = byte == 0x0D && index + 1 < end && buffer[index + 1] == 0x0A
      if byte == 0x0A || (byte == 0x0D && !isPair) { count += 1 }
    }
    return count
  }

  private func startOfLine(_ range: Range<Int>) -> Int {
    var index = range.upperBound
    while index > range.lowerBound, buffer[index - 1] != 0x0A, buffer[index - 1] != 0x0D {
      index -= 1
    }
    return index
  }

  private func checkEncoding() throws(SegmentFault) {
    guard let offset = firstInvalidUTF8(in: buffer[recordStart..<recordEnd]) else { return }
    let cell = scanner.fields.lastIndex { $0.place <= offset }
    throw fault(.encoding, at: offset, cell: cell)
  }

  /// Reads the first bytes and passes over a byte order mark.
  private mutating func start() throws(SegmentFault) {
    try refill()
    if buffer[..<end].starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    recordStart = position
  }

  /// Reads at least as much again as is waiting, so that a long record is scanned but a few times.
  private mutating func refill() throws(SegmentFault) {
    let waiting = end - position
    if position > 0 {
      buffer.withUnsafeMutableBytes { raw in
        let rest = UnsafeRawBufferPointer(rebasing: raw[position..<end])
        raw.copyMemory(from: rest)
      }
    }
    position = 0
    end = waiting
    scanner.forget()
    let target = waiting + max(waiting, CSVReader.chunk)
    if buffer.count < target + CSVScanner.padding {
      buffer.append(
        contentsOf: repeatElement(0, count: target + CSVScanner.padding - buffer.count))
    }
    while end < target, !isAtEnd {
      let room = end..<(buffer.count - CSVScanner.padding)
      let source = source
      let read = buffer.withUnsafeMutableBytes {
        source(UnsafeMutableRawBufferPointer(rebasing: $0[room]))
      }
      guard let read else {
        isAtEnd = true
        position = 0
        end = 0
        buffer[0] = 0
        throw SegmentFault(
          row: row, line: line, byteColumn: nil, columnName: nil, cell: nil, reason: .unreadable)
      }
      if read <= 0 { isAtEnd = true }
      end += min(max(read, 0), room.count)
    }
    buffer[end] = 0
  }
}
