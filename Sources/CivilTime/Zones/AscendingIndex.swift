/// Narrows searches in an ascending array of seconds: the years in which mail is sent are cut into pieces
/// so short that few elements are left to look at.
struct AscendingIndex: Sendable {
  /// 1970-01-01.
  private static let start: Int64 = 0
  /// 97 days.
  private static let shift: Int64 = 23
  /// To the year 2105.
  private static let pieces: Int64 = 508

  /// How many elements lie below the start of each piece, and of what comes after the last one.
  private let counts: [Int32]

  init(_ array: [Int64]) {
    var counts: [Int32] = []
    var below = 0
    for piece in 0...AscendingIndex.pieces {
      let start = AscendingIndex.start + piece << AscendingIndex.shift
      while below < array.count, array[below] < start { below += 1 }
      counts.append(Int32(clamping: below))
    }
    self.counts = counts
  }

  /// How many elements of the array are at most `value`; the array is that which the index was made of.
  func countOfElements(notAbove value: Int64, in array: [Int64]) -> Int {
    let piece = value >> AscendingIndex.shift
    var low = 0
    var length = array.count
    if value >= AscendingIndex.start, piece < AscendingIndex.pieces {
      low = Int(counts[Int(piece)])
      length = Int(counts[Int(piece) + 1]) - low
    }
    while length > 0 {
      let half = length / 2
      if array[low + half] <= value {
        low += half + 1
        length -= half + 1
      } else {
        length = half
      }
    }
    return low
  }
}
