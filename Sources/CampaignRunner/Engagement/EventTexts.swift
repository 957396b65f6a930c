/// The URLs of clicks and the names of custom events, each once. The first is the empty text.
struct EventTexts: Sendable {
  private var bytes: [UInt8] = []
  /// By number: where the text ends.
  private var ends: [Int] = [0]
  private var numbers = HashNumbers()

  init() {
    _ = [UInt8]().withUnsafeBytes { numbers.insert($0) }
  }

  var memory: Int { bytes.capacity + ends.capacity * 8 + numbers.memory }

  subscript(number: Int) -> ArraySlice<UInt8> {
    guard number > 0, number < ends.count else { return [] }
    return bytes[ends[number - 1]..<ends[number]]
  }

  mutating func number(of text: ArraySlice<UInt8>) -> Int {
    let (number, isNew) = text.withUnsafeBytes { numbers.insert($0) }
    if isNew {
      bytes.append(contentsOf: text)
      ends.append(bytes.count)
    }
    return number
  }

  /// The same texts in the order of their bytes, and the new number of each old one.
  func sorted() -> (texts: EventTexts, ranks: [UInt32]) {
    var sorted = EventTexts()
    sorted.bytes.reserveCapacity(bytes.count)
    var ranks = [UInt32](repeating: 0, count: ends.count)
    let order = ends.indices.sorted { self[$0].lexicographicallyPrecedes(self[$1]) }
    for number in order {
      ranks[number] = UInt32(truncatingIfNeeded: sorted.number(of: self[number]))
    }
    sorted.numbers = HashNumbers()
    return (sorted, ranks)
  }
}
