/// Merges sorted runs of rows; of rows of one instant, those of the earlier run come first.
struct RunMerge {
  private var readers: [RunReader]
  /// A binary heap of the runs that have rows left, by instant and then by number.
  private var heap: [(key: UInt64, run: Int)] = []
  private var row = ManifestRowReader()

  init(_ readers: [RunReader]) throws {
    self.readers = readers
    for run in readers.indices { try push(run) }
  }

  mutating func drain(to write: (UnsafeRawBufferPointer) throws -> Void) throws {
    while let first = heap.first {
      try readers[first.run].withRow { try write($0) }
      pop()
      try push(first.run)
    }
  }

  private mutating func push(_ run: Int) throws {
    guard try readers[run].advance() else { return }
    let key = readers[run].withRow { instantKey(of: $0, &row) }
    heap.append((key, run))
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[child] < heap[parent] else { return }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  private mutating func pop() {
    let last = heap.count - 1
    heap.swapAt(0, last)
    heap.removeLast()
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < last {
        if heap[child] < heap[least] { least = child }
      }
      guard least != parent else { return }
      heap.swapAt(parent, least)
      parent = least
    }
  }
}

/// Reads the rows of one run through a buffer, which grows for a row that does not fit.
struct RunReader {
  private let file: SpillFile
  private var rest: Range<Int>
  private var buffer: [UInt8] = []
  private var filled = 0
  private var row = 0..<0
  private let size: Int

  init(_ file: SpillFile, _ run: Range<Int>, buffer size: Int) {
    self.file = file
    rest = run
    self.size = size
  }

  /// Goes to the next row; false after the last one.
  mutating func advance() throws -> Bool {
    if buffer.isEmpty { buffer = [UInt8](repeating: 0, count: size) }
    var start = row.upperBound
    var searched = start
    while true {
      let end = buffer[searched..<filled].firstIndex(of: UInt8(ascii: "\n"))
      if let end {
        row = start..<end + 1
        return true
      }
      guard !rest.isEmpty else {
        row = filled..<filled
        return false
      }
      searched = filled - start
      if start > 0 {
        buffer.replaceSubrange(0..<filled - start, with: buffer[start..<filled])
        filled -= start
        start = 0
      }
      if filled == buffer.count { buffer += [UInt8](repeating: 0, count: buffer.count) }
      let wanted = min(buffer.count - filled, rest.count)
      let (file, offset, place) = (file, rest.lowerBound, filled)
      try buffer.withUnsafeMutableBytes { all in
        try file.read(
          at: offset, into: UnsafeMutableRawBufferPointer(rebasing: all[place..<place + wanted]))
      }
      filled += wanted
      rest = rest.lowerBound + wanted..<rest.upperBound
      row = 0..<0
    }
  }

  /// The row at hand, with its line feed.
  func withRow<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try buffer.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[row])) }
  }
}
