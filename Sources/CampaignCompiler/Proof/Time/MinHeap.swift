/// A binary heap of numbers by cost; of equal costs the lower number comes first.
struct MinHeap {
  private var items: [(cost: Int64, item: Int)] = []

  private func isBefore(_ a: Int, _ b: Int) -> Bool {
    items[a].cost != items[b].cost
      ? items[a].cost < items[b].cost : items[a].item < items[b].item
  }

  mutating func push(_ cost: Int64, _ item: Int) {
    items.append((cost, item))
    var child = items.count - 1
    while child > 0, isBefore(child, (child - 1) / 2) {
      items.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func pop() -> (cost: Int64, item: Int)? {
    guard let first = items.first else { return nil }
    let last = items.removeLast()
    guard !items.isEmpty else { return first }
    items[0] = last
    var parent = 0
    while true {
      let (left, right) = (2 * parent + 1, 2 * parent + 2)
      var least = parent
      if left < items.count, isBefore(left, least) { least = left }
      if right < items.count, isBefore(right, least) { least = right }
      if least == parent { return first }
      items.swapAt(parent, least)
      parent = least
    }
  }
}
