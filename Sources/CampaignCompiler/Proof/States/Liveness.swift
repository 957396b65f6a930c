import CampaignGraph

/// Which terms some rule ahead still asks about: what is known of the others can be forgotten.
struct Liveness {
  private let words: Int
  private let bits: [UInt64]

  /// - Parameter order: the nodes that can be reached, each after those from which control comes, loops aside.
  init(_ rules: CampaignRules, order: [Int]) {
    let count = rules.table.terms.count
    let words = (count + 63) / 64
    self.words = words
    var bits = [UInt64](repeating: 0, count: rules.nodes.count * words)
    func add(_ term: TermID, _ node: Int) {
      guard term >= 0 else { return }
      let word = node * words + Int(term) / 64
      let bit: UInt64 = 1 << UInt64(term % 64)
      guard bits[word] & bit == 0 else { return }
      bits[word] |= bit
      let info = rules.table[term]
      for operand in info.operands { add(operand, node) }
      for user in info.users { add(user, node) }
      for other in info.implied {
        if case .visited = rules.table[other].form { add(other, node) }
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
    while changed {
      changed = false
      for node in order.reversed() {
        for target in rules.graph.nodes[node].targets {
          let (from, to) = (Int(target.value) * words, node * words)
          for word in 0..<words where bits[from + word] & ~bits[to + word] != 0 {
            bits[to + word] |= bits[from + word]
            changed = true
          }
        }
      }
    }
    self.bits = bits
  }

  func isLive(_ term: TermID, at node: Int) -> Bool {
    bits[node * words + Int(term) / 64] >> UInt64(term % 64) & 1 == 1
  }
}
