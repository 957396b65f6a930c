/// The memory of an `AddressSet`: many small tables, of which one at a time grows, so that the peak stays low.
///
/// A table has lines of 64 bytes, each with up to nine entries of seven bytes and, last, their number. A full
/// line gives what is too much for it to the next one. So that there is room, and no more of it than needed,
/// a table grows by a sixteenth once it is full to 15 of 16 parts.
///
/// Plain memory instead of arrays, so that a look at it reads nothing but the line. `@unchecked Sendable`: an
/// `AddressSet` changes it only while nobody else has it.
final class AddressTables: @unchecked Sendable {
  private struct Table {
    /// Lines that are of this table alone if there is more than one.
    var lines: UnsafeMutableRawPointer
    var lineCount: Int32 = 1
    var count: Int32 = 0
  }

  private let tables: UnsafeMutablePointer<Table>
  /// The first line of each table.
  private let firstLines: UnsafeMutableRawPointer

  private static let bits: UInt64 = 14
  private static let number = 1 << 14
  private static let lineSize = 64
  private static let perLine = 9
  private static let mask: UInt64 = (1 << 56) - 1

  init() {
    tables = .allocate(capacity: AddressTables.number)
    firstLines = AddressTables.allocate(AddressTables.number)
    for index in 0..<AddressTables.number {
      (tables + index).initialize(
        to: Table(lines: firstLines + index * AddressTables.lineSize))
    }
  }

  init(copying other: AddressTables) {
    tables = .allocate(capacity: AddressTables.number)
    tables.initialize(from: other.tables, count: AddressTables.number)
    firstLines = AddressTables.allocate(AddressTables.number)
    for index in 0..<AddressTables.number {
      let count = Int(tables[index].lineCount)
      let copy =
        count == 1
        ? firstLines + index * AddressTables.lineSize : AddressTables.allocate(count)
      copy.copyMemory(from: tables[index].lines, byteCount: count * AddressTables.lineSize)
      tables[index].lines = copy
    }
  }

  deinit {
    for index in 0..<AddressTables.number where tables[index].lineCount > 1 {
      tables[index].lines.deallocate()
    }
    firstLines.deallocate()
    tables.deallocate()
  }

  var memory: Int {
    var bytes =
      AddressTables.number * (MemoryLayout<Table>.stride + AddressTables.lineSize)
    // With what `malloc` adds.
    for index in 0..<AddressTables.number where tables[index].lineCount > 1 {
      bytes += Int(tables[index].lineCount) * AddressTables.lineSize + 16
    }
    return bytes
  }

  /// Whether the key was not there yet.
  func insert(_ key: SipHash128) -> Bool {
    let table = tables + AddressTables.index(of: key)
    if (Int(table.pointee.count) + 1) * 16
      > Int(table.pointee.lineCount) * AddressTables.perLine * 15
    {
      AddressTables.grow(table)
    }
    guard
      AddressTables.insert(
        AddressTables.entry(of: key), into: table.pointee.lines,
        of: Int(table.pointee.lineCount))
    else { return false }
    table.pointee.count += 1
    return true
  }

  @inline(__always)
  func touch(_ key: SipHash128) -> UInt8 {
    let table = tables + AddressTables.index(of: key)
    let line = AddressTables.line(
      of: AddressTables.entry(of: key), Int(table.pointee.lineCount))
    let start = table.pointee.lines + line * AddressTables.lineSize
    // A line may lie across two of the processor's.
    return start.load(as: UInt8.self)
      ^ start.load(fromByteOffset: AddressTables.lineSize - 1, as: UInt8.self)
  }

  @inline(__always)
  private static func index(of key: SipHash128) -> Int {
    Int(truncatingIfNeeded: key.high &>> (64 - bits))
  }

  @inline(__always)
  private static func entry(of key: SipHash128) -> UInt64 { key.low &>> 8 }

  /// Of the 56 bits, as part of the whole: entries lie about in their order, also in a larger table.
  @inline(__always)
  private static func line(of entry: UInt64, _ count: Int) -> Int {
    Int(truncatingIfNeeded: (entry &<< 8).multipliedFullWidth(by: UInt64(count)).high)
  }

  @inline(__always)
  private static func load(_ line: UnsafeMutableRawPointer, _ index: Int) -> UInt64 {
    UInt64(littleEndian: line.loadUnaligned(fromByteOffset: 7 * index, as: UInt64.self)) & mask
  }

  /// There is a line with room.
  private static func insert(
    _ entry: UInt64, into lines: UnsafeMutableRawPointer, of count: Int
  ) -> Bool {
    var index = line(of: entry, count)
    while true {
      let line = lines + index * lineSize
      let used = Int(line.load(fromByteOffset: lineSize - 1, as: UInt8.self))
      var found: UInt64 = 0
      for place in 0..<perLine {
        found |= (load(line, place) == entry ? 1 : 0) &<< UInt64(place)
      }
      if found & (1 &<< UInt64(used) &- 1) != 0 { return false }
      if used < perLine {
        put(entry, at: used, of: line)
        return true
      }
      index += 1
      if index == count { index = 0 }
    }
  }

  @inline(__always)
  private static func put(_ entry: UInt64, at place: Int, of line: UnsafeMutableRawPointer) {
    // Its eighth byte falls on what is free, or on the number that is written next.
    line.storeBytes(of: entry.littleEndian, toByteOffset: 7 * place, as: UInt64.self)
    line.storeBytes(of: UInt8(place + 1), toByteOffset: lineSize - 1, as: UInt8.self)
  }

  private static func allocate(_ lines: Int) -> UnsafeMutableRawPointer {
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: lines * lineSize, alignment: MemoryLayout<UInt64>.alignment)
    memory.initializeMemory(as: UInt8.self, repeating: 0, count: lines * lineSize)
    return memory
  }

  private static func grow(_ table: UnsafeMutablePointer<Table>) {
    let former = Int(table.pointee.lineCount)
    let count = max(former + 1, former + former / 16)
    let lines = allocate(count)
    let old = table.pointee.lines
    for index in 0..<former {
      let line = old + index * lineSize
      for place in 0..<Int(line.load(fromByteOffset: lineSize - 1, as: UInt8.self)) {
        append(load(line, place), to: lines, of: count)
      }
    }
    if former > 1 { old.deallocate() }
    table.pointee.lines = lines
    table.pointee.lineCount = Int32(count)
  }

  /// Of an entry that is known to be new.
  private static func append(
    _ entry: UInt64, to lines: UnsafeMutableRawPointer, of count: Int
  ) {
    var index = line(of: entry, count)
    while true {
      let line = lines + index * lineSize
      let used = Int(line.load(fromByteOffset: lineSize - 1, as: UInt8.self))
      if used < perLine { return put(entry, at: used, of: line) }
      index += 1
      if index == count { index = 0 }
    }
  }
}
