/// Reads a text line by line from a stream; lines end with LF. Memory is bounded by the longest line,
/// and that by `maxLine`.
struct LineReader {
  static let maxLine = 1 << 20
  private static let chunk = 1 << 16

  private let source: CSVReader.Source
  /// `position..<end` is read but not yet returned.
  private var buffer: [UInt8]
  private var position = 0
  private var end = 0
  private var isAtEnd = false
  private var range = 0..<0
  /// Of the last line; the first is 1.
  private(set) var number = 0

  init(source: @escaping CSVReader.Source) {
    self.source = source
    buffer = [UInt8](repeating: 0, count: 2 * LineReader.chunk)
  }

  /// The last line without its LF, and without a byte order mark at the start of the file.
  var line: ArraySlice<UInt8> { buffer[range] }

  /// Goes to the next line; false at the end. A line that is too long is a fault, and passed over.
  mutating func next() throws(EventFault) -> Bool {
    var searched = position
    var isTooLong = false
    while true {
      if let stop = buffer[searched..<end].firstIndex(of: 0x0A) {
        range = position..<stop
        position = stop + 1
        return try finish(isTooLong)
      }
      if isAtEnd {
        if position == end, !isTooLong { return false }
        range = position..<end
        position = end
        return try finish(isTooLong)
      }
      if end - position > LineReader.maxLine {
        isTooLong = true
        position = end
      }
      try refill()
      searched = isTooLong ? position : end - lastRead
    }
  }

  private var lastRead = 0

  private mutating func finish(_ isTooLong: Bool) throws(EventFault) -> Bool {
    number += 1
    if isTooLong || range.count > LineReader.maxLine {
      throw EventFault(row: number, line: number, reason: .lineTooLong)
    }
    if number == 1, buffer[range].starts(with: [0xEF, 0xBB, 0xBF]) {
      range = range.lowerBound + 3..<range.upperBound
    }
    return true
  }

  private mutating func refill() throws(EventFault) {
    let waiting = end - position
    if position > 0 {
      buffer.withUnsafeMutableBytes { raw in
        raw.copyMemory(from: UnsafeRawBufferPointer(rebasing: raw[position..<end]))
      }
    }
    position = 0
    end = waiting
    if buffer.count - end < LineReader.chunk {
      buffer.append(contentsOf: repeatElement(0, count: buffer.count))
    }
    let (source, room) = (source, end..<buffer.count)
    let read = buffer.withUnsafeMutableBytes {
      source(UnsafeMutableRawBufferPointer(rebasing: $0[room]))
    }
    guard let read else {
      isAtEnd = true
      throw EventFault(
        SegmentFault(
          row: number, line: number + 1, byteColumn: nil, columnName: nil, cell: nil,
          reason: .unreadable))
    }
    if read <= 0 { isAtEnd = true }
    lastRead = min(max(read, 0), room.count)
    end += lastRead
  }
}
