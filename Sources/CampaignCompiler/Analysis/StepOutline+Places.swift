import CampaignGraph

/// A step of a list with the lists inside it.
struct OutlineItem {
  let index: Int
  let lists: [[OutlineItem]]
}

extension StepOutline {
  /// Numbers the steps in the order of the file and gives each its id.
  mutating func place(_ definitions: [StepDefinition]) -> [OutlineItem] {
    var names = StepNames(explicit: definitions)
    return place(definitions, parent: nil, names: &names)
  }

  private mutating func place(
    _ definitions: [StepDefinition], parent: Int?, names: inout StepNames
  ) -> [OutlineItem] {
    var items: [OutlineItem] = []
    for definition in definitions {
      let index = steps.count
      let id = names.name(for: definition)
      var node: NodeIndex?
      if case .goto = definition.kind {
      } else {
        node = NodeIndex(nodeCount)
        nodeCount += 1
        stepsOfNodes.append(index)
      }
      steps.append(Step(id: id, definition: definition, parent: parent, node: node))
      if let first = firstWithID[id] {
        duplicates.append(Duplicate(step: index, first: first))
      } else {
        firstWithID[id] = index
      }
      var lists: [[OutlineItem]] = []
      for list in definition.nestedLists {
        lists.append(place(list, parent: index, names: &names))
      }
      items.append(OutlineItem(index: index, lists: lists))
    }
    return items
  }
}

/// Gives steps without an id one that holds on to the nearest id written above: `welcome.wait`,
/// `welcome.wait-2`.
private struct StepNames {
  private var taken: Set<String> = []
  private var nearest = "start"
  private var counts: [String: Int] = [:]

  init(explicit definitions: [StepDefinition]) {
    collect(definitions)
  }

  private mutating func collect(_ definitions: [StepDefinition]) {
    for definition in definitions {
      if let id = definition.id { taken.insert(id.value) }
      for list in definition.nestedLists { collect(list) }
    }
  }

  mutating func name(for definition: StepDefinition) -> String {
    if let id = definition.id {
      nearest = id.value
      return id.value
    }
    let base = "\(nearest).\(definition.kindName)"
    while true {
      let count = counts[base, default: 0] + 1
      counts[base] = count
      let name = count == 1 ? base : "\(base)-\(count)"
      if !taken.contains(name) { return name }
    }
  }
}

extension StepDefinition {
  /// The lists inside a step: of each case and `else`, of each variant, of `then` and `else`; an
  /// empty one where nothing is written.
  package var nestedLists: [[StepDefinition]] {
    switch kind {
    case .email, .action, .goto, .exit: []
    case .branch(let branch): branch.cases.map(\.steps) + [branch.otherwise ?? []]
    case .split(let split): split.variants.map(\.steps)
    case .wait(let wait):
      if case .event(_, _, let then, let otherwise) = wait {
        [then ?? [], otherwise ?? []]
      } else {
        []
      }
    }
  }

  /// The kind key.
  package var kindName: String {
    switch kind {
    case .email: "email"
    case .wait: "wait"
    case .branch: "branch"
    case .split: "split"
    case .action: "action"
    case .goto: "goto"
    case .exit: "exit"
    }
  }
}
