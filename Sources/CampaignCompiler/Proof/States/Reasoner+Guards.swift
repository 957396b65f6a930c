import CampaignGraph

extension Reasoner {
  /// What may be known of contacts for whom the guard has this answer; empty if there are none.
  func assume(_ guarded: Guard, _ answer: Bool, in knowledge: Knowledge) -> [Knowledge] {
    guard !isExhausted else { return [knowledge] }
    switch guarded {
    case .constant(let flag): return flag == answer ? [knowledge] : []
    case .negation(let part): return assume(part, !answer, in: knowledge)
    case .all(let parts):
      return answer ? every(parts, true, knowledge) : some(parts, false, knowledge)
    case .any(let parts):
      return answer ? some(parts, true, knowledge) : every(parts, false, knowledge)
    case .test(let term, let set):
      return one(knowledge, term, answer ? set : set.complement)
    case .question(let term): return one(knowledge, term, answer ? .yes : .no)
    case .predicate(let term, let operation, let part, let known):
      if case .texts(let set) = values(of: term, in: knowledge).values, let texts = set.listed {
        spend(texts.count)
        let fitting = ValueSet(
          .texts(TextSet(Set(texts.filter { compareTexts($0, operation, part) }))))
        return one(knowledge, term, answer ? fitting : fitting.complement)
      }
      return one(knowledge, known, answer ? .yes : .no)
    case .less(let a, let b, let known): return less(a, b, known, answer, knowledge)
    case .same(let a, let b, let known): return same(a, b, known, answer, knowledge)
    }
  }

  /// What may be known where every one of some cases is asked in turn.
  func assume(
    _ guarded: Guard, _ answer: Bool, in possible: [Knowledge]
  ) -> [Knowledge] {
    limited(possible.flatMap { assume(guarded, answer, in: $0) })
  }

  private func one(_ knowledge: Knowledge, _ term: TermID, _ set: ValueSet) -> [Knowledge] {
    var copy = knowledge
    return constrain(term, to: set, in: &copy) ? [copy] : []
  }

  private func every(_ parts: [Guard], _ answer: Bool, _ knowledge: Knowledge) -> [Knowledge] {
    var possible = [knowledge]
    for part in parts {
      possible = assume(part, answer, in: possible)
      if possible.isEmpty { break }
    }
    return possible
  }

  /// The first part with the answer is each of them in turn.
  private func some(_ parts: [Guard], _ answer: Bool, _ knowledge: Knowledge) -> [Knowledge] {
    var left = [knowledge]
    var found: [Knowledge] = []
    for part in parts {
      found += left.flatMap { assume(part, answer, in: $0) }
      left = assume(part, !answer, in: left)
      if left.isEmpty { break }
    }
    return limited(found)
  }

  private func limited(_ possible: [Knowledge]) -> [Knowledge] {
    guard possible.count > 1 else { return possible }
    var set = Possibilities()
    for knowledge in possible { _ = set.insert(knowledge, self) }
    return set.all
  }

  private func less(
    _ a: TermID, _ b: TermID, _ known: TermID, _ answer: Bool, _ knowledge: Knowledge
  ) -> [Knowledge] {
    let (x, y) = (values(of: a, in: knowledge), values(of: b, in: knowledge))
    if x.isNull || y.isNull { return answer ? [] : [knowledge] }
    if let first = x.numbers, let second = y.numbers {
      if let top = first.upperEnd, let bottom = second.lowerEnd, top <= bottom {
        // Less wherever both have a value.
        let both = every([.test(a, .notNull), .test(b, .notNull)], true, knowledge)
        return answer ? both : some([.test(a, .notNull), .test(b, .notNull)], false, knowledge)
      }
      if let top = second.upperEnd, let bottom = first.lowerEnd, top <= bottom, answer {
        return []
      }
    }
    return one(knowledge, known, answer ? .yes : .no)
  }

  private func same(
    _ a: TermID, _ b: TermID, _ known: TermID, _ answer: Bool, _ knowledge: Knowledge
  ) -> [Knowledge] {
    let (x, y) = (values(of: a, in: knowledge), values(of: b, in: knowledge))
    guard answer else {
      if !x.hasNull, !y.hasNull, x == y, x.isSingle { return [] }
      return one(knowledge, known, .no)
    }
    var copy = knowledge
    guard constrain(known, to: .yes, in: &copy), constrain(a, to: y, in: &copy),
      constrain(b, to: x, in: &copy)
    else { return [] }
    return [copy]
  }
}

extension ValueSet {
  var numbers: NumberSet? {
    if case .numbers(let set) = values { set } else { nil }
  }

  /// Whether it holds one value and no nil.
  var isSingle: Bool {
    guard !hasNull else { return false }
    switch values {
    case .none, .any: return false
    case .texts(let set): return !set.isComplement && set.texts.count == 1
    case .numbers(let set): return set.single != nil
    case .booleans(let t, let f): return t != f
    }
  }
}
