/// Writes bytes, front to back, into memory that is known to be enough; see `ByteBuffer.append(atMost:_:)`.
///
/// It asks once for many appends what a buffer asks for each: whether there is room, and whether the memory
/// is its own. Room that was reckoned too small is a broken invariant, never a write past the end.
public struct ByteWriter: ~Copyable {
  @usableFromInline let memory: UnsafeMutableRawBufferPointer
  /// Bytes written.
  @usableFromInline var length = 0

  @inlinable
  public var count: Int { length }

  @inlinable
  public init(_ memory: UnsafeMutableRawBufferPointer) { self.memory = memory }

  @inlinable @inline(__always)
  public mutating func append(_ byte: UInt8) {
    precondition(count < memory.count, "the room of a writer suffices")
    memory[count] = byte
    length += 1
  }

  @inlinable @inline(__always)
  public mutating func append(_ bytes: UnsafeRawBufferPointer) {
    precondition(bytes.count <= memory.count - count, "the room of a writer suffices")
    guard let target = memory.baseAddress, let source = bytes.baseAddress else { return }
    (target + count).copyMemory(from: source, byteCount: bytes.count)
    length += bytes.count
  }

  /// Appends a part of `source`: a short one in two moves of 16 bytes, where both have so many.
  @inlinable @inline(__always)
  public mutating func append(_ source: UnsafeRawBufferPointer, _ range: Range<Int>) {
    let added = range.count
    if added <= 32, source.count - range.lowerBound >= 32, memory.count - count >= 32,
      range.lowerBound >= 0, let target = memory.baseAddress, let start = source.baseAddress
    {
      let from = start + range.lowerBound
      let first = from.loadUnaligned(as: SIMD16<UInt8>.self)
      let second = from.loadUnaligned(fromByteOffset: 16, as: SIMD16<UInt8>.self)
      target.storeBytes(of: first, toByteOffset: count, as: SIMD16<UInt8>.self)
      target.storeBytes(of: second, toByteOffset: count + 16, as: SIMD16<UInt8>.self)
      length += added
      return
    }
    append(UnsafeRawBufferPointer(rebasing: source[range]))
  }

  @inlinable
  public mutating func append(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { append($0) }
  }

  @inlinable @inline(__always)
  public mutating func append(_ text: StaticString) {
    guard text.hasPointerRepresentation else { return }
    append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  @inlinable
  public mutating func append(_ bytes: borrowing ByteBuffer) {
    let count = bytes.count
    bytes.storage.withUnsafeBytes { append($0, 0..<count) }
  }

  /// Lends `count` bytes of memory, which `body` fills.
  @inlinable @inline(__always)
  public mutating func append(
    count added: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Void
  ) {
    precondition(added >= 0 && added <= memory.count - count, "the room of a writer suffices")
    guard let target = memory.baseAddress else { return }
    body((target + count).assumingMemoryBound(to: UInt8.self))
    length += added
  }

  /// Appends a number in decimal digits, at most 20 bytes.
  public mutating func append(decimal number: Int64) {
    if number < 0 { append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    var places = 1
    var power: UInt64 = 10
    while places < 20, rest >= power {
      places += 1
      let (next, overflow) = power.multipliedReportingOverflow(by: 10)
      if overflow { break }
      power = next
    }
    append(count: places) { digits in
      var place = places
      while place > 0 {
        place -= 1
        digits[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      }
    }
  }
}

extension ByteBuffer {
  /// Appends what `body` writes, which is at most `room` bytes; nothing if it throws.
  @inlinable
  public mutating func append<Failure: Error>(
    atMost room: Int, _ body: (inout ByteWriter) throws(Failure) -> Void
  ) throws(Failure) {
    if storage.count - count < room { grow(by: room) }
    let start = count
    length = try storage.withUnsafeMutableBufferPointer { (bytes) throws(Failure) -> Int in
      var writer = ByteWriter(
        UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: bytes[start...])))
      try body(&writer)
      return start + writer.count
    }
  }
}
