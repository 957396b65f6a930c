import CampaignCompiler
import CampaignGraph
import CampaignRunner
import CivilTime

extension TracedEnrollment {
  /// The steps that it came to, in order, and how it left each; the last it may not have left.
  func hops(_ graph: StepGraph) -> [WitnessPath.Hop] {
    // The schedule of the campaign may end it before the first step.
    for case .past(nil, at: _, missed: _, let onPast) in log.notes {
      if onPast == .exit || onPast == .error { return [] }
    }
    var choices = log.notes.compactMap { Way($0, graph) }[...]
    var hops: [WitnessPath.Hop] = []
    var node = graph.start
    // A loop without choices goes on until the machine stops it.
    while hops.count < 2000 {
      let targets = graph[node].targets
      var choice = 0
      if Way.isChoice(graph[node].kind) {
        guard let way = choices.first, way.node == node else { break }
        choices.removeFirst()
        choice = way.choice
      } else if targets.isEmpty || choices.isEmpty && node == cursor.node {
        break
      }
      hops.append(.init(node, choice: choice))
      node = targets[choice]
    }
    return hops + [.init(node)]
  }

  /// When it came to the wait at a hop; nil if the log does not tell.
  func pause(at index: Int, of hops: [WitnessPath.Hop]) -> (from: Instant, until: Instant?)? {
    guard hops.indices.contains(index) else { return nil }
    let node = hops[index].node
    let round = hops[..<index].count { $0.node == node }
    let pauses = log.notes.indices.compactMap { index -> (from: Instant, until: Instant?)? in
      switch log.notes[index] {
      case .waits(node, let from, let until, _): (from, until)
      case .waitsForEvent(node, let from, let until):
        (from, log.notes[index...].lazy.compactMap { $0.end(ofWait: node) }.first ?? until)
      default: nil
      }
    }
    return round < pauses.count ? pauses[round] : nil
  }
}

extension StepNote {
  fileprivate func end(ofWait node: NodeIndex) -> Instant? {
    switch self {
    case .eventCame(node, let at), .timedOut(node, let at): at
    default: nil
    }
  }
}

extension Way {
  /// Whether a run says how it leaves such a step.
  static func isChoice(_ kind: StepNode.Kind) -> Bool {
    switch kind {
    case .branch, .split, .waitForEvent: true
    case .email, .wait, .action, .exit, .complete: false
    }
  }
}
