import CampaignGraph

/// Draws conclusions about terms, and counts the work.
final class Reasoner {
  let table: TermTable
  private(set) var work = 0
  let budget: Int

  init(_ table: TermTable, budget: Int) {
    self.table = table
    self.budget = budget
  }

  var isExhausted: Bool { work > budget }

  func spend(_ steps: Int) { work += steps }

  /// What a term can be.
  func values(of term: TermID, in knowledge: Knowledge) -> ValueSet {
    var values = knowledge[term] ?? table[term].universe
    guard table[term].isStrict else { return values }
    let info = table[term]
    for operand in info.operands where self.values(of: operand, in: knowledge).isNull {
      values = values.intersection(.null)
    }
    if case .call(.lower, let base) = info.form,
      case .texts(let texts) = self.values(of: base, in: knowledge).values,
      let listed = texts.listed, listed.allSatisfy({ $0.allSatisfy { $0 < 0x80 } })
    {
      let lowered = listed.map { $0.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 } }
      values = values.intersection(ValueSet(.texts(TextSet(Set(lowered))), hasNull: true))
    }
    return values
  }

  /// Adds that a term lies in a set, with what follows; false if that cannot be.
  func constrain(_ term: TermID, to set: ValueSet, in knowledge: inout Knowledge) -> Bool {
    let before = values(of: term, in: knowledge)
    spend(1 + knowledge.entries.count / 4 + before.size / 4 + set.size / 4)
    guard !table[term].isOther else { return true }
    var after = before.intersection(set)
    guard !after.isEmpty else { return false }
    if after == before, knowledge[term] != nil || after == table[term].universe { return true }
    after = narrowed(after, term, knowledge)
    guard !after.isEmpty else { return false }
    knowledge.set(term, after)
    return follows(from: term, after, &knowledge)
  }

  /// A text of which all candidates are known, without those that earlier answers rule out.
  private func narrowed(_ values: ValueSet, _ term: TermID, _ knowledge: Knowledge) -> ValueSet {
    guard case .texts(let set) = values.values, !set.isComplement else { return values }
    var texts = set.texts
    for user in table[term].users {
      guard case .predicate(let operation, _, let part) = table[user].form,
        let answer = knowledge[user]
      else { continue }
      spend(texts.count)
      texts = texts.filter { compareTexts($0, operation, part) == (answer == .yes) }
    }
    return ValueSet(.texts(TextSet(texts)), hasNull: values.hasNull)
  }

  private func follows(
    from term: TermID, _ values: ValueSet, _ knowledge: inout Knowledge
  ) -> Bool {
    let isStrict = table[term].isStrict
    let (isYes, isNo) = (values == .yes, values == .no)
    if (isStrict && !values.hasNull) || (!isStrict && isYes) {
      for operand in table[term].operands {
        guard constrain(operand, to: .notNull, in: &knowledge) else { return false }
      }
    }
    if isYes {
      for other in table[term].implied {
        guard constrain(other, to: .yes, in: &knowledge) else { return false }
      }
      for other in table[term].excluded {
        guard constrain(other, to: .no, in: &knowledge) else { return false }
      }
    } else if isNo {
      for other in table[term].implying {
        guard constrain(other, to: .no, in: &knowledge) else { return false }
      }
    }
    for user in table[term].users {
      guard let known = knowledge[user] else { continue }
      if table[user].isStrict {
        guard !self.values(of: user, in: knowledge).isEmpty else { return false }
      } else if known == .yes, values.isNull {
        return false
      }
    }
    return true
  }
}
