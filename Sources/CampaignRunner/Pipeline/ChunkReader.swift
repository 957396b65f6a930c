import CampaignGraph
import LiquidTemplates

/// Reads the contacts of one chunk after another. One a worker.
struct ChunkReader {
  private var pieces: SegmentReader
  private let schema: SegmentSchema
  private let skipsRows: Bool

  /// `first` is the first chunk of the segment, with the header; it was read before without a fault.
  init(schema: SegmentSchema, first: [UInt8], skipsRows: Bool) {
    var reader = ChunkReader.reader(of: first, schema)
    try? reader.readHeader()
    pieces = SegmentReader(piecesOf: reader)
    self.schema = schema
    self.skipsRows = skipsRows
  }

  /// A reader of the first chunk.
  static func reader(of bytes: [UInt8], _ schema: SegmentSchema) -> SegmentReader {
    var position = 0
    return SegmentReader(schema: schema) { buffer in
      let part = bytes[position...].prefix(buffer.count)
      buffer.copyBytes(from: part)
      position += part.count
      return part.count
    }
  }

  /// Reads and prepares all contacts of a chunk, up to a fault that ends the run. Their rows and lines count
  /// from the beginning of the chunk, the first row being 2.
  mutating func prepare(
    _ chunk: inout SegmentChunk, with runner: inout ContactRunner,
    engagement: some EngagementSource
  ) {
    if chunk.isFirst {
      var reader = ChunkReader.reader(of: Array(chunk.bytes[..<chunk.count]), schema)
      prepare(&chunk, from: &reader, with: &runner, engagement: engagement)
    } else {
      chunk.bytes.withUnsafeBytes {
        pieces.load(UnsafeRawBufferPointer(rebasing: $0[..<chunk.count]), row: 1, line: 1)
      }
      prepare(&chunk, from: &pieces, with: &runner, engagement: engagement)
    }
  }

  private func prepare(
    _ chunk: inout SegmentChunk, from segment: inout SegmentReader,
    with runner: inout ContactRunner, engagement: some EngagementSource
  ) {
    var isLost = false
    while true {
      if chunk.filled == chunk.contacts.count { chunk.contacts.append(PreparedContact()) }
      let index = chunk.filled
      do throws(SegmentFault) {
        guard try segment.next(into: &chunk.contacts[index].row) else { break }
        chunk.contacts[index].begin(
          number: segment.row, line: segment.line, recordCount: segment.record.count)
      } catch {
        isLost = true
        let fault = ChunkFault.segment(error)
        chunk.contacts[index].begin(
          number: error.row, line: error.line, recordCount: segment.record.count)
        chunk.contacts[index].row.removeAll()
        chunk.contacts[index].row.bytes.append(contentsOf: segment.record)
        guard lose(fault, at: index, of: &chunk) else { break }
        continue
      }
      do throws(RunFault) {
        try runner.prepare(&chunk.contacts[index], engagement: engagement)
        chunk.filled += 1
      } catch {
        guard lose(.run(error), at: index, of: &chunk) else { break }
      }
    }
    chunk.records = segment.row - 1
    chunk.lines = lineBreaks(in: chunk.bytes, chunk.count) + (chunk.isOverlong ? 1 : 0)
    // By another reading of its quotes a chunk could seem to be whole: nothing must be left out in silence.
    if chunk.isOverlong, !isLost, chunk.fault == nil {
      chunk.fault = .segment(
        SegmentFault(
          row: chunk.records + 2, line: chunk.lines, byteColumn: nil, columnName: nil, cell: nil,
          reason: .recordTooLong))
    }
  }

  /// Rejects the row if the run can go on without it, else ends the chunk.
  private func lose(_ fault: ChunkFault, at index: Int, of chunk: inout SegmentChunk) -> Bool {
    guard skipsRows, fault.isOfRow else {
      chunk.fault = fault
      return false
    }
    chunk.contacts[index].standing = .rejected(fault)
    chunk.filled += 1
    return true
  }
}

/// LF, CR LF and lone CR among the first so many bytes; a CR at their end is one.
func lineBreaks(in bytes: [UInt8], _ count: Int) -> Int {
  bytes.withUnsafeBytes { bytes in
    var breaks = 0
    var index = 0
    let end = count - 1
    // Eight bytes at a time, as long as no CR is among them.
    while index + 8 <= end {
      let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      if ByteMatches.any(0x0D, in: word) {
        for place in index..<index + 8 {
          let (this, next) = (bytes[place], bytes[place + 1])
          breaks &+= (this == 0x0A ? 1 : 0) &+ ((this == 0x0D && next != 0x0A) ? 1 : 0)
        }
      } else {
        breaks &+= ByteMatches.count(0x0A, in: word)
      }
      index += 8
    }
    while index < end {
      // A line break of two bytes is counted at its second one.
      let (this, next) = (bytes[index], bytes[index + 1])
      breaks &+= (this == 0x0A ? 1 : 0) &+ ((this == 0x0D && next != 0x0A) ? 1 : 0)
      index += 1
    }
    if count > 0, bytes[end] == 0x0A || bytes[end] == 0x0D { breaks += 1 }
    return breaks
  }
}
