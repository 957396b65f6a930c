import CZlib

/// Reads gzip (RFC 1952), several members one after the other included.
final class GzipDecompressor: Decompressor {
  /// zlib remembers where it lies.
  private let stream: UnsafeMutablePointer<z_stream>
  private let isOpen: Bool
  private(set) var isComplete = false

  init() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 15 bits of window, and 16 for the gzip format alone.
    isOpen =
      inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
  }

  deinit {
    if isOpen { inflateEnd(stream) }
    stream.deallocate()
  }

  func decompress(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(CompressionFault) -> (read: Int, written: Int) {
    guard isOpen else { throw CompressionFault(reason: "zlib cannot be used") }
    if isComplete {
      guard !input.isEmpty else { return (0, 0) }
      inflateReset(stream)
      isComplete = false
    }
    let (given, room) = (UInt32(clamping: input.count), UInt32(clamping: output.count))
    stream.pointee.next_in = UnsafeMutablePointer(
      mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
    stream.pointee.avail_in = given
    stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = room
    let status = inflate(stream, Z_NO_FLUSH)
    defer {
      stream.pointee.next_in = nil
      stream.pointee.next_out = nil
    }
    let (read, written) = (
      Int(given - stream.pointee.avail_in), Int(room - stream.pointee.avail_out)
    )
    switch status {
    case Z_OK, Z_BUF_ERROR: return (read, written)
    case Z_STREAM_END:
      isComplete = true
      return (read, written)
    case Z_MEM_ERROR: throw CompressionFault(reason: "there is not enough memory")
    default:
      let words = stream.pointee.msg.map { String(cString: $0) } ?? "the data is damaged"
      throw CompressionFault(reason: words)
    }
  }
}

/// Writes gzip without a name or a time: the same bytes give the same file.
final class GzipCompressor: Compressor {
  private let stream: UnsafeMutablePointer<z_stream>
  private let isOpen: Bool
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  init() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    isOpen =
      deflateInit2_(
        stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size)) == Z_OK
  }

  deinit {
    if isOpen { deflateEnd(stream) }
    stream.deallocate()
  }

  func compress(
    _ input: UnsafeRawBufferPointer, isLast: Bool, to write: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    guard isOpen else { throw CompressionFault(reason: "zlib cannot be used") }
    var rest = input
    repeat {
      let part = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 30))
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(part.count))
      stream.pointee.next_in = UnsafeMutablePointer(
        mutating: part.baseAddress?.assumingMemoryBound(to: UInt8.self))
      stream.pointee.avail_in = UInt32(part.count)
      let flush = isLast && rest.isEmpty ? Z_FINISH : Z_NO_FLUSH
      var status = Z_OK
      repeat {
        let room = buffer.count
        let count = buffer.withUnsafeMutableBytes { bytes in
          stream.pointee.next_out = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
          stream.pointee.avail_out = UInt32(room)
          status = deflate(stream, flush)
          return room - Int(stream.pointee.avail_out)
        }
        guard status != Z_STREAM_ERROR else {
          throw CompressionFault(reason: "zlib cannot compress")
        }
        try buffer.withUnsafeBytes {
          try write(UnsafeRawBufferPointer(rebasing: $0[..<count]))
        }
      } while stream.pointee.avail_out == 0 && status != Z_STREAM_END
    } while !rest.isEmpty
    stream.pointee.next_in = nil
    stream.pointee.next_out = nil
  }
}
