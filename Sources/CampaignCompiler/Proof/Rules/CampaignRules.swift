import CampaignGraph

/// Every rule of a graph as guards over one table of terms.
struct CampaignRules: Sendable {
  struct Assignment: Sendable {
    let column: Int
    let value: GuardBuilder.Value
  }

  /// What a node asks and does.
  struct Node: Sendable {
    var cases: [Guard] = []
    /// Whether the exit rule is asked there.
    var asksExit = false
    /// Whether the clock may go on in it.
    var takesTime = false
    var event: TermID?
    var email: NodeIndex?
    /// A column without which nobody gets past a wait.
    var needed: Int?
    var assignments: [Assignment] = []
    var addTags: [String] = []
    var removeTags: [String] = []
    /// The choices that exist: not a variant without a share.
    var isOpen: [Bool] = []
  }

  private(set) var table: TermTable
  private(set) var nodes: [Node] = []
  private(set) var condition: Guard?
  private(set) var exit: Guard?
  let graph: StepGraph
  /// By node: where it leads, kept since many walks go over it.
  let targets: [[NodeIndex]]

  init(_ graph: StepGraph) {
    self.graph = graph
    targets = graph.nodes.map(\.targets)
    var assigned: Set<Int> = []
    for case .action(let action, _) in graph.nodes.lazy.map(\.kind) {
      assigned.formUnion(action.assignments.map(\.column))
      if !action.addTags.isEmpty || !action.removeTags.isEmpty {
        assigned.formUnion([graph.segment.index(of: .tags)].compactMap { $0 })
      }
    }
    table = TermTable(graph.segment, assigned: assigned)
    condition = graph.enrollment.condition.map { read($0) }
    exit = graph.exit.map { read($0) }
    for index in graph.nodes.indices { nodes.append(node(index)) }
    for term in table.terms {
      switch term.form {
      case .fact(let key) where key.isSent, .waitFact(let key) where key.isSent:
        _ = table.visited(key.step < 0 ? nil : NodeIndex(Int(key.step)))
      case .fact, .waitFact, .column, .now, .today, .call, .negate, .arithmetic, .visited, .less,
        .same, .predicate, .contains, .other:
        break
      }
    }
    table.connect()
  }

  private mutating func read(_ rule: RuleExpression) -> Guard {
    reading(rule) { builder in builder.condition(builder.root) }
  }

  private mutating func value(_ rule: RuleExpression) -> GuardBuilder.Value {
    reading(rule) { builder in builder.value(builder.root) }
  }

  /// Hands the table over to a builder and takes it back: shared, it would be copied for each rule.
  private mutating func reading<Answer>(
    _ rule: RuleExpression, _ body: (inout GuardBuilder) -> Answer
  ) -> Answer {
    var builder = GuardBuilder(rule, TermTable(graph.segment, assigned: []))
    swap(&builder.table, &table)
    defer { swap(&builder.table, &table) }
    return body(&builder)
  }

  private mutating func node(_ index: Int) -> Node {
    var node = Node()
    let kind = graph.nodes[index].kind
    node.isOpen = Array(repeating: true, count: targets[index].count)
    switch kind {
    case .email(let email, _):
      node.asksExit = true
      node.email = NodeIndex(index)
      if case .scheduled = email.send.strategy { node.takesTime = true }
      if email.send.window?.hold == .run { node.takesTime = true }
    case .wait(let rule, _):
      node.takesTime = true
      if case .column(let wait) = rule, wait.onPast == .exit || wait.onPast == .error {
        node.needed = wait.column
        _ = table.column(wait.column)
      }
    case .waitForEvent(let wait):
      node.takesTime = true
      // `within` plays no part in a wait.
      node.event = table.waitFact(FactKey(wait.fact).with { $0.within = nil })
      if wait.timeout == nil { node.isOpen[1] = false }
    case .branch(let branch):
      node.asksExit = true
      node.cases = branch.cases.map { read($0.when) }
    case .split(let split):
      node.asksExit = true
      node.takesTime = split.winner != nil
      if split.winner == nil { node.isOpen = split.variants.map { $0.weight > 0 } }
    case .action(let action, _):
      node.asksExit = true
      node.assignments = action.assignments.map {
        Assignment(column: $0.column, value: value($0.value))
      }
      node.addTags = action.addTags
      node.removeTags = action.removeTags
    case .exit, .complete: break
    }
    return node
  }
}

extension GuardBuilder.Value {
  var terms: [TermID] {
    switch self {
    case .constant, .unknown: []
    case .term(let term): [term]
    case .list(let items): items.flatMap(\.terms)
    case .condition(let inner): inner.terms
    }
  }
}
