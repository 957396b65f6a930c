/// What a way through a template has asked of the contact, with the answers it took.
struct WayFacts: Hashable {
  private struct ColumnFacts: Hashable {
    var isPresent: Bool?
    var isTrue: Bool?
    var text: [UInt8]?
    var others: Set<[UInt8]> = []
  }

  private var columns: [Int32: ColumnFacts] = [:]
  private var expressions: [String: Bool] = [:]

  func isPresent(_ slot: Int) -> Bool { columns[Int32(slot)]?.isPresent ?? false }

  /// Notes the answer to a question; false if no contact gives it after what is known.
  mutating func note(_ question: WayMeaning, is answer: Bool, _ scope: TemplateScope) -> Bool {
    if let truth = question.truth { return truth == answer }
    switch question {
    case .column(let slot): return note(truth: answer, slot, scope)
    case .equality(let slot, let text, let isEqual):
      return note(equal: answer == isEqual, text, slot, scope)
    case .absence(let slot, let isAbsent):
      return note(present: answer != isAbsent, slot, scope)
    case .expression(let words):
      if let known = expressions[words] { return known == answer }
      expressions[words] = answer
      return true
    default: return true
    }
  }

  private mutating func note(truth: Bool, _ slot: Int32, _ scope: TemplateScope) -> Bool {
    guard scope.columns.indices.contains(Int(slot)) else { return true }
    guard case .boolean = scope.columns[Int(slot)].type else {
      return note(present: truth, slot, scope)
    }
    var facts = columns[slot] ?? ColumnFacts()
    if let known = facts.isTrue { return known == truth }
    if truth, facts.isPresent == false { return false }
    facts.isTrue = truth
    if truth { facts.isPresent = true }
    columns[slot] = facts
    return true
  }

  private mutating func note(present: Bool, _ slot: Int32, _ scope: TemplateScope) -> Bool {
    guard scope.columns.indices.contains(Int(slot)) else { return true }
    if !present, !scope.columns[Int(slot)].isNullable { return false }
    var facts = columns[slot] ?? ColumnFacts()
    if let known = facts.isPresent { return known == present }
    if !present, facts.isTrue == true { return false }
    facts.isPresent = present
    if !present { facts.isTrue = false }
    columns[slot] = facts
    return isPossible(facts, slot, scope)
  }

  private mutating func note(
    equal: Bool, _ text: [UInt8], _ slot: Int32, _ scope: TemplateScope
  ) -> Bool {
    guard scope.columns.indices.contains(Int(slot)) else { return true }
    if case .boolean = scope.columns[Int(slot)].type {
      let isTrue = text.elementsEqual("true".utf8)
      if equal, !isTrue, !note(present: true, slot, scope) { return false }
      // What is not false is true, or empty.
      if !equal, !isTrue, scope.columns[Int(slot)].isNullable { return true }
      return note(truth: equal == isTrue, slot, scope)
    }
    var facts = columns[slot] ?? ColumnFacts()
    if let known = facts.text { return (known == text) == equal }
    if equal {
      guard facts.isPresent != false, !facts.others.contains(text) else { return false }
      if case .enumeration(let values) = scope.columns[Int(slot)].type,
        !values.contains(where: { $0.utf8.elementsEqual(text) })
      {
        return false
      }
      facts.text = text
      facts.isPresent = true
    } else {
      facts.others.insert(text)
    }
    columns[slot] = facts
    return isPossible(facts, slot, scope)
  }

  /// An enum whose values are all ruled out is empty, or there is no such contact.
  private mutating func isPossible(
    _ facts: ColumnFacts, _ slot: Int32, _ scope: TemplateScope
  ) -> Bool {
    let column = scope.columns[Int(slot)]
    guard case .enumeration(let values) = column.type, facts.text == nil,
      values.allSatisfy({ facts.others.contains(Array($0.utf8)) })
    else { return true }
    guard column.isNullable, facts.isPresent != true else { return false }
    columns[slot]?.isPresent = false
    return true
  }
}
