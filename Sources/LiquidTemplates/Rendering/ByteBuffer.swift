/// A growable run of bytes made for many small appends: memory is kept and written over.
///
/// `[UInt8].append(contentsOf:)` of small pieces costs several times as much as copying into memory
/// that is already there; this is that memory. Public, because only what is public is inlined into the rows of
/// a manifest, which are made of such appends.
public struct ByteBuffer: Sendable {
  /// Bytes from `count` on are room to grow.
  @usableFromInline var storage: [UInt8]
  @usableFromInline var length = 0

  @inlinable
  public var count: Int { length }

  public init(capacity: Int = 0) {
    storage = [UInt8](repeating: 0, count: max(0, capacity))
  }

  @inlinable
  public var isEmpty: Bool { count == 0 }

  @inlinable
  public mutating func append(_ byte: UInt8) {
    if count == storage.count { grow(by: 1) }
    storage[count] = byte
    length += 1
  }

  @inlinable
  public mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard let source = bytes.baseAddress, bytes.count > 0 else { return }
    if storage.count - count < bytes.count { grow(by: bytes.count) }
    let start = count
    storage.withUnsafeMutableBytes { target in
      target.baseAddress?.advanced(by: start).copyMemory(from: source, byteCount: bytes.count)
    }
    length = start + bytes.count
  }

  @inlinable
  public mutating func append(_ bytes: ArraySlice<UInt8>) {
    bytes.withUnsafeBytes { append($0) }
  }

  @inlinable
  public mutating func append(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { append($0) }
  }

  @inlinable
  public mutating func append(_ text: StaticString) {
    guard text.hasPointerRepresentation else { return }
    append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  public mutating func append(utf8 text: String) {
    var text = text
    text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
  }

  /// Appends `source[range]`; the range is clamped to the array.
  public mutating func append(_ source: [UInt8], _ range: Range<Int>) {
    let range = range.clamped(to: 0..<source.count)
    source.withUnsafeBytes { append(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }

  /// Appends a copy of a part of this buffer; the range is clamped to it.
  public mutating func append(copyOf range: Range<Int>) {
    let range = range.clamped(to: 0..<count)
    guard !range.isEmpty else { return }
    if storage.count - count < range.count { grow(by: range.count) }
    let start = count
    storage.withUnsafeMutableBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      base.advanced(by: start).copyMemory(
        from: base.advanced(by: range.lowerBound), byteCount: range.count)
    }
    length = start + range.count
  }

  /// Appends a number in decimal digits.
  public mutating func append(decimal number: Int64) {
    if number < 0 { append(UInt8(ascii: "-")) }
    append(digits: number.magnitude, width: 1)
  }

  /// Appends decimal digits, padded with zeros to at least `width`.
  public mutating func append(digits number: UInt64, width: Int) {
    var places = 1
    var power: UInt64 = 1
    while number / power >= 10 {
      power *= 10
      places += 1
    }
    while places < width {
      append(UInt8(ascii: "0"))
      places += 1
    }
    while power > 0 {
      append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / power % 10))
      power /= 10
    }
  }

  /// The byte at `index`, which must be below `count`.
  public subscript(index: Int) -> UInt8 {
    precondition(index >= 0 && index < count, "a byte buffer is read within its count")
    return storage[index]
  }

  /// Lends the bytes of a range, clamped to the buffer.
  @inlinable
  public func withBytes<Result>(
    _ range: Range<Int>, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    let range = range.clamped(to: 0..<count)
    return try storage.withUnsafeBytes {
      try body(UnsafeRawBufferPointer(rebasing: $0[range]))
    }
  }

  @inlinable
  public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows
    -> Result
  {
    try withBytes(0..<count, body)
  }

  /// A slice of the bytes that shares their memory: let go of it before the next append, or that copies.
  public func slice(_ range: Range<Int>) -> ArraySlice<UInt8> {
    storage[range.clamped(to: 0..<count)]
  }

  /// A copy of the bytes.
  public var bytes: [UInt8] { Array(storage[..<count]) }

  /// Forgets the bytes from `newCount` on; memory is kept. Larger counts change nothing.
  public mutating func truncate(to newCount: Int) {
    length = min(count, max(0, newCount))
  }

  @inlinable
  public mutating func removeAll(keepingCapacity: Bool = true) {
    length = 0
    if !keepingCapacity { storage = [] }
  }

  @inline(never) @usableFromInline
  mutating func grow(by room: Int) {
    let size = max(64, storage.count * 2, count + room)
    var larger = [UInt8]()
    larger.reserveCapacity(size)
    larger.append(contentsOf: storage[..<count])
    larger.append(contentsOf: repeatElement(0, count: size - count))
    storage = larger
  }
}
