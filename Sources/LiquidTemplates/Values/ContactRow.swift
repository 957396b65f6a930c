/// The typed cells of one contact, in the order of the segment's columns, over one buffer of text.
///
/// Made to be used again: `removeAll()` keeps the memory, so that a warm row allocates nothing.
package struct ContactRow: Sendable {
  package var cells: [Cell] = []
  package var items: [Cell] = []
  package var bytes: [UInt8] = []

  package init() {}

  package mutating func removeAll() {
    cells.removeAll(keepingCapacity: true)
    items.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
  }

  /// Copies `text` into the row's bytes. Empty text gives `.null`.
  package mutating func storeText(_ text: some Collection<UInt8>) -> Cell {
    let start = bytes.count
    bytes.append(contentsOf: text)
    let count = bytes.count - start
    return count == 0 ? .null : .text(start: Int32(start), count: Int32(count))
  }

  /// The bytes of a text cell; empty for every other cell.
  package func text(_ cell: Cell) -> ArraySlice<UInt8> {
    guard case .text(let start, let count) = cell else { return [] }
    return bytes[Int(start)..<Int(start + count)]
  }
}
