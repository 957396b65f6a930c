/// How a file is compressed: told by its first bytes, never by its name.
enum Compression: Sendable, CaseIterable {
  case gzip
  case zstandard

  /// Bytes that must be known to tell, or all that there are.
  static let headCount = 4

  /// nil for a file that is not compressed.
  init?(head: some Sequence<UInt8>) {
    let head = Array(head.prefix(Compression.headCount))
    if head.starts(with: [0x1F, 0x8B]) {
      self = .gzip
    } else if head == [0x28, 0xB5, 0x2F, 0xFD]
      // A frame to be passed over may come first: the parallel zstd writes one.
      || (head.count == 4 && head[0] & 0xF0 == 0x50 && head[1...] == [0x2A, 0x4D, 0x18])
    {
      self = .zstandard
    } else {
      return nil
    }
  }

  var name: String {
    switch self {
    case .gzip: "gzip"
    case .zstandard: "zstd"
    }
  }

  func decompressor() -> any Decompressor {
    switch self {
    case .gzip: GzipDecompressor()
    case .zstandard: ZstandardDecompressor()
    }
  }

  /// Its output depends on nothing but the bytes, the library's version and the level.
  func compressor() -> any Compressor {
    switch self {
    case .gzip: GzipCompressor()
    case .zstandard: ZstandardCompressor()
    }
  }
}

/// Turns compressed bytes into what they stand for, piece by piece, in bounded memory.
protocol Decompressor: AnyObject {
  /// Takes bytes from the front of `input` and puts bytes at the front of `output`; tells how many of each.
  ///
  /// Without input and output there is nothing left to give out.
  func decompress(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(CompressionFault) -> (read: Int, written: Int)

  /// Whether the input may end here: a member, or frame, has ended, and no other has begun.
  var isComplete: Bool { get }
}

/// Compresses bytes piece by piece.
protocol Compressor: AnyObject {
  /// Takes all of `input`; with `isLast` all that is still kept comes out too.
  func compress(
    _ input: UnsafeRawBufferPointer, isLast: Bool, to write: (UnsafeRawBufferPointer) throws -> Void
  ) throws
}

/// Why compressed bytes cannot be read, or bytes not be compressed.
struct CompressionFault: Error, Equatable {
  let reason: String
}

/// The bytes as `gzip` or `zstd` would have them, in memory; for tests.
package func compressed(_ bytes: [UInt8], as name: String) throws -> [UInt8] {
  guard let compression = Compression.allCases.first(where: { $0.name == name }) else {
    return bytes
  }
  var result: [UInt8] = []
  try bytes.withUnsafeBytes { bytes in
    try compression.compressor().compress(bytes, isLast: true) { result += $0 }
  }
  return result
}
