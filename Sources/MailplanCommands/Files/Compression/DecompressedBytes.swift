/// The bytes of a file, decompressed if its first bytes say that it is compressed.
///
/// Memory is bounded, however much a file grows. A file that ends early, or is damaged, never passes for a
/// shorter one.
final class DecompressedBytes {
  /// Fills the front of a buffer with bytes of the file; 0 at its end, nil if it cannot be read.
  private let source: (UnsafeMutableRawBufferPointer) -> Int?
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  /// What is read but not yet given on.
  private var waiting = 0..<0
  private var hasLooked = false
  private var decompressor: (any Decompressor)?
  private var compression: Compression?
  /// Bytes of the file that have been taken.
  private var offset = 0

  init(_ source: @escaping (UnsafeMutableRawBufferPointer) -> Int?) { self.source = source }

  /// Fills the front of `target`; 0 at the end, nil if the source fails.
  func read(into target: UnsafeMutableRawBufferPointer) throws(CompressionFault) -> Int? {
    guard !target.isEmpty else { return 0 }
    if !hasLooked {
      hasLooked = true
      while waiting.count < Compression.headCount {
        guard let count = fill() else { return nil }
        if count == 0 { break }
      }
      compression = Compression(head: buffer[waiting])
      decompressor = compression?.decompressor()
    }
    guard let decompressor else { return copy(into: target) }
    while true {
      let (read, written) = try decompress(with: decompressor, into: target)
      waiting = (waiting.lowerBound + read)..<waiting.upperBound
      offset += read
      if written > 0 { return written }
      if !waiting.isEmpty, read > 0 { continue }
      guard waiting.isEmpty else { throw fault("nothing more can be read") }
      guard let count = fill() else { return nil }
      if count == 0 {
        if decompressor.isComplete { return 0 }
        throw fault("the file ends in the middle of it")
      }
    }
  }

  private func decompress(
    with decompressor: any Decompressor, into target: UnsafeMutableRawBufferPointer
  ) throws(CompressionFault) -> (read: Int, written: Int) {
    if decompressor.isComplete, let compression {
      // Behind a member only another one may come.
      while waiting.count < Compression.headCount {
        guard let count = fill(), count > 0 else { break }
      }
      let head = buffer[waiting].prefix(Compression.headCount)
      if !head.isEmpty, Compression(head: head) != compression {
        throw fault("bytes follow that are no \(compression.name)")
      }
    }
    let range = waiting
    let outcome = buffer.withUnsafeBytes { bytes in
      Result { () throws(CompressionFault) in
        try decompressor.decompress(UnsafeRawBufferPointer(rebasing: bytes[range]), into: target)
      }
    }
    do throws(CompressionFault) {
      return try outcome.get()
    } catch {
      throw fault(error.reason)
    }
  }

  private func fault(_ reason: String) -> CompressionFault {
    CompressionFault(
      reason: "\(compression?.name ?? "") data is damaged near byte \(offset + 1): \(reason)")
  }

  private func copy(into target: UnsafeMutableRawBufferPointer) -> Int? {
    guard !waiting.isEmpty else { return source(target) }
    let count = min(target.count, waiting.count)
    target.copyBytes(from: buffer[waiting].prefix(count))
    waiting = (waiting.lowerBound + count)..<waiting.upperBound
    return count
  }

  /// Reads more behind what is waiting, which there is always room for.
  private func fill() -> Int? {
    if waiting.lowerBound > 0 {
      let kept = Array(buffer[waiting])
      buffer.replaceSubrange(0..<kept.count, with: kept)
      waiting = 0..<kept.count
    }
    let (start, source) = (waiting.upperBound, source)
    guard
      let count = buffer.withUnsafeMutableBytes({
        source(UnsafeMutableRawBufferPointer(rebasing: $0[start...]))
      })
    else { return nil }
    waiting = 0..<(start + min(max(count, 0), buffer.count - start))
    return count
  }
}
