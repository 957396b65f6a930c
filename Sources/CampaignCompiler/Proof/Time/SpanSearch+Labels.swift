extension SpanSearch {
  /// One way to a state: where it stands, and what it came by.
  struct Label {
    let distance: Int64
    let state: Int32
    /// Whether some of the distance is in the other measure.
    let isMixed: Bool
    /// Index of a label, -1 at the edge behind the first email.
    let parent: Int32
    let edge: Int32
  }

  /// Which states have been settled in a round; one whose distance is mixed is never farther than one whose is not.
  struct Stamps {
    private var pure: [Int32]
    private var mixed: [Int32]
    private var round: Int32 = 0

    init(_ count: Int) {
      pure = [Int32](repeating: 0, count: count)
      mixed = pure
    }

    mutating func next() { round += 1 }

    mutating func take(_ state: Int, isMixed: Bool) -> Bool {
      if mixed[state] == round || !isMixed && pure[state] == round { return false }
      if isMixed { mixed[state] = round } else { pure[state] = round }
      return true
    }
  }

  /// Labels that are not settled yet, by distance; of equal ones, what came first.
  struct Heap {
    private var order = MinHeap()
    private var labels: [Label] = []

    mutating func push(_ distance: Int64, _ label: Label) {
      order.push(distance, labels.count)
      labels.append(label)
    }

    mutating func pop() -> Label? { order.pop().map { labels[$0.item] } }
  }
}
