import CampaignCompiler
import CampaignGraph
import Diagnostics

extension CompiledCampaign {
  /// The way that the witness of a finding tells; nil if it tells none, or names no step.
  func path(of witness: [WitnessStep]) -> WitnessPath? {
    var nodes: [NodeIndex] = []
    for step in witness {
      let found = graph.nodes.indices.map { NodeIndex($0) }.first { node in
        place(of: node).map { .range($0) == step.place } ?? false
      }
      guard let found else { return nil }
      nodes.append(found)
    }
    guard !nodes.isEmpty else { return nil }
    return WitnessPath(
      witness.enumerated().map { index, step in
        let next = index + 1 < nodes.count ? nodes[index + 1] : nil
        return .init(nodes[index], choice: choice(of: nodes[index], step.text, next))
      })
  }

  private func choice(of node: NodeIndex, _ words: String, _ next: NodeIndex?) -> Int? {
    let name = "'\(graph[node].id)'"
    guard words != name, words.hasPrefix(name) else { return nil }
    switch graph[node].kind {
    case .email, .wait, .action: return 0
    case .exit, .complete: return nil
    case .waitForEvent: return words.hasSuffix(": the event comes") ? 0 : 1
    case .split(let split):
      return split.variants.firstIndex { words.hasSuffix("variant '\($0.name)'") }
    case .branch(let branch):
      if words.hasSuffix(": no case holds") { return branch.cases.count }
      let same = branch.cases.indices.filter { words.hasSuffix(": \(branch.cases[$0].when.text)") }
      return same.first { graph[node].targets[$0] == next } ?? same.first
    }
  }
}
