import CZstandard

/// Reads zstd (RFC 8878), several frames one after the other included.
///
/// A window of more than 128 MiB (`--ultra --long=28` and up) is refused: that is what reading would take.
final class ZstandardDecompressor: Decompressor {
  private let stream = ZSTD_createDStream()
  private(set) var isComplete = false

  deinit { ZSTD_freeDStream(stream) }

  func decompress(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(CompressionFault) -> (read: Int, written: Int) {
    if isComplete, input.isEmpty { return (0, 0) }
    var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
    var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
    let hint = ZSTD_decompressStream(stream, &target, &source)
    guard ZSTD_isError(hint) == 0 else {
      throw CompressionFault(reason: ZSTD_getErrorName(hint).map { String(cString: $0) } ?? "")
    }
    isComplete = hint == 0
    return (source.pos, target.pos)
  }
}

/// Writes one zstd frame with a checksum.
final class ZstandardCompressor: Compressor {
  private let stream = ZSTD_createCStream()
  private var buffer = [UInt8](repeating: 0, count: 1 << 17)

  init() {
    ZSTD_CCtx_setParameter(stream, ZSTD_c_compressionLevel, 3)
    ZSTD_CCtx_setParameter(stream, ZSTD_c_checksumFlag, 1)
  }

  deinit { ZSTD_freeCStream(stream) }

  func compress(
    _ input: UnsafeRawBufferPointer, isLast: Bool, to write: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
    var isDone = false
    while !isDone {
      let (written, rest) = buffer.withUnsafeMutableBytes { bytes in
        var target = ZSTD_outBuffer(dst: bytes.baseAddress, size: bytes.count, pos: 0)
        let rest = ZSTD_compressStream2(
          stream, &target, &source, isLast ? ZSTD_e_end : ZSTD_e_continue)
        return (target.pos, rest)
      }
      guard ZSTD_isError(rest) == 0 else {
        throw CompressionFault(reason: ZSTD_getErrorName(rest).map { String(cString: $0) } ?? "")
      }
      try buffer.withUnsafeBytes {
        try write(UnsafeRawBufferPointer(rebasing: $0[..<written]))
      }
      isDone = source.pos == source.size && (!isLast || rest == 0)
    }
  }
}
