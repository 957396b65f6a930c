import CampaignGraph
import LiquidTemplates

/// A contact who goes a certain way through a campaign: cells as in a CSV, and what it does on the way.
package struct WitnessContact: Sendable, Equatable {
  package struct Event: Sendable, Equatable {
    package let fact: EngagementFact
    /// The index of the hop behind which it happens: at the instant at which the enrollment is there, or during the
    /// wait that begins there; nil: at the entry.
    package let afterHop: Int?

    package init(_ fact: EngagementFact, afterHop: Int?) {
      self.fact = fact
      self.afterHop = afterHop
    }
  }

  /// By column; empty for nil. The id and the address are left to whoever runs it: a split deals by them.
  package let cells: [String]
  package let events: [Event]
  /// What splits on the way must deal to the contact.
  package let variants: [(split: NodeIndex, variant: Int)]

  package static func == (a: WitnessContact, b: WitnessContact) -> Bool {
    a.cells == b.cells && a.events == b.events
      && a.variants.elementsEqual(b.variants) { $0.split == $1.split && $0.variant == $1.variant }
  }
}

extension PathFacts {
  /// A contact who goes a way from the start; nil where the way depends on the clock, on what other contacts do, on
  /// what cannot be counted out, or is not known to be one.
  package func witnessContact(for path: WitnessPath) -> WitnessContact? {
    guard flow.isComplete, path.hops.first?.node == graph.start, canBeWanted else { return nil }
    let transfer = transfer(budget: PathFlow.budget)
    for start in transfer.entering {
      if let contact = WitnessSearch(self, transfer, path).contact(from: start) { return contact }
    }
    return nil
  }

  /// Whether what `where` asks at the launch is still known where the enrollment begins.
  private var canBeWanted: Bool {
    let asked = flow.rules.condition?.terms.map { flow.rules.table[$0] } ?? []
    return switch graph.enrollment.start {
    case .launch: true
    case .scheduled: !asked.contains(where: \.isTimed)
    case .column, .event: !asked.contains(where: \.changesInTime)
    }
  }
}
