import CampaignGraph
import LiquidTemplates

extension Transfer {
  /// All rules of an action see the values from before.
  func act(_ node: CampaignRules.Node, _ before: Knowledge) -> [Knowledge] {
    guard !node.assignments.isEmpty || !node.addTags.isEmpty || !node.removeTags.isEmpty else {
      return [before]
    }
    var values: [Int: ValueSet] = [:]
    for assignment in node.assignments {
      values[assignment.column] = assigned(assignment, before)
    }
    var knowledge = before
    for column in values.keys.sorted() { forget(column, &knowledge) }
    for (column, set) in values.sorted(by: { $0.key < $1.key }) {
      guard let term = rules.table.find(.column(column)) else { continue }
      guard reasoner.constrain(term, to: set, in: &knowledge) else { return [] }
    }
    return changeTags(node, knowledge)
  }

  private func forget(_ column: Int, _ knowledge: inout Knowledge) {
    knowledge.keep { !rules.table[$0.term].columns.contains(column) }
  }

  private func assigned(_ assignment: CampaignRules.Assignment, _ before: Knowledge) -> ValueSet {
    let columns = rules.graph.segment.columns
    guard columns.indices.contains(assignment.column) else { return .all }
    let column = columns[assignment.column]
    let family = TermFamily(column.type)
    // What is no web address becomes nil in a url column, and an empty list may.
    let isLossy = column.type == .url || family == .list
    switch assignment.value {
    case .constant(.null): return family == .list ? .all : .null
    case .constant(let constant):
      guard constant.fits(family) else { return .all }
      let set: ValueSet
      if let number = constant.number {
        set = ValueSet(.numbers(.only(number, isWhole: family.isWhole)))
      } else if case .text(let bytes) = constant {
        set = ValueSet(.texts(TextSet([bytes])))
      } else {
        set = constant == .boolean(true) ? .yes : constant == .boolean(false) ? .no : .all
      }
      return isLossy ? set.union(.null) : set
    case .term(let term):
      guard rules.table[term].family == family, !isLossy else { return .all }
      return reasoner.values(of: term, in: before)
    case .condition(let condition):
      guard family == .boolean else { return .all }
      var set = ValueSet.empty
      if !reasoner.assume(condition, true, in: before).isEmpty { set = set.union(.yes) }
      if !reasoner.assume(condition, false, in: before).isEmpty { set = set.union(.no) }
      return set
    case .list, .unknown: return .all
    }
  }

  private func changeTags(_ node: CampaignRules.Node, _ before: Knowledge) -> [Knowledge] {
    guard !node.addTags.isEmpty || !node.removeTags.isEmpty,
      let slot = rules.graph.segment.index(of: .tags)
    else { return [before] }
    var answers: [(TermID, ValueSet)] = []
    let column = rules.table.find(.column(slot))
    for user in column.map({ rules.table[$0].users }) ?? [] {
      guard case .contains(.term(column), .constant(.text(let tag))) = rules.table[user].form else {
        continue
      }
      if node.addTags.contains(where: { $0.utf8.elementsEqual(tag) }) {
        answers.append((user, .yes))
      } else if node.removeTags.contains(where: { $0.utf8.elementsEqual(tag) }) {
        answers.append((user, .no))
      } else if let known = before[user] {
        answers.append((user, known))
      }
    }
    var knowledge = before
    forget(slot, &knowledge)
    if let column, node.addTags.contains(where: { !$0.isEmpty }) {
      guard reasoner.constrain(column, to: .notNull, in: &knowledge) else { return [] }
    }
    for (term, answer) in answers {
      guard reasoner.constrain(term, to: answer, in: &knowledge) else { return [] }
    }
    return [knowledge]
  }
}
