import LiquidTemplates

/// A compiled campaign: everything a run needs, immutable, and checked when it was made.
///
/// Nodes are dense numbers; `nodes[start]` is the first step. It knows neither YAML nor files.
package struct StepGraph: Sendable, Equatable {
  package let campaign: String
  package let type: CampaignType
  package let description: String?
  package let segment: SegmentSchema
  package let enrollment: Enrollment
  package let zone: ZonePolicy
  package let onMissing: MissingValuePolicy
  package let exit: RuleExpression?
  package let policies: Policies
  package let links: Links
  package let start: NodeIndex
  package let nodes: [StepNode]

  /// The links that every message may carry.
  package struct Links: Sendable, Equatable {
    package let unsubscribe: Template?
    package let viewInBrowser: Template?

    package init(unsubscribe: Template?, viewInBrowser: Template?) {
      self.unsubscribe = unsubscribe
      self.viewInBrowser = viewInBrowser
    }
  }

  /// Throws `StepGraphFault` if the parts do not make a graph that can be run.
  package init(
    campaign: String, type: CampaignType, description: String?, segment: SegmentSchema,
    enrollment: Enrollment, zone: ZonePolicy, onMissing: MissingValuePolicy,
    exit: RuleExpression?, policies: Policies, links: Links, start: NodeIndex, nodes: [StepNode]
  ) throws(StepGraphFault) {
    self.campaign = campaign
    self.type = type
    self.description = description
    self.segment = segment
    self.enrollment = enrollment
    self.zone = zone
    self.onMissing = onMissing
    self.exit = exit
    self.policies = policies
    self.links = links
    self.start = start
    self.nodes = nodes
    try checkInvariants()
  }

  package subscript(index: NodeIndex) -> StepNode { nodes[Int(index.value)] }

  package func index(ofStep id: String) -> NodeIndex? {
    nodes.firstIndex { $0.id.utf8.elementsEqual(id.utf8) }.map { NodeIndex($0) }
  }
}

/// Why parts do not make a step graph.
package struct StepGraphFault: Error, Equatable {
  package let message: String

  package init(_ message: String) { self.message = message }
}
