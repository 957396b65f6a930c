import CampaignGraph
import Diagnostics

/// Every step of a campaign in the order of the file, with its id and where control goes from it.
///
/// A `goto` is a step here; in the graph it is an edge.
package struct StepOutline: Sendable {
  package enum Target: Sendable, Hashable {
    /// Index in `steps`.
    case step(Int)
    /// The end of the outermost list.
    case end
  }

  package struct Exit: Sendable, Hashable {
    package let target: Target
    /// Going this way always moves the clock on.
    package let takesTime: Bool
  }

  package struct Step: Sendable {
    package let id: String
    package let definition: StepDefinition
    /// The step in whose nested list it stands.
    package let parent: Int?
    /// nil for a `goto`.
    package let node: NodeIndex?
    /// Every way out that can be taken, in the order of the file; empty after an `exit`, or where a
    /// `goto` leads nowhere.
    package internal(set) var exits: [Exit] = []
    /// What follows the step in its list, or its surroundings.
    package internal(set) var next: Target = .end
    /// The first steps of its nested lists: of each case and `else`, of each variant, of `then` and
    /// `else`.
    package internal(set) var entries: [Target] = []
  }

  /// A second step with an id that is already taken.
  package struct Duplicate: Sendable {
    package let step: Int
    package let first: Int
  }

  package internal(set) var steps: [Step] = []
  package internal(set) var start: Target = .end
  package internal(set) var duplicates: [Duplicate] = []
  /// Indices of `goto` steps whose target does not exist.
  package internal(set) var lostGotos: [Int] = []
  /// The number of nodes before the end node.
  package internal(set) var nodeCount = 0
  /// By node: the index of its step.
  package internal(set) var stepsOfNodes: [Int] = []
  var firstWithID: [String: Int] = [:]

  package static let endID = "end"

  package init(_ definitions: [StepDefinition]) {
    let lists = place(definitions)
    connect(lists)
  }

  package func index(ofStep id: String) -> Int? { firstWithID[id] }

  /// The node on which control lands; nil if it runs in a circle of gotos.
  package func node(at target: Target) -> NodeIndex? {
    var target = target
    for _ in 0...steps.count {
      guard case .step(let index) = target else { return NodeIndex(nodeCount) }
      if let node = steps[index].node { return node }
      guard let exit = steps[index].exits.first else { return nil }
      target = exit.target
    }
    return nil
  }

  /// Indices of the email steps, in the order of the file.
  package var emails: [Int] {
    steps.indices.filter { if case .email = steps[$0].definition.kind { true } else { false } }
  }

  func isEmail(_ step: Int) -> Bool {
    if case .email = steps[step].definition.kind { true } else { false }
  }

  /// The steps in each nested list of a step, with those inside them: they follow it in the order of the file.
  func lists(of step: Int) -> [Range<Int>] {
    func count(_ list: [StepDefinition]) -> Int {
      list.reduce(0) { sum, step in
        sum + 1 + step.nestedLists.reduce(0) { $0 + count($1) }
      }
    }
    var lists: [Range<Int>] = []
    var start = step + 1
    for list in steps[step].definition.nestedLists {
      let end = start + count(list)
      lists.append(start..<end)
      start = end
    }
    return lists
  }
}
