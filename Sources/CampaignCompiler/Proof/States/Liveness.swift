import CampaignGraph

/// Which terms some rule ahead still asks about: what is known of the others can be forgotten.
struct Liveness {
  /// Steps of work: terms of nodes, and words of bits that are carried over.
  private static let budget = 8_000_000

  private let words: Int
  private let bits: [UInt64]

  /// nil where that is more work than it saves: then nothing is forgotten.
  ///
  /// - Parameter order: the nodes that can be reached, each after those from which control comes, loops aside.
  init?(_ rules: CampaignRules, order: [Int]) {
    let terms = rules.table.terms
    let count = terms.count
    let words = (count + 63) / 64
    self.words = words
    var bits = [UInt64](repeating: 0, count: rules.nodes.count * words)
    var left = Liveness.budget
    func add(_ term: TermID, _ node: Int) {
      guard term >= 0, left > 0 else { return }
      // Whoever is looked at is many times a word of bits.
      left -= 8
      let word = node * words + Int(term) / 64
      let bit: UInt64 = 1 << UInt64(term % 64)
      guard bits[word] & bit == 0 else { return }
      bits[word] |= bit
      let place = Int(term)
      for operand in terms[place].operands { add(operand, node) }
      for user in terms[place].users { add(user, node) }
      for other in terms[place].implied {
        if case .visited = terms[Int(other)].form { add(other, node) }
      }
    }
    let exit = rules.exit?.terms ?? []
    for (index, node) in rules.nodes.enumerated() {
      for term in node.cases.flatMap(\.terms) { add(term, index) }
      if node.asksExit { for term in exit { add(term, index) } }
      for term in node.assignments.flatMap(\.value.terms) { add(term, index) }
      if let event = node.event { add(event, index) }
      if let needed = node.needed.flatMap({ rules.table.find(.column($0)) }) { add(needed, index) }
    }
    var changed = words > 0
    while changed, left > 0 {
      changed = false
      left -= order.count * words
      for node in order.reversed() {
        for target in rules.targets[node] {
          let (from, to) = (Int(target.value) * words, node * words)
          for word in 0..<words where bits[from + word] & ~bits[to + word] != 0 {
            bits[to + word] |= bits[from + word]
            changed = true
          }
        }
      }
    }
    guard left > 0 else { return nil }
    self.bits = bits
  }

  func isLive(_ term: TermID, at node: Int) -> Bool {
    bits[node * words + Int(term) / 64] >> UInt64(term % 64) & 1 == 1
  }
}
